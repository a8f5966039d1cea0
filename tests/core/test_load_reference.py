"""load_reference: the files are the source of truth, but nobody's edits are lost and nothing is written twice."""

import shutil
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from pghistory.models import Events

from portal.core import reference_data
from portal.core.models import (
    Country,
    CountryGroup,
    CountryGroupMember,
    CountryStatus,
    FundingKind,
    Goal,
    Language,
    Modality,
    Organisation,
    OrganisationType,
    Pillar,
    Recommendation,
    Region,
    Topic,
    current_versions,
)

pytestmark = pytest.mark.django_db
INTERFACE = {"en", "ar", "zh-hans", "fr", "pt", "ru", "es"}


def said() -> str:
    out = StringIO()
    call_command("load_reference", stdout=out)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path):
    """The project's files, to be changed; ``folder(name, old, new)`` changes one."""
    shutil.copytree(reference_data.DATA, tmp_path, dirs_exist_ok=True)

    def changed(name: str, old: str, new: str):
        path = tmp_path / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")
        return tmp_path

    return changed


def outcome(folder, name: str, **options) -> reference_data.Outcome:
    return next(each for each in reference_data.load(folder=folder, **options) if each.name == name)


@pytest.mark.parametrize(
    ("model", "count"),
    [
        (Region, 5), (Topic, 23), (Modality, 20), (Pillar, 6), (Recommendation, 45), (Goal, 17), (FundingKind, 12),
        (OrganisationType, 18), (Country, 249),
    ],
)  # fmt: skip
def test_every_vocabulary_is_there_in_every_language(model, count):
    rows = list(model.objects.all())
    assert len(rows) == count
    assert {frozenset(row.labels) for row in rows} == {frozenset(INTERFACE)}


@pytest.mark.parametrize("model", [each.model for each in reference_data.VOCABULARIES if each.model is not Language])
def test_every_term_is_defined_in_every_language(model):
    assert {frozenset(term.definitions) for term in model.objects.all()} == {frozenset(INTERFACE)}


def test_a_second_run_writes_nothing():
    versions, events = current_versions(), Events.objects.count()
    every = reference_data.total("all", reference_data.load())
    assert (every.created, every.changed, every.removed, every.kept) == (0, 0, 0, [])
    assert every.unchanged > 1500
    assert (current_versions(), Events.objects.count()) == (versions, events)


def test_a_second_run_asks_little(django_assert_max_num_queries):
    with django_assert_max_num_queries(45):
        reference_data.load()


def test_a_changed_label_comes_over(folder):
    changed = outcome(folder("topics.csv", "patents,Patents,", "patents,Patents and models,"), "topics.csv")
    assert (changed.created, changed.changed, changed.unchanged) == (0, 1, 22)
    assert Topic.objects.get(code="patents").label == "Patents and models"


def test_what_was_edited_here_is_left_alone_and_listed(folder):
    Topic.objects.filter(code="patents").update(labels={"en": "Inventions"}, edited=True)
    assert "topics.csv: edited here and left as they are: patents" in said()
    assert Topic.objects.get(code="patents").labels == {"en": "Inventions"}


def test_an_edit_that_says_the_same_is_not_listed():
    Topic.objects.filter(code="patents").update(edited=True)
    assert "patents" not in said()


def test_force_overwrites_what_was_edited_here():
    Topic.objects.filter(code="patents").update(labels={"en": "Inventions"}, edited=True)
    call_command("load_reference", "--force", stdout=StringIO())
    topic = Topic.objects.get(code="patents")
    assert (topic.labels["en"], topic.edited) == ("Patents", False)


def test_a_term_that_left_its_file_is_no_longer_offered():
    Topic.objects.create(code="alchemy", labels={"en": "Alchemy"})
    assert "topics.csv: no longer in the file: alchemy" in said()
    assert Topic.objects.get(code="alchemy").is_active is False
    assert "alchemy" not in said()


def test_a_term_that_was_added_here_stays():
    Topic.objects.create(code="alchemy", labels={"en": "Alchemy"}, edited=True)
    said()
    assert Topic.objects.get(code="alchemy").is_active is True


def test_a_term_that_came_back_is_offered_again():
    Topic.objects.filter(code="patents").update(is_active=False)
    said()
    assert Topic.objects.get(code="patents").is_active is True


def test_a_country_that_left_its_file_is_reported_and_kept():
    Country.objects.create(iso2="ZZ", iso3="ZZZ", labels={"en": "Nowhere"})
    assert "countries.csv: no longer in the file: ZZ" in said()
    assert Country.objects.filter(iso2="ZZ").exists()


def test_terms_come_in_the_order_of_their_file():
    assert list(Goal.objects.values_list("code", flat=True)) == [str(number) for number in range(1, 18)]


