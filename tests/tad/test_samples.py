"""Samples: deterministic, marked as such, skewed like real records, and judged and indexed by the real rules."""

from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pghistory.models import Events

from portal.core import reclassify, reference
from portal.core.models import Organisation, State, current_versions
from tad import samples, search_rows
from tad.models import Activity, Participation
from tests import factories

pytestmark = pytest.mark.django_db
NUMBER = 1500
HERE = " sample activities, 0 initiatives, 0 case studies, 0 consultants, 0 needs, 0 offers and 0 meetings are here.\n"


def load(*arguments: str) -> str:
    out = StringIO()
    call_command("load_samples", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def events_before(shared_db):
    factories.activity(title="A real one")
    events = Events.objects.exclude(pgh_model="core.OrganisationEvent").count()
    reference.forget()
    samples.load(NUMBER, seed=7)
    return events


@pytest.fixture
def loaded(events_before):
    return Activity.objects.filter(is_sample=True)


def content() -> list[tuple]:
    """All that a seed decides; ids, references and the moments of loading are not among it."""
    rows = Activity.objects.filter(is_sample=True).order_by("pk")
    parties = Participation.objects.filter(activity__is_sample=True).order_by("activity_id", "order")
    return [
        *rows.values_list(
            "title", "summary", "state", "kind", "starts_on", "ends_on", "participants", "modality__code"
        ),
        *parties.values_list("role", "country", "group__code", "organisation__slug"),
    ]


def test_the_same_seed_gives_the_same_samples(loaded):
    first = content()
    load("--clear", "--activities", str(NUMBER), "--seed", "7")
    assert content() == first
    load("--clear", "--activities", str(NUMBER), "--seed", "8")
    assert content() != first


def test_everything_invented_says_so(loaded):
    assert loaded.count() == NUMBER
    marks = {"en": "(sample)", "fr": "(exemple)", "es": "(muestra)", "pt": "(amostra)", "ru": "(пример)"}
    marks |= {"ar": "(عينة)", "zh": "（示例）"}
    assert [a.ref for a in loaded if not a.title.endswith(marks[a.language_id])] == []
    assert set(loaded.values_list("source", flat=True)) == {"Invented, for trying the portal out."}
    involved = Organisation.objects.filter(participations__activity__is_sample=True)
    assert set(involved.values_list("is_sample", flat=True)) == {True}
    assert [each.name for each in involved if not each.name.endswith("(sample)")] == []


def test_references_are_given_out_once(loaded):
    assert len(set(Activity.objects.values_list("ref", flat=True))) == NUMBER + 1
    assert {a.ref.split("-")[1] for a in loaded if a.starts_on} >= {str(year) for year in range(2010, 2026)}


def test_the_real_rule_judged_them(loaded):
    assert list(reclassify.preview()) == []
    assert Counter(loaded.values_list("kind", flat=True)).most_common(1)[0][0] == "south_south"
    assert set(loaded.values_list("kind", flat=True)) >= {"south_south", "triangular", "north_south", "unclassified"}


def test_search_rows_are_right(loaded):
    assert search_rows.differing() == 0


def test_all_states_with_their_stamps(loaded):
    states = Counter(loaded.values_list("state", flat=True))
    assert set(states) == set(State.values)
    assert states[State.PUBLISHED] > 0.9 * NUMBER


def test_all_languages(loaded):
    assert set(loaded.values_list("language", flat=True)) == {"en", "fr", "es", "ar", "pt", "ru", "zh"}


def test_a_few_countries_have_most_of_the_records(loaded):
    providers = Counter(
        Participation.objects.filter(role="provider", country__isnull=False).values_list("country", flat=True)
    )
    ranked = [count for _country, count in providers.most_common()]
    assert ranked[0] > 3 * ranked[9]
    assert sum(ranked[:10]) > 0.4 * sum(ranked)


def test_most_say_nothing_of_money_and_of_outcomes(loaded):
    assert 0.1 < loaded.filter(funding__isnull=False).count() / NUMBER < 0.4
    assert 0.05 < loaded.exclude(outcome="").count() / NUMBER < 0.35
    parts = loaded.filter(parent__isnull=False)
    assert 0.01 < parts.count() / NUMBER < 0.1
    assert [a.ref for a in parts if a.starts_on and a.parent.starts_on != a.starts_on] == []


def test_a_search_in_samples_means_something(loaded):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ts_stat('SELECT document FROM tad_activitysearch') WHERE word !~ '[0-9]'")
        assert cursor.fetchone()[0] > 3000


def test_samples_leave_no_audit_but_changing_one_does(loaded, events_before):
    assert Events.objects.exclude(pgh_model="core.OrganisationEvent").count() == events_before
    activity = loaded.first()
    Activity.objects.filter(pk=activity.pk).update(place="Elsewhere")
    assert Events.objects.tracks(activity).count() == 1
    assert search_rows.differing() == 0


def test_servers_learn_of_new_samples_and_their_organisations():
    """Even though the samples' own triggers are switched off while they are copied."""
    samples.clear()
    before = current_versions()
    samples.load(3, seed=1)
    after = current_versions()
    assert after["activity"] > before["activity"]
    assert after["reference"] > before["reference"]
    assert any(slug.startswith("sample-network") for slug in reference.current().organisation_by_slug)


def test_clearing_takes_samples_and_nothing_else(loaded):
    assert load("--clear") == f"{NUMBER:,} samples removed.\n0{HERE}"
    assert [activity.title for activity in Activity.objects.all()] == ["A real one"]
    assert not Organisation.objects.filter(is_sample=True).exists()
    assert search_rows.differing() == 0


def test_clearing_keeps_what_a_real_record_names(loaded):
    parent = loaded.filter(parent=None).first()
    office = Organisation.objects.filter(slug="sample-network-1").get()
    real = factories.activity(parent=parent, providers=[f"organisation:{office.slug}"])
    samples.clear()
    real.refresh_from_db()
    assert (real.parent, real.participations.get(role="provider").organisation) == (None, office)


def test_samples_add_up(loaded):
    assert load("--activities", "10", "--seed", "7") == f"{NUMBER + 10:,}{HERE}"


def test_asking_only_tells_what_is_there(loaded):
    assert load() == f"{NUMBER:,}{HERE}"


def test_a_number_below_zero_is_refused():
    with pytest.raises(CommandError, match="number of activities"):
        load("--activities", "-5")


def test_foreign_keys_are_checked_again_afterwards(loaded):
    """Constraints that were immediate during the load are deferred again: parent and child may come in any order."""
    activity = factories.activity()
    Activity.objects.filter(pk=activity.pk).update(parent_id=10**9)
    Activity.objects.filter(pk=activity.pk).update(parent_id=None)
