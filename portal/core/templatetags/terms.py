"""Words that the glossary explains, where they stand on other pages."""

from __future__ import annotations

from django.template import Library
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = Library()


@register.simple_tag
def term(code: str, label: str) -> SafeString:
    """A quiet link: ``{% term "beneficiary" party.role_label %}``. A code without an entry leads to the whole page."""
    address = f"{reverse('about:page', args=['glossary'])}#{code.replace('_', '-')}"
    return format_html('<a class="term" href="{}">{}</a>', address, label)
