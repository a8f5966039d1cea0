"""``{{ page|elsewhere }}`` in the template of a record: what other rooms have on its countries and topics."""

from django.template import Library

from portal.site.elsewhere import elsewhere

register = Library()
register.filter(elsewhere)
