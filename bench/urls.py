"""The portal's addresses, the smallest page that passes through the same middleware, and the list made naively."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from bench.naive import NaiveListing
from portal.urls import handler400, handler403, handler404, handler500
from portal.urls import urlpatterns as portal_urls

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<!doctype html><title>Empty</title>")


def naive(request: HttpRequest) -> HttpResponse:
    return render(request, "records/list.html", {"page": NaiveListing(request)})


urlpatterns = [path("bench/empty/", empty), path("bench/naive/", naive), *portal_urls]
