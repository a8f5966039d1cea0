from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MatchmakingConfig(AppConfig):
    name = "matchmaking"
    verbose_name = _("Matchmaking")

    def ready(self) -> None:
        import matchmaking.following.moves  # noqa: F401 -- they add themselves
        from matchmaking.digest import mail_suggestions  # models must be loaded
        from matchmaking.following import desk as following
        from matchmaking.following.reminding import remind as remind_of_matches
        from matchmaking.mails import SUGGESTIONS
        from matchmaking.own.desk import BLOCKS
        from matchmaking.own.reminding import remind
        from matchmaking.suggested import suggested
        from portal.core import notifications
        from portal.core.housekeeping import CHORES

        notifications.KINDS[SUGGESTIONS] = notifications.Kind(
            _("Suggestions for needs and offers"),
            _("At most once a day, when something new fits what your organisation asks for or offers."),
        )
        CHORES.extend([mail_suggestions, remind, remind_of_matches])
        BLOCKS[:0] = [following.matches, following.interests]  # what waits for an answer comes first
        BLOCKS.append(suggested)
