"""``{{ page|elsewhere }}`` in the template of a record: what other rooms have to do with it."""

from django.template import Library

from portal.core.record_page import RecordPage
from portal.site.elsewhere import Elsewhere

register = Library()


@register.filter
def elsewhere(page: RecordPage) -> Elsewhere:
    return Elsewhere(page)
