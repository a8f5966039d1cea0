"""A person's webhooks for a program of theirs, with a key of the scope ``webhooks``: what the pages do, and no more."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from rest_framework.exceptions import Throttled
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from portal.core import mail
from portal.core.api.errors import Mistakes
from portal.core.api.parameters import mistakes_in
from portal.core.api.rendering import JSONParser
from portal.core.api.views import ApiView
from portal.core.models import Scope, Webhook
from portal.site.webhooks import described, registering
from portal.site.webhooks.forms import KindsForm, RegisterForm


class OwnView(ApiView):
    """Of whoever asks, signed in or with such a key; of nobody else, whatever they may see elsewhere."""

    schema = described.WebhookSchema()
    deeds: dict[str, described.Deed]  # by method
    scope = Scope.WEBHOOKS
    permission_classes = [IsAuthenticated]
    parser_classes = [JSONParser]

    def initial(self, request: Request, *args, **kwargs) -> None:
        """Whatever the method: a parameter that nobody understands is not ignored."""
        super().initial(request, *args, **kwargs)
        if mistakes := mistakes_in(request.query_params, self.parameters):
            raise Mistakes(mistakes)

    def etag(self, request: Request) -> str:
        return ""  # deliveries change it without any record

    def found(self, pk: int) -> Webhook:
        return get_object_or_404(self.request.user.webhooks, pk=pk)

    def handle_exception(self, exc: Exception) -> Response:
        if isinstance(exc, registering.Refused):
            exc = Mistakes({"url": exc.messages})
        return super().handle_exception(exc)

    def sent(self, form_class: type[KindsForm]) -> dict:
        form = form_class(self.request.data if isinstance(self.request.data, dict) else {})
        if not form.is_valid():
            raise Mistakes({name: [str(each) for each in errors] for name, errors in form.errors.items()})
        return form.cleaned_data


class WebhooksView(OwnView):
    deeds = described.MANY
    http_method_names = ["get", "head", "post", "options"]

    def answer(self) -> dict:
        return self.framed({"results": [represented(each) for each in self.request.user.webhooks.all()]})

    def post(self, request: Request) -> Response:
        """Its secret stands in this answer and in no other."""
        made, secret = registering.register(request.user, site=mail.origin(request), **self.sent(RegisterForm))
        return Response(represented(made) | {"secret": secret}, status=201)


class WebhookView(OwnView):
    deeds = described.ONE
    http_method_names = ["get", "head", "patch", "delete", "options"]

    def answer(self, pk: int) -> dict:
        return represented(self.found(pk))

    def patch(self, request: Request, pk: int) -> Response:
        found = self.found(pk)
        registering.choose(found, **self.sent(KindsForm))
        return Response(represented(found))

    def delete(self, request: Request, pk: int) -> Response:
        registering.remove(self.found(pk))
        return Response(status=204)


class WebhookMoveView(OwnView):
    deeds = described.MOVE
    http_method_names = ["post", "options"]

    def post(self, request: Request, pk: int, move: str) -> Response:
        found, more = self.found(pk), {}
        if move == "ping":
            self._ping(found)
        elif move == "pause":
            found.stop(Webhook.State.PAUSED)
        else:
            more = {"secret": registering.rotate(found)}
        return Response(represented(self.found(pk)) | more)  # it may have been deleted during the ping

    def _ping(self, found: Webhook) -> None:
        if not (answer := registering.may_ping(found.owner)):
            raise Throttled(wait=answer.retry_after, detail=_("Many pings were sent. Please wait."))
        registering.ping(found)


def represented(webhook: Webhook) -> dict:
    return {
        "id": webhook.pk,
        "url": webhook.url,
        "kinds": webhook.kinds,
        "state": webhook.state,
        "created_at": webhook.created_at,
        "failures": webhook.failures,
        "failing_since": webhook.failing_since,
        "delivered_at": webhook.delivered_at,
    }
