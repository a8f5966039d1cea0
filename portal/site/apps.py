from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    name = "portal.site"
    label = "portal_site"  # "site" alone would read as Django's own sites framework

    def ready(self) -> None:
        from django_tasks_db.models import DBTaskResult

        from portal.core import imports
        from portal.core.housekeeping import CHORES, HOURLY
        from portal.site.account import closing, housekeeping  # models must be loaded
        from portal.site.meetings.imports.importer import MeetingImporter
        from portal.site.open_data.dump import keeping
        from portal.site.saved_searches import digests, saving
        from portal.site.webhooks import delivering, registering

        CHORES.extend([housekeeping.forget_unconfirmed, housekeeping.forget_devices, saving.forget_unconfirmed])
        CHORES.extend([keeping.once_a_day, registering.forget_old, closing.forget_late])
        HOURLY.extend([digests.send_due, keeping.once_an_hour, delivering.begin])
        imports.register("meetings", MeetingImporter())
        # The library names it in English only, and after its code.
        DBTaskResult._meta.verbose_name = _("background task")
        DBTaskResult._meta.verbose_name_plural = _("background tasks")
