"""Removing a passkey: allauth's page, which asks the adapter only about authenticator apps."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect


class RemovePasskey(RemoveWebAuthnView):
    def form_valid(self, form) -> HttpResponse:
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.object):
            messages.error(self.request, adapter.error_messages["cannot_delete_authenticator"])
            return redirect("mfa_index")
        return super().form_valid(form)


remove = reauthentication_required(RemovePasskey.as_view(), app="allauth.mfa")
