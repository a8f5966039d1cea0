"""Each mail as it would arrive, for the gallery: written by its own function in a transaction that is rolled back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from matchmaking import mails as matchmaking
from matchmaking.digest import Section
from matchmaking.following import mails as matches
from matchmaking.models import Happened, Interest, Match, MatchMessage, Need, NeedQuestion
from matchmaking.own import mails as listings
from matchmaking.suggestions import KINDS, Group, Reason, Suggested
from partnerships.models import Initiative
from partnerships.submission import mails as submissions
from partnerships.submission import notices, partner_mails
from partnerships.submission.models import Answer, Confirmation, Message, Submission
from portal.core import api_key_mails, mail, membership_mails, record_mails
from portal.core.models import (
    ApiKey,
    Correction,
    Invitation,
    Mail,
    Membership,
    Organisation,
    OrganisationType,
    SavedSearch,
    State,
    Subscriber,
    Topic,
    User,
    Webhook,
)
from portal.core.submitting import mails as form_mails
from portal.core.submitting.views import Arrival
from portal.site.account import mails as account
from portal.site.follow_up import asking
from portal.site.follow_up.missing import Addressee
from portal.site.saved_searches import digests
from portal.site.saved_searches import mails as searches
from portal.site.webhooks import mails as webhooks
from roster.applying import nomination_mails
from roster.applying import notices as applications
from roster.models import (
    AbuseReport,
    Application,
    ApplicationMessage,
    Claim,
    Consultant,
    Conversation,
    CurrencyCheck,
    Nomination,
)  # fmt: skip
from roster.models import Message as Passed
from roster.own import mails as consultants
from roster.relay import mails as relay
from tad.models import Activity

SITE = "https://portal.example.org"
EVER = datetime(2000, 1, 1, tzinfo=UTC)


def correction(**values) -> Correction:
    record = Activity(ref="TA-2017-0042", title="Study visit to Windhoek", starts_on=date(2017, 11, 20))
    return Correction(
        ref="CR-0000-0007", token=UUID(int=7), record=record, part="dates", email="ana@example.org",
        language=get_language(), **values,
    )  # fmt: skip


def person() -> User:
    return User.objects.create_user("ana@example.org", language=get_language())


def of_account(send, **context):
    """``send`` is one of the account's mails; what allauth would hand to it stands in ``context``."""
    return lambda: send("ana@example.org", context, site=SITE)


def submission(**values) -> Submission:
    words = "We could not see from your answers who taught whom.\nA line on each partner is enough."
    values = {"state_reason": words, "email_confirmed_at": timezone.now()} | values
    named = {"ref": "SB-0000-0007", "email": "ana@example.org", "language": get_language(), "kind": "south_south"}
    return Submission(**named | values)


def duplicate() -> None:
    known = Initiative.objects.filter(state=State.PUBLISHED).first()
    one = submission(duplicate_of=known.ref if known else "", state_answer=Answer.KNOWN, state_reason="")
    submissions.duplicate(one, site=SITE)


def waiting() -> None:
    curator = User.objects.create_user("ana@example.org", language=get_language(), role=User.Role.CURATOR)
    curator.topics.set(Topic.objects.filter(code="trademarks"))
    lines = [{"country": "BR", "role": "provider"}, {"country": "MZ", "role": "beneficiary"}]
    one = submission(pk=7, data={"snapshot": {"countries": lines, "topics": ["trademarks"]}})
    notices.waiting(one, notices.News.ARRIVED, site=SITE)


def organisation() -> Organisation:
    return Organisation(pk=0, name="Kenya Industrial Property Institute", acronym="KIPI", slug="kipi")


def invitation() -> Invitation:
    return Invitation(
        pk=0, organisation=organisation(), email="ana@example.org", role="editor", language=get_language(),
        token=UUID(int=7), expires_at=timezone.now() + timedelta(days=14), created_by=person(),
        answered_by=User(email="zoe@example.net"),
    )  # fmt: skip


def membership() -> Membership:
    return Membership(user=person(), organisation=organisation(), role="editor")


def own_record() -> Activity:
    return Activity(
        ref="TA-2017-0042", state="changes_requested", state_reason="Who paid for the rooms?", owner=organisation(),
        owner_id=0, submitted_by=person(), updated_at=timezone.now(),
    )  # fmt: skip


