"""The follow-up pages of the desk. Who may come in, the desk itself asks."""

from __future__ import annotations

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from portal.core import mail
from portal.core.admin.moves import address
from portal.core.admin.queues import MINE
from portal.core.dates import joined_text
from portal.core.exports import csv_file
from portal.core.models import Mail, User
from portal.core.pagination import paginated
from portal.core.remits import of_remit, remit_of
from portal.site.follow_up import asking
from portal.site.follow_up.asking import Asked
from portal.site.follow_up.freshness import DueFile, bands, table
from portal.site.follow_up.missing import KINDS, addressees, askable, untold

ON_A_PAGE = 50


def shown(request: HttpRequest, template: str, title: str, **context) -> HttpResponse:
    context |= admin.site.each_context(request) | {"title": title}
    return TemplateResponse(request, f"admin/follow_up/{template}.html", context)


# --- Outcomes ---------------------------------------------------------------------------------------------------------
def outcomes(request: HttpRequest) -> HttpResponse:
    """What is over without an outcome; chosen records are asked about, after a look at the mails."""
    name = request.GET.get("kind", "activities")
    if name not in KINDS:
        messages.warning(request, _("This page does not know “%(name)s”.") % {"name": name[:60]})
        return redirect("admin:follow_up_outcomes")
    if request.method == "POST":
        return _ask(request, name)
    kind, mine = KINDS[name], request.GET.get("remit") == MINE
    found = untold(kind)
    records = of_remit(found, request.user) if mine else found
    page = Paginator(records, ON_A_PAGE).get_page(request.GET.get("page"))
    may_ask = set(askable(found).filter(pk__in=[each.pk for each in page]).values_list("pk", flat=True))
    people = addressees(kind, page.object_list)
    rows = [
        {"record": each, "url": address(each), "people": len(people[each.pk]), "may_ask": each.pk in may_ask}
        for each in page
    ]
    return shown(
        request, "outcomes", _("Outcomes that nobody has told"), rows=rows, count=page.paginator.count,
        kinds=[{"url": _url(key, mine), "label": each.label, "current": key == name} for key, each in KINDS.items()],
        remits=remits(request.user, mine, kind=name),
        pagination=paginated(page.number, page.paginator.num_pages, lambda number: _url(name, mine, page=number)),
    )  # fmt: skip


def _url(kind: str, mine: bool, **more) -> str:
    return f"?{urlencode({'kind': kind} | ({'remit': MINE} if mine else {}) | more)}"


def remits(curator: User, mine: bool, **more: str) -> list[dict]:
    """All the work, or what the curator looks after; no choice for whoever looks after nothing in particular."""
    if not (remit := remit_of(curator)):
        return []
    mine_label = _("What you look after: %(remit)s") % {"remit": remit}
    return [
        {"url": f"?{urlencode(more)}", "label": _("All"), "current": not mine},
        {"url": f"?{urlencode(more | {'remit': MINE})}", "label": mine_label, "current": mine},
    ]


def _ask(request: HttpRequest, name: str) -> HttpResponse:
    """First what would be sent, then sending it. Whoever presses twice finds that it was asked."""
    ids = [int(each) for each in request.POST.getlist("record") if each.isdecimal() and len(each) < 19][:ON_A_PAGE]
    back = f"{reverse('admin:follow_up_outcomes')}?{request.GET.urlencode()}"
    if not ids:
        messages.warning(request, _("Choose at least one record."))
        return redirect(back)
    words = {"by": request.user, "site": mail.origin(request)}
    if "send" in request.POST:
        _say(request, asking.ask(KINDS[name], ids, **words))
        return redirect(back)
    asked = asking.rehearsed(KINDS[name], ids, **words)
    return shown(
        request, "ask", _("Ask for outcomes"), asked=asked, ids=ids, back=back, summary=summary(asked),
        preview=preview(asked.mails[0]) if asked.mails else None,
    )  # fmt: skip


def summary(asked: Asked) -> str:
    """ "3 mails about 2 records"."""
    mails = ngettext("%(count)d mail", "%(count)d mails", len(asked.mails)) % {"count": len(asked.mails)}
    records = ngettext("%(count)d record", "%(count)d records", len(asked.records)) % {"count": len(asked.records)}
    return _("%(mails)s about %(records)s") % {"mails": mails, "records": records}


def preview(sent: Mail) -> dict:
    """A mail as it will go out, but for its private addresses: they are its reader's keys, not the curator's."""
    language, lines = get_language_info(sent.language), sent.text.splitlines()
    hidden = ["…" if "/submit/" in line or (sent.stop_url and sent.stop_url in line) else line for line in lines]
    return {
        "to": sent.to, "subject": sent.subject, "text": "\n".join(hidden), "language": language["name_local"],
        "code": sent.language, "direction": "rtl" if language["bidi"] else "ltr",
    }  # fmt: skip


def _say(request: HttpRequest, asked: Asked) -> None:
    if asked.mails:
        messages.success(request, _("Asked: %(summary)s.") % {"summary": summary(asked)})
    if asked.late:
        text = ngettext(
            "%(count)d record was asked about or told of before: nobody was asked again.",
            "%(count)d records were asked about or told of before: nobody was asked again.",
            asked.late,
        )
        messages.warning(request, text % {"count": asked.late})
    if asked.without:
        refs = joined_text(each.ref for each in asked.without)
        messages.warning(request, _("Nobody here could be asked about %(refs)s.") % {"refs": refs})


# --- Freshness --------------------------------------------------------------------------------------------------------
def freshness(request: HttpRequest) -> HttpResponseBase:
    """What is due to be verified; ``format=csv`` is all of it as a file."""
    mine, base = request.GET.get("remit") == MINE, mail.origin(request)
    if request.GET.get("format") == "csv":
        rows = csv_file.stream(DueFile(request.user, mine=mine, base=base))
        headers = {"Content-Disposition": f'attachment; filename="due-{timezone.localdate().isoformat()}.csv"'}
        return StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8", headers=headers)
    rows = table(request.user, mine=mine)
    return shown(
        request, "freshness", _("Due to be verified"), rows=rows, bands=bands(), remits=remits(request.user, mine),
        csv_url=f"?{urlencode({'format': 'csv'} | ({'remit': MINE} if mine else {}))}",
        total=sum(cell.count for row in rows for cell in row["cells"][1:]),
    )  # fmt: skip


PAGES = {"outcomes": outcomes, "freshness": freshness}
