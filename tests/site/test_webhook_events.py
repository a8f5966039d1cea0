"""What the database says of records to webhooks: every change that a visitor can see, whoever made it, and no other."""

from __future__ import annotations

import pgtrigger
import pytest
from django.db import connection, transaction
from django.utils import timezone

from portal.core import curation
from portal.core.merging_organisations import merge
from portal.core.models import AnnouncedKind, Announcement, Delivery, Webhook
from portal.core.search_rows import SearchRows
from portal.site.open_data.tombstones import KINDS
from portal.site.webhooks import signing
from tad.actions import record_activity
from tad.models import ActivityTopic
from tad.models.search import activity_index
from tests.factories import activity, case_study, initiative, meeting, need, offer, organisation, user

MAKERS = {
    "activities": activity, "partnerships": initiative, "case-studies": case_study, "needs": need, "offers": offer,
    "meetings": meeting,
}  # fmt: skip
PRIVATE = {f"matchmaking_{kind}{what}" for kind in ("need", "offer") for what in ("invited", "question")}


def hook(owner=None, *, kinds=AnnouncedKind.values, state="active", **values) -> Webhook:
    values = {"url": "https://hooks.example.org/", "secret": signing.sealed(signing.new_secret())} | values
    return Webhook.objects.create(
        owner=owner or user(), kinds=list(kinds), state=state, site="https://portal.example.org", **values
    )


def told() -> list[tuple[str, str]]:
    """What was said since the last time, in order."""
    said = [(each.ref, each.event) for each in Announcement.objects.order_by("pk")]
    assert Delivery.objects.count() == len(said) * Webhook.objects.active().count()
    Announcement.objects.all().delete()
    return said


def test_the_kinds_are_those_of_tombstones():
    assert list(KINDS) == AnnouncedKind.values


def test_every_table_that_answers_are_made_of_is_watched(db):
    """But for what only some people read, and the roster."""
    answering = {
        model._meta.db_table for model, trigger in pgtrigger.registered() if trigger.name == "count_content_version"
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'announce%'")
        watched = [table for (table,) in cursor.fetchall()]
    assert sorted(watched) == sorted([*set(watched)] * 3)
    assert set(watched) == {table for table in answering if not table.startswith("roster_")} - PRIVATE


@pytest.mark.parametrize("kind", MAKERS)
def test_a_record_is_published_changed_and_withdrawn(committed, kind):
    curator, make = user("curator"), MAKERS[kind]
    hook(kinds=[kind]), hook(kinds=[kind], state="paused")
    draft = make(state="draft")
    make(is_sample=True)
    assert told() == []
    type(draft).objects.filter(pk=draft.pk).update(title="Still a draft")
    assert told() == []
    draft.refresh_from_db()
    curation.submit(draft, by=curator), curation.publish(draft, by=curator)
    assert told() == [(draft.ref, "published")]
    with connection.cursor() as cursor:  # whatever made it
        cursor.execute(f"UPDATE {draft._meta.db_table} SET title = 'Said in SQL' WHERE id = %s", [draft.pk])
    assert told() == [(draft.ref, "changed")]
    hidden = {"updated_at": timezone.now(), "updated_by": curator, "submitted_by": curator}
    if kind in {"needs", "offers"}:
        hidden["confidential"] = "For some eyes only"
    type(draft).objects.filter(pk=draft.pk).update(**hidden)
    type(draft).objects.filter(pk=draft.pk).update(title="Said in SQL")
    assert told() == []
    curation.archive(type(draft).objects.get(pk=draft.pk), by=curator, reason="Over")
    assert told() == [(draft.ref, "withdrawn")]
    with transaction.atomic():
        made = make()
        type(made).objects.filter(pk=made.pk).update(note="Noted")
    assert told() == [(made.ref, "published")]
    type(made).objects.filter(pk=made.pk).update(is_sample=True)
    assert told() == [(made.ref, "withdrawn")]


def test_one_transaction_is_one_event_and_none_if_it_ends_as_it_began(committed):
    hook(), hook(kinds=["meetings", "activities"])
    by = user()
    record = activity(topics=["patents"])
    told()
    with transaction.atomic():  # lines alone, replaced and repeated
        record_activity(by=by, values={}, activity=record, topics=[{"topic": ActivityTopic.objects.get().topic}])
    assert told() == []
    with transaction.atomic():
        for said in ("one", "two", "three"):
            ActivityTopic.objects.update(as_said=said)
        type(record).objects.filter(pk=record.pk).update(title="And the title")
    assert told() == [(record.ref, "changed")]
    with transaction.atomic():  # a draft's lines are nobody's business, in whatever order it is changed
        ActivityTopic.objects.update(as_said="four")
        type(record).objects.filter(pk=record.pk).update(state="draft")
        ActivityTopic.objects.update(as_said="five")
    assert told() == [(record.ref, "withdrawn")]
    ActivityTopic.objects.update(as_said="six")
    with transaction.atomic():
        type(record).objects.filter(pk=record.pk).update(state="published")
        type(record).objects.filter(pk=record.pk).update(state="draft")
    assert told() == []
    with transaction.atomic():
        type(record).objects.filter(pk=record.pk).update(state="published")
        type(record).objects.filter(pk=record.pk).update(state="draft")
        type(record).objects.filter(pk=record.pk).update(state="published")
    assert told() == [(record.ref, "published")]
    with transaction.atomic():
        type(record).objects.filter(pk=record.pk).update(title="Never happened")
        transaction.set_rollback(True)
    assert told() == []
    with SearchRows(activity_index, records="tad_activity", prefix="tad_activity").deferred():  # a large load
        type(record).objects.filter(pk=record.pk).update(title="In a large load")
    assert told() == [(record.ref, "changed")]
    type(record).objects.get(pk=record.pk).delete()
    assert told() == [(record.ref, "withdrawn")]


def test_organisations_and_listings_leave_in_their_own_ways(committed):
    curator = user("curator")
    hook()
    office, other = organisation(), organisation()
    listing = need(owner=office)
    assert told() == [(office.slug, "published"), (other.slug, "published"), (listing.ref, "published")]
    type(listing).objects.update(visibility="invited")
    assert told() == [(listing.ref, "withdrawn")]
    type(listing).objects.update(visibility="public")
    told()
    merge(office, into=other, by=curator, reason="The same office.")
    said = [(listing.ref, "changed"), (office.slug, "withdrawn"), (other.slug, "changed")]  # it has one name more
    assert sorted(told()) == sorted(said)
    type(listing).objects.update(
        ending="withdrawn", ending_reason="No longer", ended_at=timezone.now(), ended_by=curator
    )
    assert told() == [(listing.ref, "withdrawn")]


def test_nothing_is_written_while_nobody_listens(committed):
    record = activity()
    type(record).objects.update(title="Unheard")
    hook(kinds=["needs"])
    type(record).objects.update(title="Unheard, too")
    assert (Announcement.objects.count(), Delivery.objects.count()) == (0, 0)


def test_a_statement_about_many_is_one_event_each(committed):
    hook()
    records = [activity() for _ in range(5)]
    told()
    type(records[0]).objects.update(note="Seen")
    assert sorted(told()) == [(each.ref, "changed") for each in records]
