"""``{{ session.user_agent|browser }}``: what a person would call the device, where a browser tells forty words."""

from django.template import Library

register = Library()

# What a browser calls itself by, in this order: most name those that they descend from, too.
BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS X": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


@register.filter
def browser(said: str) -> str:
    """ "Firefox · Windows"; what no browser would say stays as it is."""
    found = [next((name for sign, name in known.items() if sign in said), "") for known in (BROWSERS, SYSTEMS)]
    return " · ".join(filter(None, found)) or said
