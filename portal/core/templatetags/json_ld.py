"""What search engines read beside the page, for pages that have no object of their own to say it."""

from __future__ import annotations

from django.template import Library
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.core import json_ld

register = Library()


@register.simple_tag(takes_context=True)
def breadcrumb_list(context: Context, crumbs: list[dict]) -> SafeString:
    return script(json_ld.breadcrumbs(context["request"], crumbs))


@register.simple_tag(takes_context=True)
def page_json_ld(context: Context, kind: str, name: str, description: str = "") -> SafeString:
    """``kind`` is a kind of work of schema.org: "CollectionPage"."""
    return script(json_ld.page(context["request"], kind, name, description=str(description)))


def script(data: SafeString) -> SafeString:
    return format_html('<script type="application/ld+json">{}</script>', data)