def outcome_asked() -> None:
    record = own_record()
    to = Addressee("ana@example.org", record.submitted_by, organisation())
    asking.member_asked(to, record, cause="a sample", site=SITE)


def partner(send) -> None:
    one = submission(title="Trademark examiners of two offices train each other")
    send(Confirmation(pk=7, submission=one, token="a-b", email="carlos@example.org"), site=SITE)  # noqa: S106


def suggested() -> None:
    need = Need(ref="ND-0000-0007", title="Clearing a backlog of trademark applications", language_id="en")
    reasons = [
        Reason(35, "The same topic: Trademarks."), Reason(15, "A common language: English."),
        Reason(15, "The same region: Africa."), Reason(15, "Work on the topic is on record: Trademarks."),
    ]  # fmt: skip
    offer = Suggested(
        "OF-0000-0007", "Places for trademark examiners", "/offers/OF-0000-0007/", reasons, "en", "ARIPO", total=80
    )
    section = Section(need, [Group("offers", *KINDS["offers"], [offer], [])])
    matchmaking.suggested(person(), organisation(), [section], site=SITE)


def sample_need() -> Need:
    return Need(ref="ND-0000-0007", title="Six trademark examiners", language_id="en", expires_on=date(2027, 3, 31))


def answered() -> None:
    asked = NeedQuestion(pk=7, text="For how long?", answer="Two weeks.", answered_at=EVER, asked_by=person())
    listings.answered(sample_need(), asked, site=SITE)


def match(**values) -> Match:
    """Kept for as long as the sample takes, between the reader's office and another."""
    kind, by = OrganisationType.objects.get(code="ip-office"), User.objects.importer()
    seeker, provider = (
        Organisation.objects.create(slug=f"sample-of-mails-{name}", name=name, type=kind)
        for name in ("Industrial Property Institute", "Patent Office")
    )
    Membership.objects.create(user=person(), organisation=seeker, role="editor")
    need = Need.objects.create(
        ref="ND-0000-0007", title="Clearing a backlog of trademark applications", owner=seeker, created_by=by
    )
    values = {"next_step": "", "ends_on": date(2027, 3, 31)} | values
    return Match.objects.create(ref="MA-0000-0007", need=need, seeker=seeker, provider=provider, **values)


def match_news() -> None:
    one = match()
    matches.happened(one.timeline.create(what=Happened.AGREED, acted_for=one.provider), site=SITE)


def match_message() -> None:
    one = match()
    words = {"text": "Could you come in June?", "token": UUID(int=7), "written_for": one.provider}
    matches.message(MatchMessage(match=one, pk=7, **words), site=SITE)


def match_step() -> None:
    one = match()
    one.next_step, one.next_step_owner, one.next_step_due = "Send the programme.", one.seeker, date(2027, 1, 31)
    matches.step_due(one, site=SITE)


def interest() -> None:
    one = match()
    matches.interest_sent(Interest(pk=7, need=one.need, organisation=one.provider), site=SITE)


def saved_search(**values) -> SavedSearch:
    """Of a reader without an account, who has looked at nothing yet."""
    reader = Subscriber.objects.create(
        email="ana@example.org", mailbox="ana@example.org", language=get_language(), site=SITE
    )
    values = {"name": "Trademarks", "query": "topic=trademarks", "since": EVER, "told_until": EVER} | values
    return SavedSearch.objects.create(subscriber=reader, room="activities", token=uuid4(), **values)


def digest() -> None:
    first = saved_search(confirmed_at=timezone.now())
    SavedSearch.objects.create(
        subscriber=first.subscriber, name="Workshops", room="activities", query="modality=workshop&not_topic=gone",
        token=uuid4(), since=EVER, told_until=EVER, confirmed_at=timezone.now(),
    )  # fmt: skip
    digests.send_to(first.subscriber_id, timezone.now() + timedelta(days=7))


