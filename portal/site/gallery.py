"""What /components/ shows: every part of the interface in each of its states, for those who build it.

The samples are plain data with the attributes that the parts expect: they are also the description of those parts.
Their texts are not translated, nobody but us reads them.
"""

from django import forms
from django.http import HttpRequest

from portal.core.naming import Name
from portal.site.chart_samples import sample_columns, sample_flow, sample_heat
from portal.site.mail_samples import SAMPLES

LONG_TITLE = (
    "Workshop on Flexibilities in International Intellectual Property Rules and Local Production of Pharmaceuticals "
    "for the Southern, Central and West African Region"
)
ARABIC_TITLE = "الحوار الإقليمي العربي حول حقوق الملكية الفكرية والابتكار والتنمية المستدامة"


def examples(request: HttpRequest) -> dict:
    return {
        "kinds": KINDS,
        "sample_cards": cards(),
        "sample_facets": facets(),
        "sample_years": years(),
        "sample_flow": sample_flow(),
        "sample_columns": sample_columns(),
        "sample_heat": sample_heat(),
        "sample_chips": chips(),
        "sample_sorts": [link("Newest", current=True), link("Relevance"), link("Title")],
        "sample_views": [link("Cards", current=True) | {"icon": "cards"}, link("Table") | {"icon": "table"}],
        "sample_pages": pagination(),
        "sample_suggestions": [link("Without “Trademarks” (24)"), link("Without the years (3)")],
        "sample_figures": [
            {"value": "154", "label": "activities", "url": "#"},
            {"value": "134", "label": "beneficiaries", "url": "#"},
        ],
        "sample_form": SampleForm({"title": "", "kind": "south_south"}),
        "sample_notices": {
            "info": "For your information.",
            "success": "Published.",
            "warning": "Due for verification.",
        },
        "crumbs": [link("Activities"), {"label": "TA-2013-0042", "url": ""}],
        "icons": ICONS,
        "sample_mails": sorted(SAMPLES),
        "activity": record(),
    }


ICONS = [
    *("calendar", "cards", "close", "document", "edit", "filter"),
    *("globe", "info", "link", "mail", "person", "place", "search", "table"),
]

KINDS = [
    ("south_south", "South-South"),
    ("triangular", "Triangular"),
    ("national", "National"),
    ("north_south", "North-South"),
    ("multilateral", "Multilateral"),
    ("other", "Other"),
    ("unclassified", "Not classified"),
]


class SampleForm(forms.Form):
    title = forms.CharField(help_text="As the organiser wrote it.")
    year = forms.IntegerField(required=False)
    kind = forms.ChoiceField(choices=KINDS[:3], widget=forms.RadioSelect)


def link(label: str, *, current: bool = False) -> dict:
    return {"label": label, "url": "#", "current": current}


def parties(*labels: str, note: str = "") -> list[Name]:
    return [Name(label, note=note, url="#") for label in labels]


def card(title: str, **facts) -> dict:
    return {
        "ref": "TA-2017-0042",
        "url": "#",
        "title": title,
        "summary": "",
        "kind": "south_south",
        "kind_label": "South-South",
        "modality": "Study visit",
        "dates": "20–24 November 2017",
        "place": "Windhoek",
        "providers": parties("Namibia"),
        "beneficiaries": [],
        "more_beneficiaries": 0,
        "topics": [],
        "status": "completed",
        "status_label": "Completed",
        "is_sample": False,
        "state_label": "",
        "language": "en",
        "dir": "ltr",
        "via_group": "",
        "sides": "",
        "marks": [],
        **facts,
    }


def cards() -> list[dict]:
    """Usual, long, right-to-left, and one of which almost nothing is known."""
    return [
        card(
            "Study visit to the Namibian Society of Composers and Authors of Music",
            summary="Staff of six societies saw how licences are granted, works documented and royalties shared out.",
            beneficiaries=parties("Botswana", "Cabo Verde", "Ethiopia", "Kenya", "Liberia", "São Tomé and Príncipe"),
            topics=["Collective management", "Copyright and related rights"],
        ),
        card(
            LONG_TITLE,
            ref="TA-2009-0007",
            kind="triangular",
            kind_label="Triangular",
            modality="Seminar or workshop",
            dates="7–9 December 2009",
            place="Cape Town",
            summary="Participants from three African sub-regions shared national experience on using IP flexibilities "
            "to build local medicine production, and listed the provisions that their laws still lacked. " * 2,
            providers=parties("South Africa"),
            beneficiaries=parties("African countries", note="as a group"),
            more_beneficiaries=12,
            topics=["Patents", "Technology transfer and licensing", "Public health", "Competition policy"],
            status="planned",
            status_label="Planned",
            state_label="In review",
            via_group="Kenya as a member of African countries",
        ),
        card(
            ARABIC_TITLE,
            ref="TA-2005-0003",
            modality="Policy dialogue",
            dates="26–28 June 2005",
            place="Alexandria",
            providers=parties("Egypt"),
            beneficiaries=parties("Arab countries"),
            topics=["IP governance and strategy"],
            language="ar",
            dir="rtl",
            is_sample=True,
        ),
        card(
            "Interregional meeting",
            ref="TA-2015-0001",
            kind="unclassified",
            kind_label="Not classified",
            modality="",
            dates="",
            place="",
            providers=[],
        ),
    ]


