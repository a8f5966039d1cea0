"""Sample consultants: deterministic, marked, released like anybody's, gone without a trace."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.core import reference
from portal.core.models import Organisation, SearchWord
from roster import samples
from roster.eligibility import southern
from roster.models import Assignment, Biography, Consent, Consultant, Expertise
from roster.search_rows import CONSULTANT_ROWS
from tests.factories import activity, consultant

pytestmark = pytest.mark.django_db


def load(*arguments: str) -> str:
    out = StringIO()
    call_command("load_samples", *arguments, stdout=out)
    return out.getvalue()


def content() -> list[tuple]:
    """All that a seed decides."""
    return [
        *Consultant.objects.filter(is_sample=True)
        .order_by("pk")
        .values_list("name", "position", "availability", "state"),
        *Expertise.objects.order_by("pk").values_list("topic", "level", "years"),
        *Biography.objects.order_by("pk").values_list("language", "text"),
        *Consent.objects.order_by("pk").values_list("field", "how"),
    ]


def test_samples_are_deterministic_marked_and_derived():
    work = activity()
    organisations = Organisation.objects.count()
    assert " 60 consultants," in load("--consultants", "60", "--seed", "7")
    first = content()
    load("--clear", "--consultants", "60", "--seed", "7")
    assert content() == first
    load("--clear", "--consultants", "60", "--seed", "8")
    assert content() != first
    invented = list(Consultant.objects.all())
    assert all(each.is_sample and each.email.endswith("@sample.invalid") for each in invented)
    assert {each.name.split()[1] for each in invented} <= set(samples.FAMILY_NAMES)
    assert Organisation.objects.count() == organisations
    assert Assignment.objects.filter(activity=work).exists()
    assert CONSULTANT_ROWS.differing() == 0
    listed = Consultant.objects.listed()
    assert 40 < listed.count() <= 60
    known = reference.current()
    for each in listed:
        nations = [link.country_id for link in each.nationality_links.all()]
        assert southern(nations, each.published_at.date(), known), each


def test_clearing_leaves_real_people_alone():
    real = consultant(name="Real Person")
    load("--consultants", "5")
    assert "5 samples removed" in load("--clear")
    assert list(Consultant.objects.all()) == [real]
    assert set(SearchWord.objects.filter(subject="consultant").values_list("word", flat=True)) == {"real", "person"}


def test_a_number_below_nought_is_refused():
    with pytest.raises(CommandError, match="consultants"):
        load("--consultants", "-1")
