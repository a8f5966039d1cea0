"""Suggestions that somebody set aside, and what was mailed of them."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from portal.core import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('matchmaking', '0002_index'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('candidate', models.CharField(max_length=250, verbose_name='candidate')),
                ('mailed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='mailed')),
                ('set_aside_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='set aside')),
                ('need', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='remembered', to='matchmaking.need')),
                ('offer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='remembered', to='matchmaking.offer')),
                ('set_aside_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='set aside by')),
            ],
            options={
                'verbose_name': 'suggestion',
                'verbose_name_plural': 'suggestions',
            },
        ),
        migrations.CreateModel(
            name='SuggestionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('candidate', models.CharField(max_length=250, verbose_name='candidate')),
                ('mailed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='mailed')),
                ('set_aside_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='set aside')),
                ('need', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.need')),
                ('offer', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.offer')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.suggestion')),
                ('set_aside_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='set aside by')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('need__isnull', True), ('offer__isnull', False)), models.Q(('need__isnull', False), ('offer__isnull', True)), _connector='OR'), name='suggestion_of_one_listing'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.UniqueConstraint(fields=('need', 'offer', 'candidate'), name='suggestion_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('set_aside_at__isnull', True), ('set_aside_by__isnull', True)), models.Q(('set_aside_at__isnull', False), ('set_aside_by__isnull', False)), _connector='OR'), name='suggestion_set_aside_who_and_when'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='suggestion',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_suggestionevent" ("candidate", "id", "mailed_at", "need_id", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_aside_at", "set_aside_by_id") VALUES (NEW."candidate", NEW."id", NEW."mailed_at", NEW."need_id", NEW."offer_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."set_aside_at", NEW."set_aside_by_id"); RETURN NULL;', hash='2416883a96b308bc721fa83333f7f2c2bf465144', operation='INSERT', pgid='pgtrigger_insert_insert_3df8c', table='matchmaking_suggestion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='suggestion',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_suggestionevent" ("candidate", "id", "mailed_at", "need_id", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_aside_at", "set_aside_by_id") VALUES (NEW."candidate", NEW."id", NEW."mailed_at", NEW."need_id", NEW."offer_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."set_aside_at", NEW."set_aside_by_id"); RETURN NULL;', hash='9b405e1bd94550facf196dc2a9135c9c1c6a63a1', operation='UPDATE', pgid='pgtrigger_update_update_42c4e', table='matchmaking_suggestion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='suggestion',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_suggestionevent" ("candidate", "id", "mailed_at", "need_id", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_aside_at", "set_aside_by_id") VALUES (OLD."candidate", OLD."id", OLD."mailed_at", OLD."need_id", OLD."offer_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."set_aside_at", OLD."set_aside_by_id"); RETURN NULL;', hash='97c8454d3a7cc3aadf2f4230d6b80bf6188f3443', operation='DELETE', pgid='pgtrigger_delete_delete_44f12', table='matchmaking_suggestion', when='AFTER')),
        ),
    ]