def choice(label: str, count: int, **facts) -> dict:
    code = label.lower().replace(" ", "-")
    plain = {"code": code, "label": label, "count": count, "count_text": str(count), "dom_id": f"f-{code}", "note": ""}
    return plain | {"url": "#", "not_url": "#", "selected": False, "excluded": False} | facts


def facet(code: str, label: str, choices: list[dict], **facts) -> dict:
    return {
        "code": code,
        "label": label,
        "choices": choices,
        "more_url": "",
        "less_url": "",
        "is_open": False,
        "within": "",
        "hidden": [("topic", "trademarks")],
        "selected_count": sum(one["selected"] for one in choices),
    } | facts


def facets() -> list[dict]:
    """Plain, with a selection and an exclusion, opened in full with its own search box, and very long."""
    countries = ["Kenya", "São Tomé and Príncipe", "Bolivia (Plurinational State of)", "Viet Nam", "Zambia", "Zimbabwe"]
    return [
        facet(
            "topic",
            "Topic",
            [
                choice("Trademarks", 24, selected=True),
                choice("Patents", 61),
                choice("Genetic resources, traditional knowledge and folklore", 12),
                choice("Enforcement", 9, excluded=True),
            ],
            more_url="#",
        ),
        facet(
            "beneficiary",
            "Beneficiary",
            [choice(name, 30 - number, note="7 as a member of a group") for number, name in enumerate(countries)],
            is_open=True,
            less_url="#",
        ),
        facet("region", "Region", [choice("Africa", 70), choice("Asia and the Pacific", 21)]),
    ]


def years() -> dict:
    counts = [3, 5, 2, 0, 8, 13, 9, 21, 34, 18, 27, 12, 6]
    first = 2013
    step = 240 / len(counts)
    bars = [
        {
            "year": str(first + number),
            "count": count,
            "url": "#",
            "x": f"{number * step:.1f}",
            "width": f"{step - 2:.1f}",
            "y": f"{56 - count * 1.6:.1f}",
            "height": f"{count * 1.6:.1f}",
            "selected": 4 <= number <= 9,
        }
        for number, count in enumerate(counts)
    ]
    return {
        "bars": bars,
        "rows": [{"year": bar["year"], "count": bar["count"], "url": "#"} for bar in bars],
        "low": "2013",
        "high": "2025",
        "year_min": "2017",
        "year_max": None,
        "hidden": [("topic", "trademarks")],
    }


def chips() -> list[dict]:
    chosen = [("Topic", "Trademarks", False), ("Beneficiary", "Kenya", False), ("Delivery", "Online", True)]
    return [
        {"facet_label": facet_label, "label": label, "excluded": excluded, "url": "#"}
        for facet_label, label, excluded in chosen
    ]


def pagination() -> dict:
    numbers = [{"number": str(number), "url": "#", "current": number == 2} for number in (1, 2, 3)]
    return {
        "previous_url": "#",
        "next_url": "#",
        "pages": [*numbers, None, {"number": "7", "url": "#", "current": False}],
        "text": "26–50 of 154",
    }


def record() -> dict:
    """The facts of a full record; ``who`` and ``for_whom`` are lists of parties like a card's."""
    return {
        "parties": [
            {"role_label": "Host", "entries": [{"label": "Namibia", "note": "developing country", "url": "#"}]},
            {
                "role_label": "Beneficiaries",
                "entries": [{"label": "African LDCs", "url": "#", "as_said": "least developed countries of Africa"}],
            },
        ],
        "topics": [link("Collective management"), link("Copyright and related rights")],
        "modality": link("Study visit"),
        "modality_as_said": "study visit of CMO staff",
        "pillar": "Human capacity",
        "goals": [
            {"label": "9 Industry, innovation and infrastructure", "url": "#", "colour": "#FD6925", "main": True},
            {"label": "17 Partnerships for the goals", "url": "#", "colour": "#19486A", "main": False},
        ],
        "recommendations": [link("1 Assistance that is demand-driven"), link("10 Capacity of IP institutions")],
        "funding": [{"text": "Funds-in-trust: 25,000 CHF", "note": "estimate"}],
        "quantities": ["6 persons", "30 person-days"],
        "participants_text": "12, of whom 7 women",
        "languages_text": "English, Portuguese",
        "sources": [{"text": "Project report, annex II", "url": "#"}],
        "last_verified": "3 March 2026",
        "verify_due": "3 March 2028",
        "cite_as": "South-South IP Portal, TA-2017-0042, as changed on 3 March 2026.",
        "permalink": "https://portal.example.org/activities/TA-2017-0042/",
        "correct_url": "#",
        "edit_url": "#",
        "updated": "3 March 2026",
    }
