"""An example for each topic of the vocabulary, of a need and of an offer. What drafts begin from: templates.py.

Invented, and shown as such. tests/matchmaking/test_own.py asks for one of each topic.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Example:
    need: Promise
    offer: Promise

    def of(self, room: str) -> Promise:
        return self.need if room == "needs" else self.offer


EXAMPLES = {
    "patents": Example(
        _("Our six examiners search in two databases only. We ask for two weeks of training in search."),
        _("Our office lends a senior examiner for up to four weeks a year, to work beside those of a smaller office."),
    ),
    "trademarks": Example(
        _("Marks wait for four years here. We ask an office that cut its backlog to show us how, on the spot."),
        _("We show visiting examiners for a month how we decide on marks in seven months, in English or French."),
    ),
    "geographical-indications": Example(
        _("Growers of one coffee region want their name protected. We ask for help with the book of specifications."),
        _("We took nine cheeses and coffees from the idea to the label, and advise groups of producers on theirs."),
    ),
    "industrial-designs": Example(
        _("Furniture makers do not know that designs can be registered. We ask for material and one trainer."),
        _("We offer our online course on designs, twelve lessons, to be translated and used by other offices."),
    ),
    "copyright": Example(
        _("Our copyright law is of 1985. We ask for comments on a draft that covers digital uses."),
        _("Our lawyers read drafts of copyright laws and compare them with the treaties, within six weeks."),
    ),
    "traditional-knowledge": Example(
        _("Two communities want to record what they know about plants and keep it theirs. We ask for advice."),
        _("We share the rules, the consent forms and the software of our register of traditional knowledge."),
    ),
    "enforcement": Example(
        _("Forty customs officers start at our port next year. We ask for a course on counterfeit medicines."),
        _("We train customs officers and judges together, one week, with cases from the region."),
    ),
    "ip-governance": Example(
        _("We write our first national strategy. We ask a country of our size to review the draft with us."),
        _("We led three national strategies through their parliaments and tell what we would do otherwise."),
    ),
    "technology-transfer": Example(
        _("Three universities found transfer offices. We ask for model contracts and a mentor for a year."),
        _("Our transfer office takes two colleagues from abroad for three months each year."),
    ),
    "patent-information": Example(
        _("Firms ask us which patents have lapsed. We ask for training in reports on the state of the art."),
        _("We prepare ten reports a year on technology that is free to use, for offices that have no searchers."),
    ),
    "collective-management": Example(
        _("Musicians founded a society this spring. We ask for help with documentation and distribution rules."),
        _("Our society lends its distribution software and the person who introduced it."),
    ),
    "plant-varieties": Example(
        _("We are to examine new varieties from next year. We ask for a study visit to a testing station."),
        _("Our station tests maize and bean varieties for neighbouring countries at cost."),
    ),
    "competition-policy": Example(
        _("Our competition authority has its first case on licences. We ask to talk to people who decided such cases."),
        _("We explain how our guidelines on licences came about, in two online sessions."),
    ),
    "innovation-support": Example(
        _("Five support centres open this year. We ask for a trainer of trainers, and for a plan of the first year."),
        _("We coordinate forty support centres and coach a new network for its first year."),
    ),
    "limitations-exceptions": Example(
        _("Our libraries ask what they may copy. We ask for a guide that fits our law."),
        _("We bring books into accessible formats and show libraries how it is done lawfully."),
    ),
    "office-modernisation": Example(
        _("All our files are on paper. We ask an office that scanned its own to plan the work with us."),
        _("We share the software with which we took in 300,000 files, and help to set it up."),
    ),
    "dispute-resolution": Example(
        _("Courts take five years. We ask for help to set up mediation at our office."),
        _("Our mediators train colleagues and sit beside them in their first ten cases."),
    ),
    "ip-training": Example(
        _("We found a national academy. We ask for a curriculum and for teachers of the first two courses."),
        _("Our academy takes ten guests in each course and pays for their stay."),
    ),
    "smes": Example(
        _("Small firms do not know what they own. We ask for a simple check and for people who train our advisers."),
        _("We offer our check for small firms, with the guide for advisers, in three languages."),
    ),
    "public-health": Example(
        _("Our ministry buys medicines whose patents may have lapsed. We ask for help to find out."),
        _("We search the status of medicines for health ministries, up to twenty a year."),
    ),
    "climate": Example(
        _("Farmers need pumps that run on sunlight. We ask who licenses designs that can be built here."),
        _("We license our solar dryer free of charge to makers in least developed countries."),
    ),
    "gender": Example(
        _("One inventor in twelve here is a woman. We ask for partners of a mentoring programme."),
        _("Our network of women inventors mentors thirty people a year, online, in Spanish and Portuguese."),
    ),
    "other": Example(
        _("Say who you are, what you lack, and how you will know that it has been solved."),
        _("Say what you can give, for whom it is suited, and where it has worked before."),
    ),
}  # fmt: skip
