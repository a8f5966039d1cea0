"""What a pack says of how it was made, for whoever receives it without the portal beside it."""

from django.utils.translation import gettext_lazy as _

# How cooperation is classified, which reports say, too; then what else every pack says, and packs of one kind.
CLASSIFIED = [
    (
        _("South-South"),
        _(
            "Cooperation in which those who help and those who are helped are developing countries, least "
            "developed countries or countries in transition."
        ),
    ),
    (
        _("Triangular"),
        _(
            "South-South cooperation that a developed country or an international organisation supports as funder"
            " or facilitator, or in which a developed country helps alongside."
        ),
    ),
    (
        _("Other kinds"),
        _(
            "National, North-South and multilateral activities. Where a source names no provider or no "
            "beneficiary, the kind is left open."
        ),
    ),
    (
        _("How a kind is decided"),
        _(
            "By a rule, from the roles of the countries and their status on the day the activity began; each "
            "record says in words why. A curator may decide otherwise and then gives a reason."
        ),
    ),
]
DEFINITIONS = [
    *CLASSIFIED,
    (
        _("What is counted"),
        _(
            "Published records. Each counts once in a number, and may stand in several sheets. One that lasts "
            "several years counts in each of them."
        ),
    ),
    (_("What is not known"), _("An empty cell means that nothing is recorded, never that there was nothing.")),
    (
        _("Consultants"),
        _(
            "Only how many are listed: what a pack holds leaves the portal, and no profile does without its "
            "owner’s consent."
        ),
    ),
]
OF_KIND = {
    "countries": [
        (_("Received"), _("Activities of which the country, or an organisation of its own, is a beneficiary.")),
        (_("Given"), _("Activities that it provides: as provider or second provider, as host, or by sending experts.")),
        (_("Hosted"), _("Activities that were held in it, or by one of its organisations: they are given, too.")),
        (_("Supported"), _("Activities between others that it funds or facilitates.")),
        (
            _("As member of a group"),
            _("Activities for or by a group that it belonged to on the day, and that do not name the country itself."),
        ),
        (_("Partners"), _("Countries that are named on the other side; members of groups are not.")),
    ],
    "organisations": [(_("Activities"), _("Activities that name the organisation in any role."))],
    "topics": [(_("Activities"), _("Activities that are about the topic, alone or among others."))],
}
