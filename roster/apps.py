from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RosterConfig(AppConfig):
    name = "roster"
    verbose_name = _("Roster")

    def ready(self) -> None:
        from portal.core.housekeeping import CHORES
        from roster import absence, currency, erasing  # models must be loaded
        from roster.applying import notices  # noqa: F401 -- declares a kind of mail
        from roster.applying.housekeeping import tidy
        from roster.relay import forgetting

        # In this order: whoever is back may be asked, and nobody is asked who is erased.
        CHORES.extend([tidy, forgetting.tidy, erasing.erase_withdrawn, absence.end_those_over, currency.ask])
