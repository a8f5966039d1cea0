"""Pages that only who knows their address may see."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.core.models import Submitted, Uploaded
from portal.core.private import kept_private
from portal.core.submitting.uploads import Limited


def private(model: type[Submitted], *methods: str) -> Callable:
    """A view of ``(request, submission, …)`` under ``<ref>/<token>/``; a wrong address is "not found".

    Exempt from the protection against forged requests: whoever can name the address may do everything on it anyway, a
    stranger's page cannot, and no cookie that ran out ever costs a text.
    """

    def decorate(view: Callable) -> Callable:
        @csrf_exempt
        @require_http_methods(methods)
        @wraps(view)
        def found(request: HttpRequest, ref: str, token: str, **kwargs) -> HttpResponse:
            submission = model.objects.known_by(ref, token)
            if submission is None:
                raise Http404
            request.upload_handlers = [Limited(request, takes(model))]  # before anything reads the request
            return kept_private(view(request, submission, **kwargs))

        return found

    return decorate


def takes(model: type[Submitted]) -> type[Uploaded]:
    return model._meta.get_field("documents").related_model
