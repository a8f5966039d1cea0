"""What the API's description says of webhooks: unlike records they are written, and nobody does it without a key."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from drf_spectacular.utils import OpenApiResponse
from rest_framework import serializers

from portal.core.api.schema import FRAME, REFUSALS, RETRY, PortalSchema, as_object, refusals
from portal.core.models import AnnouncedKind, Webhook

UNREADABLE = {
    415: (
        "What is sent is no application/json.",
        {"title": "Unsupported Media Type", "status": 415, "detail": "Unsupported media type."},
    )
}


class KindsSerializer(serializers.Serializer):
    kinds = serializers.ListField(
        child=serializers.ChoiceField(AnnouncedKind.choices), min_length=1, help_text="Lists that it hears of."
    )


class RegistrationSerializer(KindsSerializer):
    url = serializers.URLField(
        max_length=500, help_text="Begins with https:// and is open to the internet; no name before @, nothing after #."
    )


class WebhookSerializer(RegistrationSerializer):
    id = serializers.IntegerField(min_value=1)
    state = serializers.ChoiceField(Webhook.State.choices, help_text="A ping that is answered makes it active.")
    created_at = serializers.DateTimeField()
    failures = serializers.IntegerField(min_value=0, help_text="In a row.")
    failing_since = serializers.DateTimeField(allow_null=True)
    delivered_at = serializers.DateTimeField(allow_null=True, help_text="When something last arrived.")


class WebhookWithSecretSerializer(WebhookSerializer):
    secret = serializers.CharField(
        required=False, help_text="With it messages are signed. In this answer and no other."
    )


@dataclass(frozen=True)
class Deed:
    """What a method does at an address, what it takes and answers; where that is None, the body is empty."""

    id: str
    summary: str
    text: str
    answer: type[serializers.Serializer] | None = WebhookSerializer
    sent: type[serializers.Serializer] | None = None
    status: int = HTTPStatus.OK
    is_list: bool = False


MANY = {
    "GET": Deed("listWebhooks", "Your webhooks", "All of whoever asks, the oldest first.", is_list=True),
    "POST": Deed(
        "registerWebhook", "Register a webhook", "Nothing is sent to it before a ping was answered.",
        WebhookWithSecretSerializer, RegistrationSerializer, HTTPStatus.CREATED,
    ),
}  # fmt: skip
ONE = {
    "GET": Deed("getWebhook", "One webhook", "As it is now."),
    "PATCH": Deed("chooseKinds", "What it hears of", "From now on, of these kinds.", sent=KindsSerializer),
    "DELETE": Deed(
        "deleteWebhook", "Delete a webhook", "With what waits for it.", answer=None, status=HTTPStatus.NO_CONTENT
    ),
}
MOVE = {
    "POST": Deed(
        "moveWebhook", "Ping, pause or a new secret",
        "ping: a challenge is sent, and whoever gives it back is active. pause: nothing is sent any more. secret: a "
        "new one; for a day those before sign, too.",
        WebhookWithSecretSerializer,
    )
}  # fmt: skip


class WebhookSchema(PortalSchema):
    """The view says in ``deeds`` what its methods do."""

    headers = {"429": RETRY}  # they change without any record, so there is no ETag
    in_path = {
        "{id}": ("id", {"type": "integer", "minimum": 1}, "Of the webhook."),
        "{move}": ("move", {"type": "string", "enum": ["ping", "pause", "secret"]}, "What to do."),
    }

    @property
    def deed(self) -> Deed:
        return self.view.deeds[self.method]

    def get_operation_id(self) -> str:
        return self.deed.id

    def get_summary(self) -> str:
        return self.deed.summary

    def get_description(self) -> str:
        return self.deed.text

    def get_tags(self) -> list[str]:
        return ["Webhooks"]

    def get_request_serializer(self) -> type[serializers.Serializer] | None:
        return self.deed.sent

    def get_response_serializers(self) -> dict:
        said = dict(REFUSALS) | (UNREADABLE if self.deed.sent else {})
        if "{id}" not in self.path:
            del said[404]
        return {self.deed.status: self._answer(), **refusals(said)}

    def _answer(self) -> OpenApiResponse:
        if self.deed.answer is None:
            return OpenApiResponse(description="It is gone.")
        if not self.deed.is_list:
            return OpenApiResponse(self.deed.answer, "The answer.")
        one = self.resolve_serializer(self.deed.answer(), "response").ref
        return OpenApiResponse(as_object(FRAME | {"results": {"type": "array", "items": one}}), "The answer.")
