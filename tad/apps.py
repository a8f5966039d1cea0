from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TadConfig(AppConfig):
    name = "tad"
    verbose_name = _("Technical assistance")
