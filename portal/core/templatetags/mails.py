"""For the plain text of mails."""

from django import template

register = template.Library()


@register.filter
def quoted(text: str) -> str:
    """Somebody's words, marked as such: every line begins with ">", so that none can pass for the portal's own."""
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())
