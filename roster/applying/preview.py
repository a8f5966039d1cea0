"""An application as anybody would read it once it is accepted.

Nothing is imitated: the profile is made, read by the one view that everything public reads, and the transaction takes
it all back. So the preview cannot show more, or less, than the page will.
"""

from __future__ import annotations

from django.db import transaction

from portal.core import reference as reference_memory
from portal.core.curation import MoveRefused
from portal.core.models import User
from portal.core.reference import Reference
from roster.applying.publication import make_profile
from roster.models import Application, Consultant
from roster.released import Released, read_one


def public_view(application: Application, reference: Reference) -> Released | None:
    """None while it is not complete. The reference in it is one that nobody will get."""
    seen = None
    try:
        with transaction.atomic():
            basis = Consultant.Basis.NOMINATED if hasattr(application, "nomination") else Consultant.Basis.VERIFIED
            nobody = User.objects.importer()  # the account that stands for no person
            made = make_profile(application, by=nobody, basis=basis, known=reference)
            seen = read_one(Consultant.objects.filter(pk=made.pk), made.ref)
            transaction.set_rollback(True)
    except MoveRefused:
        return None
    reference_memory.forget()  # what was read inside is as if it had never been
    return seen