def conversation(**values) -> Conversation:
    """Kept for as long as the sample takes: what was mailed is noted with it."""
    by = User.objects.importer()
    consultant = Consultant.objects.create(
        ref="CO-0000-0007", name="Wanjiru Otieno", email="ana@example.org", language=get_language(), created_by=by
    )
    values = {"state": "open", "confirmed_at": timezone.now(), "from_day": date(2027, 3, 1)} | values
    return Conversation.objects.create(
        ref="RQ-0000-0007", token=uuid4(), consultant=consultant, name="Carlos Souza", email="ana@example.org",
        organisation_as_said="Patent Office of Chile", language=get_language(), topic=Topic.objects.first(), **values,
    )  # fmt: skip


def passed(side: str, text: str) -> Passed:
    return Passed.objects.create(conversation=conversation(), token=uuid4(), side=side, text=text)


def application(**values) -> Application:
    values = {"state_reason": "We could not see where you worked.", "email_confirmed_at": timezone.now()} | values
    return Application(
        ref="AP-0000-0007", email="ana@example.org", language=get_language(), updated_at=timezone.now(), **values
    )


def of_application(name: str, **values):
    """One of the mails that every form has."""
    return lambda: getattr(form_mails, name)(application(**values), site=SITE)


def application_waiting() -> None:
    curator = User.objects.create_user("ana@example.org", language=get_language(), role=User.Role.CURATOR)
    curator.topics.set(Topic.objects.filter(code="trademarks"))
    one = application(pk=7, nationalities=["BR", "PT"], topics=["trademarks"])
    applications.waiting(one, Arrival.ARRIVED, site=SITE)


def abuse_decided() -> None:
    report = AbuseReport(pk=7, conversation=conversation(), side="consultant", state="blocked", reason="It was spam.")
    relay.report_decided(report, site=SITE)


def consultant(**values) -> Consultant:
    return Consultant(ref="CO-2026-0012", email="ana@example.org", language=get_language(), **values)


def check(mails: int) -> CurrencyCheck:
    return CurrencyCheck(pk=0, consultant=consultant(), mails=mails, token=UUID(int=7))


def claim() -> Claim:
    now = timezone.now()
    return Claim(
        pk=0, consultant=consultant(), email="ana@example.org", token=UUID(int=7), sent_at=now,
        expires_at=now + timedelta(days=30),
    )  # fmt: skip


def key(days: int) -> ApiKey:
    """Until so many days from now."""
    return ApiKey(
        pk=0, owner=person(), name="Nightly copy, office server", start="ssip_1f0c", scopes=["read"], site=SITE,
        expires_at=timezone.now() + timedelta(days=days),
    )  # fmt: skip


