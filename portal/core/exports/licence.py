"""Under which terms records may be used; said in every file that has room for it."""

from django.conf import settings
from django.utils.translation import gettext as _

LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"


def attribution() -> str:
    """Whom to name, in the active language."""
    return _("%(site)s, %(licence)s") % {"site": settings.SITE_NAME, "licence": LICENCE}
