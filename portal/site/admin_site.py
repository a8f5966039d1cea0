"""The curators' desk as a whole: the start page is the work that waits, then everything else by what it is.

Every ModelAdmin of ours names its ``section``; those that have work waiting know their queues. What a
library brings to the desk stands behind the scenes.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from portal.core.addresses import own_address
from portal.core.models import Curated
from portal.core.verification import share_of
from portal.site.account import second_factor

SECTIONS = {
    "records": _("Records"),
    "submissions": _("Submitted by the public"),
    "reports": _("Reports from readers"),
    "follow_up": _("Following up"),
    "people": _("Institutions and people"),
    "places": _("Countries and groups"),
    "vocabulary": _("Vocabularies"),
    "texts": _("Texts about the portal"),
    "machinery": _("Behind the scenes"),
}


class Desk(AdminSite):
    site_header = settings.SITE_NAME
    site_title = _("Curators’ desk")
    index_title = _("What waits for you")
    empty_value_display = "–"
    enable_nav_sidebar = False  # lists and lines need the width; the start page has it all

    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Whoever may not be here is led to what is missing: signing in, a second factor, showing it."""
        back = request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index", current_app=self.name)
        if not request.user.is_authenticated:
            return redirect_to_login(back, reverse("account_login"))
        if not request.user.is_appointed:
            raise PermissionDenied
        if request.user.is_unproven:
            return redirect_to_login(back, second_factor.next_step(request))
        return redirect(own_address(request, back) or "admin:index")

    def password_change(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return redirect("account_change_password")

    def logout(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        if request.method == "POST":
            logout(request)
        return redirect("home")

    def index(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        from portal.site.follow_up.pages import remits

        shown = {"desks": self.desks(request), "remits": remits(request.user, request.GET.get("remit") == "mine")}
        return super().index(request, (extra_context or {}) | shown)

    def get_urls(self) -> list[URLPattern]:
        from portal.site.follow_up import pages  # when all rooms are there

        own = [
            path(f"follow-up/{name}/", self.admin_view(view), name=f"follow_up_{name}")
            for name, view in pages.PAGES.items()
        ]
        return [*own, *super().get_urls()]

    def desks(self, request: HttpRequest) -> list[dict]:
        """Each kind of record that this person curates, what is submitted, what readers report, with their queues."""
        working = [(model, each) for model, each in self._registry.items() if hasattr(each, "waiting")]
        return [
            {
                "name": model._meta.verbose_name_plural,
                "list_url": reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"),
                "queues": model_admin.waiting(request),
                "share": share_of(model_admin.get_queryset(request)) if issubclass(model, Curated) else None,
            }
            for model, model_admin in sorted(working, key=lambda each: list(SECTIONS).index(each[1].section))
            if model_admin.has_view_permission(request)
        ]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict]:
        """By section, not by Django application, which means nothing to a curator. One application's page stays."""
        applications = super().get_app_list(request, app_label)
        if app_label:
            return applications
        models = [model for application in applications for model in application["models"]]
        start = reverse("admin:index", current_app=self.name)
        sections = [
            {
                "name": name,
                "app_label": section,
                "app_url": f"{start}#{section}",
                "has_module_perms": True,
                "models": [model for model in models if self.section_of(model["model"]) == section],
            }
            for section, name in SECTIONS.items()
        ]
        return [section for section in sections if section["models"]]

    def section_of(self, model: type) -> str:
        return getattr(self._registry[model], "section", "machinery")
