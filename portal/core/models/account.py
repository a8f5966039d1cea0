"""People: an e-mail address signs in, a role says what a person may do on the portal as a whole.

What somebody may do *for an institution* is not a role but a Membership (organisation.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.models.audit import audited
from portal.core.models.taxonomy import Region, Topic

IMPORTER_EMAIL = "import@portal.invalid"


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields) -> User:
        """In small letters, as the forms of sign-in look for it."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> User:
        """An administrator, at the command line: whoever has that need not confirm the address by a mailed link."""
        user = self.create_user(email, password, **fields | {"role": User.Role.ADMINISTRATOR})
        user.emailaddress_set.create(email=user.email, verified=True, primary=True)
        return user

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
    language = models.CharField(_("language of mails"), max_length=10, choices=settings.LANGUAGES, default="en")
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.MEMBER)
    is_active = models.BooleanField(_("may sign in"), default=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    # Emptied at its owner's wish; what the account stamped stays.
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)

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

    # Set on whoever asks: a session that has shown no second factor, or a key. The role is there without its powers.
    is_unproven = False
    _as_read: Mapping[str, object] = MappingProxyType({})  # columns as they came from the database; none of a new one

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_unique"),
            models.CheckConstraint(
                condition=models.Q(role__in=["member", "curator", "administrator"]), name="user_role_known"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True) | models.Q(is_active=False, name="", role="member"),
                name="user_closed_is_empty",
            ),
        ]

    @classmethod
    def from_db(cls, *args) -> Self:
        found = super().from_db(*args)
        found._as_read = found._columns()
        return found

    def refresh_from_db(self, using=None, fields=None, **kwargs) -> None:
        super().refresh_from_db(using, fields, **kwargs)
        self._as_read = {**self._as_read, **self._columns(fields)}

    def save(self, *args, **kwargs) -> None:
        """Of an account that was read, only what was changed since. Setting a password takes a while, and libraries
        save all of an account then: a role that was taken away meanwhile, or an account closed, would be back."""
        if self._as_read and not args and kwargs.keys() <= {"using"}:
            now = self._columns()
            kwargs["update_fields"] = [name for name in now if now[name] != self._as_read.get(name, now)]
        super().save(*args, **kwargs)
        if self._as_read:
            self._as_read = {**self._as_read, **self._columns(kwargs.get("update_fields"))}

    def _columns(self, only: Iterable[str] | None = None) -> dict[str, object]:
        """Those in memory."""
        names = {field.attname for field in self._meta.concrete_fields}
        names &= self.__dict__.keys() if only is None else set(only)
        return {name: self.__dict__[name] for name in names}

    def __str__(self) -> str:
        return gettext("Former member") if self.closed_at else self.name or self.email

    @property
    def is_administrator(self) -> bool:
        return self.is_curator and self.role == self.Role.ADMINISTRATOR

    @property
    def is_curator(self) -> bool:
        """Curators keep records true; administrators can do whatever curators can. Nobody can without proof."""
        return self.is_appointed and not self.is_unproven

    @property
    def is_appointed(self) -> bool:
        """Whether the account curates, or would if a second factor were shown."""
        return self.is_active and self.role in {self.Role.CURATOR, self.Role.ADMINISTRATOR}

    def get_short_name(self) -> str:
        """As the desk greets; without a name it takes the address."""
        return self.name

    # The four names below are what Django's admin asks of a user, too.
    @property
    def is_staff(self) -> bool:
        return self.is_curator

    @property
    def is_superuser(self) -> bool:
        return self.is_administrator

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Curators may do everything in the portal's own apps but manage accounts and their keys, and read mails."""
        if self.is_administrator:
            return True
        closed = ("auth.", "account.", "mfa.", "usersessions.")
        return self.is_curator and not perm.startswith(closed) and not perm.endswith(("_user", "_mail", "_apikey"))

    def has_perms(self, perm_list: list[str], obj: object = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_curator


class StoppedMail(models.Model):
    """A kind of mail (portal/core/notifications.py) that somebody does not want."""

    user = models.ForeignKey(User, verbose_name=_("person"), on_delete=models.CASCADE, related_name="stopped_mails")
    kind = models.CharField(_("kind of mail"), max_length=40)
    stopped_at = models.DateTimeField(_("stopped"), auto_now_add=True)

    class Meta:
        verbose_name = _("stopped mail")
        verbose_name_plural = _("stopped mails")
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="stoppedmail_once")]

    def __str__(self) -> str:
        return f"{self.user} · {self.kind}"
