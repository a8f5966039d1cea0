"""People: an e-mail address signs in, a role says what a person may do on the portal as a whole.

What somebody may do *for an institution* is not a role but a Membership (organisation.py).
"""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from portal.core.models.audit import audited
from portal.core.models.taxonomy import Region, Topic

IMPORTER_EMAIL = "import@portal.invalid"


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields) -> User:
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> User:
        return self.create_user(email, password, **fields | {"role": User.Role.ADMINISTRATOR})

    def get_by_natural_key(self, username: str) -> User:
        return self.get(email__iexact=username)

    def importer(self) -> User:
        """The account that stands in the stamps of records which no person entered. It can never sign in."""
        user, _created = self.get_or_create(email=IMPORTER_EMAIL, defaults={"name": "Import", "is_active": False})
        return user


@audited(exclude=["password", "last_login"])
class User(AbstractBaseUser):
    class Role(models.TextChoices):
        MEMBER = "member", _("Member")
        CURATOR = "curator", _("Curator")
        ADMINISTRATOR = "administrator", _("Administrator")

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.MEMBER)
    is_active = models.BooleanField(_("may sign in"), default=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    # A curator's remit: who is told of new work. It says nothing about what a curator may do (portal/core/remits.py).
    regions = models.ManyToManyField(Region, verbose_name=_("regions looked after"), blank=True, related_name="+")
    topics = models.ManyToManyField(Topic, verbose_name=_("topics looked after"), blank=True, related_name="+")
    notify_by_mail = models.BooleanField(
        _("mails about new work"),
        default=True,
        help_text=_("To curators: when something of their regions or topics arrives, or an answer to it."),
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []
    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_unique"),
            models.CheckConstraint(
                condition=models.Q(role__in=["member", "curator", "administrator"]), name="user_role_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_administrator(self) -> bool:
        return self.is_active and self.role == self.Role.ADMINISTRATOR

    @property
    def is_curator(self) -> bool:
        """Curators keep records true; administrators can do whatever curators can."""
        return self.is_active and self.role in {self.Role.CURATOR, self.Role.ADMINISTRATOR}

    # The four names below are what Django's admin asks of a user.
    @property
    def is_staff(self) -> bool:
        return self.is_curator

    @property
    def is_superuser(self) -> bool:
        return self.is_administrator

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Curators may do everything in the portal's own apps but manage accounts and read mails."""
        if self.is_administrator:
            return True
        return self.is_curator and not perm.startswith("auth.") and not perm.endswith(("_user", "_mail"))

    def has_perms(self, perm_list: list[str], obj: object = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_curator
