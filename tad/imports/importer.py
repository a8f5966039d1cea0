"""Activities as the imports of the ground floor ask for them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.core.imports.draft import Draft
from portal.core.imports.record_importer import RecordImporter
from portal.core.models import User
from tad.actions import LINES, record_activity
from tad.imports.checks import check_circles
from tad.imports.collection import ActivityCollection
from tad.imports.own_export import ActivityExport
from tad.lookalikes import ACTIVITIES
from tad.models import Activity
from tad.search_rows import ROWS


class ActivityImporter(RecordImporter):
    label = _("activities")
    model, lines, search_rows, lookalikes = Activity, LINES, ROWS, ACTIVITIES
    own_export = ActivityExport()
    layouts = (own_export, ActivityCollection())

    def record(self, *, by: User, values: dict, record: Activity | None, lines: dict) -> Activity:
        return record_activity(by=by, values=values, activity=record, **lines)

    def check_across(self, drafts: list[Draft]) -> None:
        super().check_across(drafts)
        check_circles(drafts)

    example = {
        "title": "Regional Workshop on Geographical Indications for Eastern African Countries",
        "summary": "Examiners of five offices compared how they register geographical indications.",
        "language": "en",
        "status": "completed",
        "modality_code": "workshop",
        "scope": "regional",
        "delivery": "in_person",
        "starts_on": "2013-10-07",
        "ends_on": "2013-10",
        "place": "Kampala",
        "topic_codes": "geographical-indications; trademarks",
        "beneficiary_codes": "KE; TZ; aripo",
        "provider_codes": "BR",
        "host_codes": "UG",
        "organiser_organisations": "wipo",
        "participants": "40",
        "source": "Name of the document or page",
        "source_url": "https://www.example.org/",
    }
