from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubmissionConfig(AppConfig):
    """An app of its own inside the room: what people send in is kept apart from the records made of it."""

    name = "partnerships.submission"
    label = "submission"
    verbose_name = _("Submitted partnerships")

    def ready(self) -> None:
        from partnerships.submission import still_running  # models must be loaded
        from partnerships.submission.confirmations import remind
        from partnerships.submission.housekeeping import tidy
        from portal.core.housekeeping import CHORES

        CHORES.extend([still_running.ask, tidy, remind])  # in this order: who is forgotten cannot be asked