def statuses(country: str, scheme: str) -> list[tuple]:
    rows = CountryStatus.objects.filter(country=country, scheme=scheme)
    return list(rows.values_list("value", "valid_from", "valid_to"))


def test_statuses_are_dated():
    assert statuses("CV", "ldc") == [("yes", None, date(2007, 12, 20))]
    assert statuses("CV", "development") == [("developing", None, None)]


def test_an_announced_end_is_not_an_end():
    status = CountryStatus.objects.get(country="BD", scheme="ldc")
    assert (status.valid_to, status.scheduled_to) == (None, date(2026, 11, 24))


def test_a_corrected_beginning_replaces_the_row(folder):
    """The new row begins elsewhere, so the old one has to go first: they would overlap."""
    files = folder("country_statuses.csv", "CV,ldc,yes,,2007-12-20,", "CV,ldc,yes,1977-01-01,2007-12-20,")
    changed = outcome(files, "country_statuses.csv")
    assert (changed.created, changed.changed, changed.removed) == (1, 0, 1)
    assert statuses("CV", "ldc") == [("yes", date(1977, 1, 1), date(2007, 12, 20))]


def test_a_corrected_end_changes_the_row_and_the_groups(folder):
    files = folder("country_statuses.csv", "CV,ldc,yes,,2007-12-20,", "CV,ldc,yes,,2008-01-01,")
    outcomes = {each.name: each for each in reference_data.load(folder=files)}
    assert outcomes["country_statuses.csv"].changed == 1
    assert (outcomes["members by rule"].created, outcomes["members by rule"].removed) == (2, 2)
    member = CountryGroupMember.objects.get(group__code="african-ldcs", country="CV")
    assert member.valid_to == date(2008, 1, 1)


def test_statuses_edited_here_stay_together(folder):
    """An edit may have split one period in two; half of it must not come back."""
    CountryStatus.objects.filter(country="CV", scheme="ldc").update(valid_from=date(1980, 1, 1), edited=True)
    kept = outcome(reference_data.DATA, "country_statuses.csv")
    assert (kept.created, kept.removed, kept.kept) == (0, 0, ["CV ldc"])
    forced = outcome(reference_data.DATA, "country_statuses.csv", force=True)
    assert (forced.created, forced.removed, forced.kept) == (1, 1, [])
    assert statuses("CV", "ldc") == [("yes", None, date(2007, 12, 20))]


def test_members_of_a_group_edited_here_stay():
    group = CountryGroup.objects.get(code="aripo")
    CountryGroup.objects.filter(pk=group.pk).update(edited=True)
    group.memberships.filter(country="BW").delete()
    kept = outcome(reference_data.DATA, "country_group_members.csv")
    assert (kept.created, kept.kept) == (0, ["aripo BW"])


def test_a_member_that_left_its_file_is_removed(folder):
    files = folder("country_group_members.csv", "\naripo,CV,2022-07-14,", "\nbrics,CV,2022-07-14,")
    changed = outcome(files, "country_group_members.csv")
    assert (changed.created, changed.removed) == (1, 1)
    assert not CountryGroupMember.objects.filter(group__code="aripo", country="CV").exists()


def test_organisations_know_their_type_country_and_parent():
    academy = Organisation.objects.get(slug="wipo-academy")
    assert (academy.parent.slug, academy.type.code, academy.country) == ("wipo", "international-organisation", None)
    assert Organisation.objects.get(slug="cnipa").aliases[1] == "SIPO"


def test_organisations_that_are_part_of_one_another_are_refused(folder):
    into_its_part = ",WIPO,international-organisation,,wipo-academy,"
    files = folder("organisations.csv", ",WIPO,international-organisation,,,", into_its_part)
    with pytest.raises(ValueError, match="part of one another"):
        reference_data.load(folder=files)


def test_all_or_nothing(folder):
    """The last file is wrong: what the first ones brought is not kept either."""
    folder("topics.csv", "patents,Patents,", "patents,Patents and models,")
    files = folder(
        "organisations.csv",
        "wipo-academy,WIPO Academy,,international-organisation,,wipo,",
        "wipo-academy,WIPO Academy,,no-such-type,,wipo,",
    )
    with pytest.raises(KeyError, match="no-such-type"):
        reference_data.load(folder=files)
    assert Topic.objects.get(code="patents").labels["en"] == "Patents"


def test_languages_know_their_direction():
    assert {code: Language.objects.get(code=code).direction for code in ("ar", "fr")} == {"ar": "rtl", "fr": "ltr"}


def test_a_change_of_standings_points_at_reclassify():
    CountryStatus.objects.filter(country="CV", scheme="ldc").update(valid_to=date(2008, 1, 1))
    assert "reclassify --dry-run" in said()
    assert "reclassify" not in said()
