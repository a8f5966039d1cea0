from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TadConfig(AppConfig):
    name = "tad"
    verbose_name = _("Technical assistance")

    def ready(self) -> None:
        from portal.core import imports
        from tad.imports.importer import ActivityImporter

        imports.register("activities", ActivityImporter())
