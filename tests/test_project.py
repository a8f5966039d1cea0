"""Tests that read the whole project: what everybody agreed to do everywhere is done everywhere."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pgtrigger
from django.apps import apps
from django.conf import global_settings, settings
from django.contrib import admin
from django.db import connection, models
from django.template import TemplateSyntaxError
from django.template.loader import get_template
from django.urls import URLPattern, URLResolver, get_resolver

from matchmaking.filters import NeedFilterSet, OfferFilterSet
from partnerships.filters import CaseStudyFilterSet, InitiativeFilterSet
from portal.core.facets import Facet
from portal.core.models import Reviewed, SearchRow
from portal.site.calendar.filters import CalendarFilterSet
from portal.site.meetings.filters import MeetingFilterSet
from tad.filters import ActivityFilterSet

PROJECT = Path(__file__).resolve().parents[1]
TRACKED = subprocess.run(["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout.split()
CODE = [PROJECT / name for name in TRACKED if name.endswith(".py") and "/migrations/" not in name]
TEMPLATES = [PROJECT / name for name in TRACKED if name.startswith("templates/") and name.endswith(".html")]
ROOMS = ("core", "tad", "roster", "partnerships", "submission", "matchmaking")
OURS = [model for app in ROOMS for model in apps.get_app_config(app).get_models()]
# Bookkeeping that nobody edits.
INTERNAL = {
    "Version",
    "Change",
    "ReferenceCounter",
    "RateLimit",
    "ImportRow",
    "PreparedFile",
    "SearchWord",
    "StoppedMail",
    "Told",
    "Subscriber",  # the desk shows which searches are kept, not by whom
    "Suggestion",
    "LastLook",
    "Unwilling",
    "Announcement",  # the desk shows how its delivery goes, by receiver
    "Delivery",
}
# Stands on the desk's page of its submission, or of what may be one person's profiles, to be read.
READ_ONLY = {
    "submission.KeptText", "submission.Message", "submission.Confirmation", "roster.ToldApart", "roster.Merged",
    "roster.Message",
    "roster.ApplicationText", "roster.ApplicationMessage", "roster.CurriculumVitae",
}  # fmt: skip


def edited_by_people(model: type[models.Model]) -> bool:
    if model._meta.label in READ_ONLY:
        return False
    return not (model.__name__.endswith("Event") or model.__name__ in INTERNAL or issubclass(model, SearchRow))


def test_curators_reach_every_model():
    reached = {
        *admin.site._registry,
        *(inline.model for each in admin.site._registry.values() for inline in each.inlines),
    }
    assert {model for model in OURS if edited_by_people(model)} - reached == set()


def test_every_model_says_what_it_is():
    silent = {model.__name__ for model in OURS if model.__str__ is models.Model.__str__}
    assert {name for name in silent if not name.endswith("Event")} == set()


def test_constraints_are_named_after_their_model():
    names = [(model._meta.model_name, constraint.name) for model in OURS for constraint in model._meta.constraints]
    assert [(model, name) for model, name in names if not name.startswith(model)] == []


def test_every_record_is_audited_searched_and_has_an_address():
    moments = ("insert", "update", "delete")
    wanted = {f"{moment}_{moment}" for moment in moments} | {f"search_row_{moment}" for moment in moments}
    for model in [each for each in OURS if issubclass(each, Reviewed)]:
        triggers = {trigger.name for each, trigger in pgtrigger.registered() if each is model}
        assert wanted - triggers == set(), model
        assert hasattr(model, "get_absolute_url"), model
        assert model.REF_PREFIX, model


def test_every_facet_of_a_list_has_its_own_number():
    for filters in (
        ActivityFilterSet, InitiativeFilterSet, CaseStudyFilterSet, NeedFilterSet, OfferFilterSet, MeetingFilterSet,
        CalendarFilterSet,
    ):  # fmt: skip
        numbers = [spec.facet for spec in filters.facets if not spec.further]
        assert len(numbers) == len(set(numbers)), filters
        assert Facet.PUBLIC not in numbers, filters


def test_every_variable_of_the_environment_is_documented():
    used = set()
    for path in (PROJECT / "portal").glob("*.py"):
        used |= set(re.findall(r'\b(?:env(?:_\w+)?|environ\.get)\(\s*"([A-Z_]+)"', path.read_text()))
    assert {"DATABASE_URL", "SECRET_KEY", "PORT"} <= used
    used -= {"DJANGO_SETTINGS_MODULE"}
    for document in ("README.md", ".env.example"):
        text = (PROJECT / document).read_text()
        assert {name for name in used if not re.search(rf"\b{name}\b", text)} == set(), document


def test_every_setting_is_one_that_somebody_reads():
    third_party = (
        "ACCOUNT_", "CONTENT_SECURITY_POLICY", "CRISPY_", "MFA_", "PGHISTORY_", "REST_FRAMEWORK", "SPECTACULAR_",
        "TASKS", "WHITENOISE_",
    )  # fmt: skip
    tree = ast.parse((PROJECT / "portal/settings.py").read_text())
    names = {
        name.id for node in ast.walk(tree) if isinstance(node, ast.Assign)
        for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name) and name.id.isupper()
    }  # fmt: skip
    unknown = {name for name in names if not hasattr(global_settings, name) and not name.startswith(third_party)}
    read = {name for path in CODE for name in re.findall(r"\bsettings\.([A-Z_]+)\b", path.read_text())}
    by_others = {"BASE_DIR", "EMAIL_FILE_PATH", "HTTPS", "ROOT_URLCONF"}  # Django, its mail backend
    assert unknown - read - by_others == set()


def test_templates_compile():
    """Django says what is wrong and on which line, but not in which of them."""
    wrong, names = {}, [name.removeprefix("templates/") for name in TRACKED if name.startswith("templates/")]
    for name in names:
        try:
            get_template(name)
        except TemplateSyntaxError as error:
            wrong[name] = str(error)
    assert names
    assert wrong == {}


def test_templates_hold_no_script_style_or_trusted_text():
    assert TEMPLATES
    for template in TEMPLATES:
        text = template.read_text()
        if "emails" in template.parts:  # read outside of the portal, where its stylesheet is not
            text = text.replace("<style>", "")
        hits = re.findall(r"\|\s*safe\b|<style|\sstyle=|\son[a-z]+=|<script(?![^>]*(?:src=|ld\+json))", text)
        assert hits == [], template


def test_layouts_know_no_left_and_right():
    physical = r"(?:margin|padding|border)-(?:left|right)|(?:text-align|float):\s*(?:left|right)|[\s;{](?:left|right):"
    found = {
        f"{path.name}: {hit}" for path in (PROJECT / "static/css").rglob("*.css")
        for hit in re.findall(physical, path.read_text())
    }  # fmt: skip
    assert found == set()


def test_no_catch_all_and_no_unreasoned_silence():
    for path in CODE:
        text = path.read_text()
        assert not re.search(r"except(?:\s+Exception)?:", text.replace('r"except', "")), path
        assert not re.search(r"# noqa(?!:)", text.replace('r"# noqa', "")), path


def test_files_stay_readable():
    lengths = {path.relative_to(PROJECT): len(path.read_text().splitlines()) for path in CODE}
    assert {str(path): lines for path, lines in lengths.items() if lines > 500} == {}


def test_migrations_are_named():
    names = [
        path.name
        for app in ("portal/core", "tad", "roster", "partnerships", "partnerships/submission", "matchmaking")
        for path in (PROJECT / app / "migrations").glob("0*.py")
    ]
    assert [name for name in names if "auto" in name or "alter" in name] == []


def test_decisions_are_numbered_without_a_gap():
    numbers = sorted(int(path.name[:4]) for path in (PROJECT / "docs/adr").glob("[0-9]*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_documents_point_to_files_that_exist():
    for document in (PROJECT / "README.md", PROJECT / "CONTRIBUTING.md", PROJECT / "docs/architecture.md"):
        for link in re.findall(r"\]\((?!http)([^)#]+)\)", document.read_text()):
            assert (document.parent / link).exists(), (document.name, link)


def test_documents_are_filled_in():
    """No blank such as {NOW}, which somebody meant to fill in after measuring."""
    documents = [PROJECT / name for name in TRACKED if name.endswith(".md")]
    blanks = [(path.name, each) for path in documents for each in re.findall(r"{[A-Z][A-Z_\d]+}", path.read_text())]
    assert (len(documents) > 40, blanks) == (True, [])


def test_named_addresses_answer_without_a_server_error(client, db):
    def patterns(resolver, prefix=""):
        for each in resolver.url_patterns:
            route = prefix + str(each.pattern)
            if isinstance(each, URLResolver):
                yield from patterns(each, route)
            elif isinstance(each, URLPattern) and "<" not in route and "(?P" not in route:
                yield "/" + route.replace("^", "").replace("$", "").replace("\\Z", "").replace("\\", "")

    answered = {address: client.get(address).status_code for address in set(patterns(get_resolver()))}
    assert len(answered) > 10
    assert answered.pop("/api/v1/webhooks/") == 401  # a person's own, to a key of that person's
    assert {address: status for address, status in answered.items() if status not in {200, 302, 404, 405}} == {}
    public = {address for address, status in answered.items() if status == 200 and not address.startswith("/admin/")}
    api = {address for address in public if address.startswith("/api/")}
    assert api >= {"/api/", "/api/v1/", "/api/v1/activities/", "/api/v1/countries/", "/api/v1/schema/", "/api/v1/docs/"}
    public -= api
    assert {address for address in public if not address.endswith((".xml", ".txt"))} == {
        "/", "/about/", "/about/country-statuses/",
        "/account/confirm-email/", "/account/inactive/", "/account/login/", "/account/login/code/",
        "/account/password/reset/", "/account/password/reset/done/", "/account/password/reset/key/done/",
        "/account/signup/", "/activities/", "/activities/suggest/", "/calendar/", "/calendar/meetings/",
        "/calendar/meetings/suggest/", "/case-studies/", "/case-studies/suggest/",
        "/health/", "/matchmaking/", "/needs/", "/needs/suggest/", "/needs/unmet/", "/offers/", "/offers/suggest/",
        "/countries/", "/organisations/", "/organisations/suggest/", "/partnerships/", "/partnerships/submit/",
        "/partnerships/suggest/", "/roster/", "/roster/apply/", "/roster/suggest/", "/search/",
        "/search/suggest/", "/searches/sent/", "/topics/", "/statistics/", "/statistics/reference/",
        "/statistics/report/", "/data/",
    }  # fmt: skip


def test_the_driver_is_the_chosen_one():
    assert connection.Database.__name__ == "psycopg2"


def test_the_lock_holds_hashes_and_no_registry():
    for name in ("requirements.txt", "requirements-test.txt"):
        text = (PROJECT / name).read_text()
        packages = re.findall(r"^[a-z][^\s;]*==", text, re.M)
        assert len(packages) > 10
        assert "--hash=sha256:" in text
        assert "://" not in text
        assert "psycopg==" not in text


def test_static_settings_are_the_deployed_ones():
    assert settings.DEBUG is False
    assert settings.USE_TZ is True
