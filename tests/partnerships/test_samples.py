"""Sample partnerships and case studies: deterministic, marked as such, judged and indexed by the real rules."""

import json
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from partnerships import samples
from partnerships.models import CaseStudy, Initiative, Partner
from partnerships.search_rows import CASE_STUDY_ROWS, INITIATIVE_ROWS
from portal.core import reclassify, reference
from portal.core.models import Organisation, State
from tad import samples as activities
from tests import factories

pytestmark = pytest.mark.django_db
INITIATIVES, CASE_STUDIES = 60, 40
OTHERS = "0 consultants, 0 needs, 0 offers and 0 meetings are here.\n"
MARKS = {"en": "(sample)", "fr": "(exemple)", "es": "(muestra)", "ar": "(عينة)"}


def load(*arguments: str) -> str:
    out = StringIO()
    call_command("load_samples", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def once(shared_db):
    factories.initiative(title="A real one")
    factories.case_study(title="A real story")
    reference.forget()
    samples.load(INITIATIVES, CASE_STUDIES, seed=7)


@pytest.fixture
def loaded(once) -> list[Initiative | CaseStudy]:
    return [record for model in (Initiative, CaseStudy) for record in model.objects.filter(is_sample=True)]


def content() -> list[tuple]:
    """All that a seed decides; ids, references and the moments of loading are not among it."""
    initiatives = Initiative.objects.filter(is_sample=True).order_by("pk")
    parties = Partner.objects.filter(initiative__is_sample=True).order_by("initiative_id", "order")
    stories = CaseStudy.objects.filter(is_sample=True).order_by("pk")
    return [
        *initiatives.values_list("title", "summary", "challenge", "state", "kind", "starts_on", "ends_on", "support"),
        *parties.values_list("role", "country", "group__code", "organisation__slug"),
        *stories.values_list("title", "summary", "story", "state", "year", "initiative__title"),
    ]


def test_the_same_seed_gives_the_same_samples(loaded):
    first, numbers = content(), ("--initiatives", str(INITIATIVES), "--case-studies", str(CASE_STUDIES))
    load("--clear", *numbers, "--seed", "7")
    assert content() == first
    load("--clear", *numbers, "--seed", "8")
    assert content() != first


def test_everything_invented_says_so(loaded):
    assert len(loaded) == INITIATIVES + CASE_STUDIES
    assert [each.ref for each in loaded if not each.title.endswith(MARKS[each.language_id])] == []
    assert {each.source for each in loaded} == {"Invented, for trying the portal out."}
    involved = Organisation.objects.filter(partnerships__initiative__is_sample=True)
    assert set(involved.values_list("is_sample", flat=True)) == {True}


def test_pages_lists_and_files_label_them(client, loaded):
    for name, model in (("partnerships", Initiative), ("case-studies", CaseStudy)):
        public = model.objects.published()
        sample = public.filter(is_sample=True).first()
        assert "Sample record, invented" in client.get(f"/{name}/{sample.ref}/").content.decode()
        page = client.get(f"/{name}/?sort=title").content.decode()
        shown = re.findall(r'class="card__title"><a [^>]*>(.*?)</a>', page, re.S)
        assert page.count("tag--sample") == sum(not title.startswith("A real") for title in shown) > 20
        told = json.loads(b"".join(client.get(f"/{name}/?format=json").streaming_content))["results"]
        invented = public.exclude(title__startswith="A real").values_list("ref", flat=True)
        assert {each["ref"] for each in told if each["is_sample"]} == set(invented)


def test_the_real_rules_judged_and_indexed_them(loaded):
    assert list(reclassify.preview()) == []
    assert len({each.kind for each in loaded if isinstance(each, Initiative)}) > 2
    assert (INITIATIVE_ROWS.differing(), CASE_STUDY_ROWS.differing()) == (0, 0)
    assert {each.depth for each in loaded if isinstance(each, Initiative)} == {"full", "snapshot"}
    assert any(each.initiative for each in loaded if isinstance(each, CaseStudy))
    assert sum(each.state == State.PUBLISHED for each in loaded) > 0.8 * len(loaded)


def test_clearing_takes_samples_and_nothing_else(loaded):
    activities.load(3, seed=1)
    told = f"103 samples removed.\n0 sample activities, 0 initiatives, 0 case studies, {OTHERS}"
    assert load("--clear") == told
    assert [each.title for model in (Initiative, CaseStudy) for each in model.objects.all()] == [
        "A real one", "A real story",
    ]  # fmt: skip
    assert not Organisation.objects.filter(is_sample=True).exists()
    assert (INITIATIVE_ROWS.differing(), CASE_STUDY_ROWS.differing()) == (0, 0)


def test_clearing_one_room_keeps_what_another_names(loaded):
    named = Organisation.objects.filter(partnerships__initiative__is_sample=True).distinct()
    before = set(named)
    activities.clear()
    assert set(named) == before != set()


def test_clearing_keeps_what_a_real_record_names(loaded):
    told_of = next(each for each in loaded if isinstance(each, Initiative))
    real = factories.case_study(initiative=told_of)
    partnership = factories.initiative(providers=["organisation:sample-network-1"])
    samples.clear()
    real.refresh_from_db()
    assert real.initiative is None
    assert partnership.participations.get(role="provider").organisation.slug == "sample-network-1"
    assert set(Organisation.objects.filter(is_sample=True).values_list("slug", flat=True)) == {"sample-network-1"}


def test_samples_add_up(loaded):
    told = f"0 sample activities, {INITIATIVES} initiatives, {CASE_STUDIES + 2} case studies, {OTHERS}"
    assert load("--case-studies", "2") == told


@pytest.mark.parametrize("kind", ["initiatives", "case-studies"])
def test_a_number_below_zero_is_refused(kind):
    with pytest.raises(CommandError, match=f"--{kind} is a number"):
        load(f"--{kind}", "-5")
