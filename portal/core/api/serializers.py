"""What describes the parts that records of several rooms are made of."""

from __future__ import annotations

from rest_framework import serializers

from portal.core.classification import Role
from portal.core.models import FoundIn, LinkedDocument

PARTIAL = r"^\d{4}(-\d{2}(-\d{2})?)?$"


def partial_date(**kwargs) -> serializers.RegexField:
    return serializers.RegexField(PARTIAL, allow_null=True, help_text="As precise as it is known: 2013, 2013-10 …")


def choice(choices: type, *, empty: bool = False) -> serializers.ChoiceField:
    return serializers.ChoiceField(choices.choices, allow_blank=empty)


def text(about: str = "") -> serializers.CharField:
    return serializers.CharField(allow_blank=True, help_text=about)


class CodeSerializer(serializers.Serializer):
    code = serializers.CharField()
    label = text("In the language of the answer.")
    url = serializers.URLField(help_text="Where the API explains the code.")


class TopicTagSerializer(CodeSerializer):
    as_said = text("In the source's words.")


class ParticipationSerializer(serializers.Serializer):
    """A country, a group as the source named it, or an organisation, perhaps of a country."""

    role = choice(Role)
    role_label = text()
    country = text("A code of countries/, ISO 3166 alpha-2.")
    country_label = text()
    group = text("A code of country-groups/.")
    group_label = text()
    organisation = text("A code of organisations/.")
    organisation_label = text()
    url = serializers.URLField(help_text="Where the API describes the organisation, else the group, else the country.")
    as_said = text("In the source's words.")


class DocumentSerializer(serializers.Serializer):
    kind = choice(LinkedDocument.Kind)
    kind_label = text()
    title = text()
    url = text()


class SourceSerializer(serializers.Serializer):
    record = text("Its name in the collection.")
    citation = text()
    url = text()
    grade = choice(FoundIn.Grade, empty=True)
    grade_label = text()
    title_as_said = text()
    symbol = text()
