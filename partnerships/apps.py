from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnershipsConfig(AppConfig):
    name = "partnerships"
    verbose_name = _("Partnerships")

    def ready(self) -> None:
        from partnerships.imports.importer import CaseStudyImporter, InitiativeImporter
        from portal.core import imports

        imports.register("partnerships", InitiativeImporter())
        imports.register("case-studies", CaseStudyImporter())
