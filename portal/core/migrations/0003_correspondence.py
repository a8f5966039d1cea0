"""What forms and mails stand on: limits on how often something may be tried, the outbox, readers' reports."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from portal.core import migrating


class Migration(migrating.Migration):
    dependencies = [("contenttypes", "0002_remove_content_type_name"), ("core", "0002_version_transaction")]
    operations = [
        migrations.CreateModel(
            name="RateLimit",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("scope", models.CharField(max_length=40)),
                ("count", models.PositiveIntegerField()),
                ("ends_at", models.DateTimeField()),
            ],
            options={"indexes": [models.Index(fields=["ends_at"], name="ratelimit_ends_at")]},
        ),
        migrations.CreateModel(
            name="Mail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="mail")),
                ("key", models.CharField(max_length=64, unique=True)),
                ("to", models.EmailField(blank=True, max_length=254, verbose_name="to")),
                ("language", models.CharField(max_length=10, verbose_name="language")),
                ("subject", models.CharField(max_length=200, verbose_name="subject")),
                ("text", models.TextField(blank=True, verbose_name="text")),
                ("html", models.TextField(blank=True)),
                ("stop_url", models.URLField(blank=True, max_length=500, verbose_name="address to stop such mails")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="written")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                (
                    "next_try_at",
                    models.DateTimeField(default=django.utils.timezone.now, null=True, verbose_name="next try"),
                ),
                ("sent_at", models.DateTimeField(null=True, verbose_name="sent")),
                ("error", models.TextField(blank=True, verbose_name="error")),
            ],
            options={
                "verbose_name": "mail",
                "verbose_name_plural": "mails",
                "indexes": [
                    models.Index(
                        condition=models.Q(("next_try_at__isnull", False)), fields=["next_try_at"], name="mail_next_try"
                    ),
                    models.Index(fields=["created_at"], name="mail_created"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sent_at__isnull", True), ("next_try_at__isnull", True), _connector="OR"),
                        name="mail_sent_is_done",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("next_try_at__isnull", True),
                            models.Q(models.Q(("to", ""), _negated=True), models.Q(("text", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="mail_waiting_is_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True, verbose_name="reference")),
                ("token", models.UUIDField(unique=True)),
                ("record_id", models.BigIntegerField()),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("title", "The title or summary"),
                            ("dates", "The dates or the place"),
                            ("participants", "Who took part, or as what"),
                            ("outcome", "What came of it"),
                            ("link", "A link does not work"),
                            ("remove", "This record should not be here"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                        verbose_name="what is wrong",
                    ),
                ),
                ("text", models.TextField(verbose_name="what is right")),
                ("source", models.CharField(blank=True, max_length=500, verbose_name="how the sender knows")),
                ("name", models.CharField(blank=True, max_length=150, verbose_name="name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("ar", "العربية"),
                            ("zh-hans", "中文"),
                            ("fr", "français"),
                            ("pt", "português"),
                            ("ru", "русский"),
                            ("es", "español"),
                        ],
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="received")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("accepted", "Accepted"), ("declined", "Not changed")],
                        default="open",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("corrected", "We checked this and corrected the record."),
                            ("removed", "We checked this and took the record from public view."),
                            ("sources", "The sources we know say what the record says."),
                            ("no_source", "We could not find a source for this. With one, please report it again."),
                            ("already", "When we looked, the record already said so."),
                            ("scope", "This is not something that this database records."),
                            ("unclear", "We did not understand what should change."),
                        ],
                        max_length=20,
                        verbose_name="answer",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="in the curator’s words")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="decided")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "record_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="contenttypes.contenttype"
                    ),
                ),
            ],
            options={
                "verbose_name": "report of a mistake",
                "verbose_name_plural": "reports of mistakes",
                "indexes": [
                    models.Index(fields=["record_type", "record_id"], name="correction_record"),
                    models.Index(condition=models.Q(("state", "open")), fields=["created_at"], name="correction_open"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "accepted", "declined"])),
                        name="correction_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_by__isnull", True), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="correction_decided_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "open"),
                            models.Q(("answer", ""), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="correction_decision_has_reason",
                    ),
                ],
            },
        ),
    ]
