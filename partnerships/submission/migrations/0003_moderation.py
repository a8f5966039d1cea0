import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models
from django.db.models import F
from django.db.models.functions import Coalesce

from portal.core import migrating


def date_states(apps, schema_editor):
    """What was there before waits since its last known step, not since this migration."""
    since = Coalesce(F("decided_at"), F("submitted_at"), F("created_at"))
    apps.get_model("submission", "Submission").objects.update(state_since=since)


class Migration(migrating.Migration):
    dependencies = [
        ("core", "0008_partnership_vocabularies"),
        ("submission", "0002_link_mailed"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="submission",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="submission",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="submission",
            name="delete_delete",
        ),
        migrations.RemoveConstraint(
            model_name="message",
            name="message_says_something",
        ),
        migrations.RemoveConstraint(
            model_name="submission",
            name="submission_state_has_reason",
        ),
        migrations.RemoveIndex(
            model_name="submission",
            name="submission_queue",
        ),
        migrations.AddField(
            model_name="message",
            name="answer",
            field=models.CharField(
                blank=True,
                choices=[
                    ("unclear", "Some answers are not clear to us yet. Please look at the questions named here."),
                    ("roles", "Please say of each country and organisation what it gave and what it received."),
                    ("source", "Please add a link or a document that shows what you describe."),
                    ("dates", "Please say as exactly as you can when it began and when it ended."),
                    ("consent", "To publish it we need your consent: please give it in the last step."),
                    ("scope", "It is not about intellectual property, or not a cooperation between countries."),
                    ("no_source", "We could not find anything that confirms it. With a source, please tell us again."),
                    ("promotion", "It advertises a product or a service. The portal records cooperation only."),
                    ("planned", "It has not begun yet. Please come back when it has."),
                    ("known", "The portal records the same cooperation already."),
                    ("part", "It is a part of a cooperation that the portal records already, and belongs there."),
                ],
                max_length=20,
                verbose_name="ready answer",
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="state_answer",
            field=models.CharField(
                blank=True,
                choices=[
                    ("unclear", "Some answers are not clear to us yet. Please look at the questions named here."),
                    ("roles", "Please say of each country and organisation what it gave and what it received."),
                    ("source", "Please add a link or a document that shows what you describe."),
                    ("dates", "Please say as exactly as you can when it began and when it ended."),
                    ("consent", "To publish it we need your consent: please give it in the last step."),
                    ("scope", "It is not about intellectual property, or not a cooperation between countries."),
                    ("no_source", "We could not find anything that confirms it. With a source, please tell us again."),
                    ("promotion", "It advertises a product or a service. The portal records cooperation only."),
                    ("planned", "It has not begun yet. Please come back when it has."),
                    ("known", "The portal records the same cooperation already."),
                    ("part", "It is a part of a cooperation that the portal records already, and belongs there."),
                ],
                editable=False,
                max_length=20,
                verbose_name="ready answer",
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="state_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="brought there by",
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="state_since",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, verbose_name="in this state since"
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="unanswered_since",
            field=models.DateTimeField(editable=False, null=True, verbose_name="message waits since"),
        ),
        migrations.RunPython(date_states, migrations.RunPython.noop),
        migrations.AddField(
            model_name="submissionevent",
            name="state_answer",
            field=models.CharField(
                blank=True,
                choices=[
                    ("unclear", "Some answers are not clear to us yet. Please look at the questions named here."),
                    ("roles", "Please say of each country and organisation what it gave and what it received."),
                    ("source", "Please add a link or a document that shows what you describe."),
                    ("dates", "Please say as exactly as you can when it began and when it ended."),
                    ("consent", "To publish it we need your consent: please give it in the last step."),
                    ("scope", "It is not about intellectual property, or not a cooperation between countries."),
                    ("no_source", "We could not find anything that confirms it. With a source, please tell us again."),
                    ("promotion", "It advertises a product or a service. The portal records cooperation only."),
                    ("planned", "It has not begun yet. Please come back when it has."),
                    ("known", "The portal records the same cooperation already."),
                    ("part", "It is a part of a cooperation that the portal records already, and belongs there."),
                ],
                editable=False,
                max_length=20,
                verbose_name="ready answer",
            ),
        ),
        migrations.AddField(
            model_name="submissionevent",
            name="state_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="brought there by",
            ),
        ),
        migrations.AlterField(
            model_name="message",
            name="text",
            field=models.TextField(blank=True, verbose_name="text"),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(fields=["state", "state_since"], name="submission_queue"),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                condition=models.Q(("unanswered_since__isnull", False)),
                fields=["unanswered_since"],
                name="submission_to_answer",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="submission",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "submission_submissionevent" ("asked", "completeness", "country_id", "created_at", "decided_at", "decided_by_id", "duplicate_of", "email_confirmed_at", "has_consent", "has_right", "id", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "shows_name", "state", "state_answer", "state_by_id", "state_reason", "submitted_at") VALUES (NEW."asked", NEW."completeness", NEW."country_id", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."duplicate_of", NEW."email_confirmed_at", NEW."has_consent", NEW."has_right", NEW."id", NEW."kind", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."ref", NEW."shows_name", NEW."state", NEW."state_answer", NEW."state_by_id", NEW."state_reason", NEW."submitted_at"); RETURN NULL;',
                    hash="54790c2dedaa96b88026e0ac0bcf1986e349d4d0",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c507d",
                    table="submission_submission",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="submission",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."asked" IS DISTINCT FROM (NEW."asked") OR OLD."completeness" IS DISTINCT FROM (NEW."completeness") OR OLD."country_id" IS DISTINCT FROM (NEW."country_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."duplicate_of" IS DISTINCT FROM (NEW."duplicate_of") OR OLD."email_confirmed_at" IS DISTINCT FROM (NEW."email_confirmed_at") OR OLD."has_consent" IS DISTINCT FROM (NEW."has_consent") OR OLD."has_right" IS DISTINCT FROM (NEW."has_right") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."ref" IS DISTINCT FROM (NEW."ref") OR OLD."shows_name" IS DISTINCT FROM (NEW."shows_name") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."state_answer" IS DISTINCT FROM (NEW."state_answer") OR OLD."state_by_id" IS DISTINCT FROM (NEW."state_by_id") OR OLD."state_reason" IS DISTINCT FROM (NEW."state_reason") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at"))',
                    func='INSERT INTO "submission_submissionevent" ("asked", "completeness", "country_id", "created_at", "decided_at", "decided_by_id", "duplicate_of", "email_confirmed_at", "has_consent", "has_right", "id", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "shows_name", "state", "state_answer", "state_by_id", "state_reason", "submitted_at") VALUES (NEW."asked", NEW."completeness", NEW."country_id", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."duplicate_of", NEW."email_confirmed_at", NEW."has_consent", NEW."has_right", NEW."id", NEW."kind", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."ref", NEW."shows_name", NEW."state", NEW."state_answer", NEW."state_by_id", NEW."state_reason", NEW."submitted_at"); RETURN NULL;',
                    hash="bbb4086d7769352c8e064a42255436bfde1c3178",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4ad19",
                    table="submission_submission",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="submission",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "submission_submissionevent" ("asked", "completeness", "country_id", "created_at", "decided_at", "decided_by_id", "duplicate_of", "email_confirmed_at", "has_consent", "has_right", "id", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "shows_name", "state", "state_answer", "state_by_id", "state_reason", "submitted_at") VALUES (OLD."asked", OLD."completeness", OLD."country_id", OLD."created_at", OLD."decided_at", OLD."decided_by_id", OLD."duplicate_of", OLD."email_confirmed_at", OLD."has_consent", OLD."has_right", OLD."id", OLD."kind", OLD."language", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."ref", OLD."shows_name", OLD."state", OLD."state_answer", OLD."state_by_id", OLD."state_reason", OLD."submitted_at"); RETURN NULL;',
                    hash="5a5aa43f29d69b8b3b3d2c974ed5c52fed9835c5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d1b37",
                    table="submission_submission",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("text", ""), _negated=True), models.Q(("answer", ""), _negated=True), _connector="OR"
                ),
                name="message_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["changes_requested", "rejected", "duplicate"]), _negated=True),
                    models.Q(("state_reason", ""), _negated=True),
                    models.Q(("state_answer", ""), _negated=True),
                    _connector="OR",
                ),
                name="submission_state_has_reason",
            ),
        ),
    ]
