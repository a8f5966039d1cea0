"""Papers of meetings: agendas, programmes and reports kept here."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from portal.core import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('core', '0018_page_search'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='MeetingPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('kind', models.CharField(choices=[('pdf', 'PDF'), ('docx', 'Word'), ('xlsx', 'Excel'), ('pptx', 'PowerPoint'), ('odt', 'OpenDocument'), ('ods', 'OpenDocument'), ('odp', 'OpenDocument'), ('png', 'PNG'), ('jpg', 'JPEG'), ('webp', 'WebP'), ('txt', 'Text')], max_length=4, verbose_name='type')),
                ('size', models.PositiveIntegerField(verbose_name='bytes')),
                ('digest', models.CharField(max_length=64)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='added')),
                ('what', models.CharField(choices=[('agenda', 'Agenda'), ('programme', 'Programme'), ('documents', 'List of documents'), ('working', 'Working document'), ('presentation', 'Presentation'), ('report', 'Report'), ('other', 'Other paper')], max_length=12, verbose_name='what it is')),
                ('title', models.CharField(blank=True, help_text='As on the paper. Empty: what it is, alone.', max_length=250, verbose_name='title')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('file', models.FileField(max_length=200, upload_to='meetings/%Y/', verbose_name='file')),
                ('language', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.language', to_field='code', verbose_name='language')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='core.meeting')),
            ],
            options={
                'verbose_name': 'paper of the meeting',
                'verbose_name_plural': 'papers of the meeting',
                'ordering': ['order', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MeetingPaperEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('kind', models.CharField(choices=[('pdf', 'PDF'), ('docx', 'Word'), ('xlsx', 'Excel'), ('pptx', 'PowerPoint'), ('odt', 'OpenDocument'), ('ods', 'OpenDocument'), ('odp', 'OpenDocument'), ('png', 'PNG'), ('jpg', 'JPEG'), ('webp', 'WebP'), ('txt', 'Text')], max_length=4, verbose_name='type')),
                ('size', models.PositiveIntegerField(verbose_name='bytes')),
                ('digest', models.CharField(max_length=64)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='added')),
                ('what', models.CharField(choices=[('agenda', 'Agenda'), ('programme', 'Programme'), ('documents', 'List of documents'), ('working', 'Working document'), ('presentation', 'Presentation'), ('report', 'Report'), ('other', 'Other paper')], max_length=12, verbose_name='what it is')),
                ('title', models.CharField(blank=True, help_text='As on the paper. Empty: what it is, alone.', max_length=250, verbose_name='title')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('file', models.FileField(max_length=200, upload_to='meetings/%Y/', verbose_name='file')),
                ('language', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.language', to_field='code', verbose_name='language')),
                ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.meeting')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='core.meetingpaper')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='meetingpaper',
            constraint=models.UniqueConstraint(fields=('meeting', 'digest'), name='meetingpaper_once', violation_error_message='This file is here already.'),
        ),
        migrations.AddConstraint(
            model_name='meetingpaper',
            constraint=models.CheckConstraint(condition=models.Q(('what__in', ['agenda', 'programme', 'documents', 'working', 'presentation', 'report', 'other'])), name='meetingpaper_what_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingpaper',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('meeting'); RETURN NULL;", hash='631587b6a831aefad4207c3cda69ae6ae9bac57a', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_11f79', table='core_meetingpaper', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingpaper',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_meetingpaperevent" ("created_at", "digest", "file", "id", "kind", "language_id", "meeting_id", "name", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "size", "title", "what") VALUES (NEW."created_at", NEW."digest", NEW."file", NEW."id", NEW."kind", NEW."language_id", NEW."meeting_id", NEW."name", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."size", NEW."title", NEW."what"); RETURN NULL;', hash='2fe008ef7b5914fadee9204f1a4028fb6755e87c', operation='INSERT', pgid='pgtrigger_insert_insert_a6646', table='core_meetingpaper', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingpaper',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "core_meetingpaperevent" ("created_at", "digest", "file", "id", "kind", "language_id", "meeting_id", "name", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "size", "title", "what") VALUES (NEW."created_at", NEW."digest", NEW."file", NEW."id", NEW."kind", NEW."language_id", NEW."meeting_id", NEW."name", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."size", NEW."title", NEW."what"); RETURN NULL;', hash='3a9959ce3a9f1fff8f3dc580fdc1209d1cbcbaba', operation='UPDATE', pgid='pgtrigger_update_update_1de1b', table='core_meetingpaper', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingpaper',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_meetingpaperevent" ("created_at", "digest", "file", "id", "kind", "language_id", "meeting_id", "name", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "size", "title", "what") VALUES (OLD."created_at", OLD."digest", OLD."file", OLD."id", OLD."kind", OLD."language_id", OLD."meeting_id", OLD."name", OLD."order", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."size", OLD."title", OLD."what"); RETURN NULL;', hash='960b4576f886dc550b3233b9583b9b91f172bb16', operation='DELETE', pgid='pgtrigger_delete_delete_c244f', table='core_meetingpaper', when='AFTER')),
        ),
    ]