SAMPLES = {
    "api_key_made": lambda: api_key_mails.made(key(days=90)),
    "api_key_ending": lambda: api_key_mails.ending(key(days=7)),
    "account_address_known": of_account(account.address_known),
    "account_address_unknown": of_account(account.address_unknown),
    "account_changed": of_account(account.BY_NAME["password_changed"]),
    "account_confirm_address": of_account(
        account.confirm_address, key="a:b", activate_url="/account/confirm-email/a:b/"
    ),
    "account_new_device": lambda: account.new_device(person(), site=SITE),
    "account_new_password": of_account(
        account.new_password,
        key="a-b",
        user=None,
        password_reset_url="/account/password/reset/key/1-a-b/",  # noqa: S106
    ),
    "account_sign_in_code": of_account(account.sign_in_code, code="QF3-7KD"),
    "partner_asked": lambda: partner(partner_mails.asked),
    "partner_reminded": lambda: partner(partner_mails.reminded),
    "submission_link": lambda: submissions.link(submission(email_confirmed_at=None), site=SITE),
    "submission_received": lambda: submissions.received(submission(updated_at=timezone.now()), site=SITE),
    "submission_changes_asked": lambda: submissions.changes_asked(
        submission(asked=["snapshot.countries", "consent.has_consent"], state_answer=Answer.ROLES), site=SITE
    ),
    "submission_accepted": lambda: submissions.accepted(
        submission(state_reason=""), record=Initiative(ref="PI-2026-0043"), site=SITE
    ),
    "submission_rejected": lambda: submissions.rejected(submission(state_answer=Answer.SCOPE), site=SITE),
    "submission_duplicate": duplicate,
    "submission_reopened": lambda: submissions.reopened(submission(state_reason="We found a source."), site=SITE),
    "submission_still_running": lambda: submissions.still_running(
        submission(running_asked_at=timezone.now()), record=Initiative(ref="PI-2026-0043"), site=SITE
    ),
    "submission_message": lambda: submissions.message(
        Message(submission=submission(), text="Is there a report that we may link to?"), site=SITE
    ),
    "submission_waiting": waiting,
    "application_link": of_application("link", email_confirmed_at=None),
    "application_received": of_application("received"),
    "application_changes_asked": of_application("changes_asked", asked=["know.expertise"]),
    "application_rejected": of_application("rejected"),
    "application_reopened": of_application("reopened"),
    "application_accepted": lambda: form_mails.decided(
        "accepted", application(state_reason=""), SITE, record=Consultant(ref="CO-2026-0043")
    ),
    "application_message": lambda: form_mails.message(
        ApplicationMessage(submission=application(), text="Is there a report that we may read?"), site=SITE
    ),
    "application_waiting": application_waiting,
    "nomination": lambda: nomination_mails.asked(
        Nomination(organisation=organisation(), email="ana@example.org", language=get_language()), site=SITE
    ),
    "saved_search_confirm": lambda: searches.confirm(saved_search(), site=SITE),
    "saved_search_digest": digest,
    "invitation": lambda: membership_mails.invitation(invitation(), site=SITE),
    "invitation_accepted": lambda: membership_mails.invitation_accepted(invitation(), site=SITE),
    "membership": lambda: membership_mails.role_changed(membership(), site=SITE),
    "organisation_decided": lambda: membership_mails.organisation_decided(
        Organisation(pk=0, name="KIPI", slug="kipi", proposed_by=person(), decided_at=timezone.now()), site=SITE
    ),
    "suggestions": suggested,
    "listing_question": answered,
    "listing_expires": lambda: listings.expires(person(), sample_need(), site=SITE),
    "interest": interest,
    "match_news": match_news,
    "match_message": match_message,
    "match_quiet": lambda: matches.quiet(match(), days=45, last_day=date(2027, 3, 31), on=date(2027, 3, 17), site=SITE),
    "match_step": match_step,
    "match_outcome": lambda: matches.outcome_asked(match(), site=SITE),
    "webhook_off": lambda: webhooks.switched_off(
        Webhook(pk=7, owner=person(), url="https://hooks.example.org/portal", state="failing", site=SITE)
    ),
    "record_decided": lambda: record_mails.decided(own_record(), "send_back", site=SITE),
    "outcome_asked": outcome_asked,
    "relay_confirm": lambda: relay.confirm(conversation(state="waiting", confirmed_at=None), site=SITE),
    "relay_request": lambda: relay.request(
        passed("enquirer", "We examine few claims on seeds.\nCould you train six examiners?"), site=SITE
    ),
    "relay_message": lambda: relay.message(passed("consultant", "Gladly. In which language?"), site=SITE),
    "relay_declined": lambda: relay.declined(
        conversation(state="declined", declined="busy"), text="In June I would have time.", site=SITE
    ),
    "relay_report_decided": abuse_decided,
    "consultant_claim": lambda: consultants.claim(claim(), site=SITE),
    "consultant_claimed": lambda: consultants.claimed(claim(), User(email="zoe@example.net"), site=SITE),
    "consultant_still_correct": lambda: consultants.still_correct(check(3), site=SITE),
    "consultant_hidden": lambda: consultants.hidden(check(3), site=SITE),
    "consultant_withdrawn": lambda: consultants.withdrawn(
        consultant(withdrawn_at=timezone.now()), day=date(2026, 11, 29), site=SITE
    ),
    "correction_received": lambda: mail.correction_received(correction(), site=SITE),
    "correction_decided": lambda: mail.correction_decided(
        correction(state="accepted", answer="corrected", reason="The programme says 3 May.\nThank you for the link."),
        site=SITE,
    ),
}


def sample(name: str) -> Mail:
    """The mail in the active language. KeyError for a name that is no mail's."""
    with transaction.atomic():
        SAMPLES[name]()
        found = Mail.objects.filter(name=name).latest("pk")
        transaction.set_rollback(True)
    return found
