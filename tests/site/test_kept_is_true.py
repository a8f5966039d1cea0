"""Whatever happens, in whatever order: what a process keeps in memory says the same as an answer made anew.

Things happen to records, vocabularies, consents, institutions, texts and the calendar by ways that pages know nothing
of (rows changed in bulk); days go by; a visitor, a member and a curator ask the same process in two languages.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import timedelta
from random import Random

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from matchmaking.models import Need, Offer
from partnerships.models import CaseStudy, Initiative
from portal.core.merging_organisations import merge
from portal.core.models import CountryGroupMember, CountryStatus, Meeting, Membership, Organisation, PageText, Topic
from roster import consents
from roster.models import Consent, Consultant
from tad.models import Activity, Funding
from tests import factories
from tests.desk import sign_in
from tests.memory import forget

pytestmark = pytest.mark.django_db
RECORDS = [Activity, Initiative, CaseStudy, Meeting, Consultant, Need, Offer]
OF_THE_MOMENT = re.compile(r'name="(csrfmiddlewaretoken|stamp)" value="[^"]*"|\d\d:\d\d:\d\d[.\d]*')
ROUNDS, ASKED = 5, 8  # more were asked while this was written: each costs a tenth of a second
ADDRESSES = [
    "/", "/fr/", "/?map=given", "/search/?q=rooibos", "/fr/search/?q=kenya", "/search/?topic=patents", "/activities/",
    "/activities/?q=rooibos", "/activities/?verified=12", "/fr/activities/?view=table", "/activities/?format=json",
    "/partnerships/", "/case-studies/", "/roster/", "/needs/", "/needs/unmet/", "/offers/?status=open", "/countries/",
    "/countries/KE/", "/ar/countries/BR/", "/topics/", "/topics/patents/", "/organisations/", "/organisations/zz-a/",
    "/fr/organisations/zz-b/", "/calendar/", "/calendar/?view=month", "/calendar/meetings/", "/statistics/",
    "/statistics/funding.csv", "/statistics/report/", "/data/", "/data/catalogue.jsonld", "/about/", "/embed/needs/",
    "/search/suggest/?q=roo", "/api/v1/activities/", "/api/v1/needs/", "/organisations/?format=csv",
]  # fmt: skip


class World:
    """Some of everything, and by method what may happen to it."""

    def __init__(self, random: Random) -> None:
        self.random, self.today, self.curator = random, timezone.localdate(), factories.user("curator")
        offices = [factories.organisation(f"Rooibos {each}", slug=f"zz-{each}", country="KE") for each in "ab"]
        self.member = factories.user()
        Membership.objects.create(organisation=offices[0], user=self.member, role=Membership.Role.EDITOR)
        named = {"organiser": ["organisation:zz-a"], "funder": ["organisation:zz-b"]}
        funding = [{"kind_id": 1, "amount": 500, "currency": "USD"}]
        for number in range(2):
            day = self.today + timedelta(days=number)
            said = {"title": f"Rooibos {number}"}
            factories.activity(**said, starts_on=day, others=named, owner=offices[0], lines={"funding": funding})
            factories.initiative(**said, others=named)
            factories.case_study(**said, summary="Rooibos a")
            factories.meeting(**said, starts_on=day, ends_on=day)
            factories.consultant(name=f"Rooibos {number}")
            factories.need(**said, owner=offices[0], expires_on=day)
            factories.offer(**said, owner=offices[0], expires_on=day)
        factories.page_text("zz-text", title="Rooibos text")

    def happen(self) -> str:
        """One thing, unless the database refuses it or nothing is left that it could happen to; and what it was."""
        thing = self.random.choice([name for name in vars(World) if name.startswith("a_")])
        with suppress(DatabaseError, IndexError), transaction.atomic():
            getattr(self, thing)()
        return thing

    def one(self, *models):
        """A queryset of one record."""
        model = self.random.choice(models)
        return model.objects.filter(pk=self.random.choice(model.objects.order_by("pk").values_list("pk", flat=True)))

    @property
    def words(self) -> str:
        return f"Rooibos {self.random.randrange(10**6)}"

    @property
    def office(self):
        return Organisation.objects.filter(slug=self.random.choice(["zz-a", "zz-b"]))

    def a_record_is_retitled(self) -> None:
        found = self.one(*RECORDS)
        found.update(**{"name" if found.model is Consultant else "title": self.words})

    def a_record_changes_state(self) -> None:
        stamps = factories.stamps(self.random.choice(["draft", "published", "archived"]), self.curator)
        self.one(*RECORDS).update(**stamps)

    def a_record_is_marked_as_invented(self) -> None:
        self.one(*RECORDS).update(is_sample=self.random.random() < 0.5)

    def a_record_moves(self) -> None:
        day = self.today + timedelta(days=self.random.randrange(-20, 20))
        self.one(Activity, Meeting).update(starts_on=day, ends_on=day + timedelta(days=2))

    def a_record_is_verified(self) -> None:
        self.one(Activity).update(last_verified_on=self.random.choice([None, self.today]))

    def a_record_gets_other_topics(self) -> None:
        record = self.one(Activity, Initiative, CaseStudy, Meeting, Need, Offer).get()
        record.topics.set(self.random.sample(list(Topic.objects.order_by("pk")[:4]), 2))

    def a_record_comes(self) -> None:
        makers = [factories.activity, factories.initiative, factories.need, factories.meeting, factories.case_study]
        self.random.choice(makers)(title=self.words)

    def a_record_goes(self) -> None:
        self.one(CaseStudy, Meeting).delete()

    def a_sum_is_corrected(self) -> None:
        Funding.objects.filter(amount__isnull=False).update(amount=self.random.randrange(1, 10**6))

    def a_consent_is_given_or_withdrawn(self) -> None:
        person, fields = self.one(Consultant).get(), self.random.sample(Consent.Field.values, 4)
        if self.random.random() < 0.5:
            consents.settle(person, [Consent.Field.LISTING, *fields], how="form", by=None)
        else:
            consents.withdraw(person, fields, by=None)

    def a_listing_ends(self) -> None:
        said = {"ending_reason": "Why.", "ended_at": timezone.now(), "ended_by": self.curator}
        self.one(Need, Offer).update(ending=self.random.choice(["closed", "withdrawn"]), **said)

    def a_listing_is_shown_to_others(self) -> None:
        self.one(Need, Offer).update(visibility=self.random.choice(["public", "registered", "invited"]))

    def a_name_changes(self) -> None:
        self.office.update(name=self.words, acronym=f"RO{self.random.randrange(99)}")

    def a_decision_on_an_office(self) -> None:
        decided = {"state_reason": "Why.", "decided_by": self.curator, "decided_at": timezone.now()}
        self.office.update(state=self.random.choice(["verified", "rejected"]), **decided)

    def a_merger(self) -> None:
        gone = factories.organisation(self.words)
        factories.activity(others={"funder": [f"organisation:{gone.slug}"]})
        if kept := self.office.filter(state="verified").first():
            merge(gone, into=kept, by=self.curator, reason="The same.")

    def a_label_changes(self) -> None:
        topic = Topic.objects.get(code="patents")
        topic.labels |= {"en": self.words, "fr": self.words}
        topic.save()

    def a_status_changes(self) -> None:
        CountryStatus.objects.filter(country="KE").update(valid_from=self.random.choice([None, self.today]))

    def a_membership_of_a_group_changes(self) -> None:
        self.one(CountryGroupMember).update(valid_to=self.today)

    def a_text_is_edited(self) -> None:
        PageText.objects.filter(page__slug="zz-text").update(title=self.words, is_published=self.random.random() < 0.7)


def answer(client: Client, address: str) -> tuple[int, str]:
    response = client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, OF_THE_MOMENT.sub("", body.decode())


def test_what_is_kept_is_what_would_be_made_anew(monkeypatch):
    random, days, now = Random(20261123), 0, timezone.now
    world, told = World(random), []
    monkeypatch.setattr(timezone, "now", lambda: now() + timedelta(days=days))
    readers = {"visitor": Client(), "member": sign_in(world.member), "curator": sign_in(world.curator)}
    asked = [(who, address) for who in readers for address in ADDRESSES]
    for _round in range(ROUNDS):
        some = random.sample(asked, ASKED)
        for who, address in some:
            answer(readers[who], address)
        told += [world.happen() for _thing in range(3)]
        days += random.random() < 0.3
        kept = [answer(readers[who], address) for who, address in some]
        forget()
        for (who, address), found in zip(some, kept, strict=True):
            assert found == answer(readers[who], address), f"{who} at {address} after {told}, {days} days"
            assert found[0] in {200, 404, 410}
