"""Texts that curators edit, with their versions."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from portal.core import migrating


class Migration(migrating.Migration):

    dependencies = [
        ("core", "0014_saved_searches"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name='PageEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('slug', models.SlugField(db_index=False, help_text='The end of its address, /about/…/. Others link to it, so it is given once.', max_length=60, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(-[a-z0-9]+)*$', 'Use small letters, digits and single hyphens.')], verbose_name='address')),
                ('chapter', models.CharField(choices=[('cooperation', 'South-South cooperation'), ('portal', 'How this portal works'), ('part', 'Take part'), ('rules', 'Your rights, and ours')], default='portal', max_length=20, verbose_name='chapter')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('edited', models.BooleanField(default=False, help_text='load_reference leaves this row as it is.', verbose_name='edited here')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PageText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('en', 'English'), ('ar', 'العربية'), ('zh-hans', '中文'), ('fr', 'français'), ('pt', 'português'), ('ru', 'русский'), ('es', 'español')], max_length=10, verbose_name='language')),
                ('title', models.CharField(max_length=150, verbose_name='title')),
                ('summary', models.CharField(help_text='One or two sentences: below the title, in the list of pages and in search engines.', max_length=300, verbose_name='summary')),
                ('body', models.TextField(blank=True, help_text='Markdown: ## heading {#anchor}, **strong**, [words](/about/) and lists with a hyphen. No HTML.', verbose_name='text')),
                ('is_published', models.BooleanField(default=False, help_text='Otherwise it is a draft, and only curators see it.', verbose_name='published')),
                ('edited', models.BooleanField(default=False, help_text='load_reference leaves this row as it is.', verbose_name='edited here')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='written')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='last changed')),
            ],
            options={
                'verbose_name': 'text of a page',
                'verbose_name_plural': 'texts of pages',
                'ordering': ['page', 'language'],
            },
        ),
        migrations.CreateModel(
            name='PageTextEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('language', models.CharField(choices=[('en', 'English'), ('ar', 'العربية'), ('zh-hans', '中文'), ('fr', 'français'), ('pt', 'português'), ('ru', 'русский'), ('es', 'español')], max_length=10, verbose_name='language')),
                ('title', models.CharField(max_length=150, verbose_name='title')),
                ('summary', models.CharField(help_text='One or two sentences: below the title, in the list of pages and in search engines.', max_length=300, verbose_name='summary')),
                ('body', models.TextField(blank=True, help_text='Markdown: ## heading {#anchor}, **strong**, [words](/about/) and lists with a hyphen. No HTML.', verbose_name='text')),
                ('is_published', models.BooleanField(default=False, help_text='Otherwise it is a draft, and only curators see it.', verbose_name='published')),
                ('edited', models.BooleanField(default=False, help_text='load_reference leaves this row as it is.', verbose_name='edited here')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='written')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='last changed')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Page',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(help_text='The end of its address, /about/…/. Others link to it, so it is given once.', max_length=60, unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(-[a-z0-9]+)*$', 'Use small letters, digits and single hyphens.')], verbose_name='address')),
                ('chapter', models.CharField(choices=[('cooperation', 'South-South cooperation'), ('portal', 'How this portal works'), ('part', 'Take part'), ('rules', 'Your rights, and ours')], default='portal', max_length=20, verbose_name='chapter')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('edited', models.BooleanField(default=False, help_text='load_reference leaves this row as it is.', verbose_name='edited here')),
            ],
            options={
                'verbose_name': 'page',
                'verbose_name_plural': 'pages',
                'ordering': ['order', 'slug'],
                'constraints': [models.CheckConstraint(condition=models.Q(('chapter__in', ['cooperation', 'portal', 'part', 'rules'])), name='page_chapter_known')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='page',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_pageevent" ("chapter", "edited", "id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."chapter", NEW."edited", NEW."id", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug"); RETURN NULL;', hash='f7a34428703944da7c82ddccaed2e6293d125f99', operation='INSERT', pgid='pgtrigger_insert_insert_cb8a3', table='core_page', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='page',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "core_pageevent" ("chapter", "edited", "id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."chapter", NEW."edited", NEW."id", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug"); RETURN NULL;', hash='a5fddfd8ddc59f9b29e8b300f3ae2d89a98bcbca', operation='UPDATE', pgid='pgtrigger_update_update_83b24', table='core_page', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='page',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_pageevent" ("chapter", "edited", "id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (OLD."chapter", OLD."edited", OLD."id", OLD."order", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."slug"); RETURN NULL;', hash='4a6c7c54c2afeb45b60a1843913e9446f61076b5', operation='DELETE', pgid='pgtrigger_delete_delete_9315f', table='core_page', when='AFTER')),
        ),
        migrations.AddField(
            model_name='pageevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='pageevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='core.page'),
        ),
        migrations.AddField(
            model_name='pagetext',
            name='created_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by'),
        ),
        migrations.AddField(
            model_name='pagetext',
            name='page',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='core.page', verbose_name='page'),
        ),
        migrations.AddField(
            model_name='pagetext',
            name='updated_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='last changed by'),
        ),
        migrations.AddField(
            model_name='pagetextevent',
            name='created_by',
            field=models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by'),
        ),
        migrations.AddField(
            model_name='pagetextevent',
            name='page',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.page', verbose_name='page'),
        ),
        migrations.AddField(
            model_name='pagetextevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='pagetextevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='core.pagetext'),
        ),
        migrations.AddField(
            model_name='pagetextevent',
            name='updated_by',
            field=models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='last changed by'),
        ),
        migrations.AddConstraint(
            model_name='pagetext',
            constraint=models.UniqueConstraint(fields=('page', 'language'), name='pagetext_once', violation_error_message='This page has a text in that language already.'),
        ),
        migrations.AddConstraint(
            model_name='pagetext',
            constraint=models.CheckConstraint(condition=models.Q(('language__in', ['en', 'ar', 'zh-hans', 'fr', 'pt', 'ru', 'es'])), name='pagetext_language_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pagetext',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_pagetextevent" ("body", "created_at", "created_by_id", "edited", "id", "is_published", "language", "page_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "summary", "title", "updated_at", "updated_by_id") VALUES (NEW."body", NEW."created_at", NEW."created_by_id", NEW."edited", NEW."id", NEW."is_published", NEW."language", NEW."page_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."summary", NEW."title", NEW."updated_at", NEW."updated_by_id"); RETURN NULL;', hash='afe3e57804e98e406bba5f347645bf33e5035348', operation='INSERT', pgid='pgtrigger_insert_insert_897d9', table='core_pagetext', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pagetext',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "core_pagetextevent" ("body", "created_at", "created_by_id", "edited", "id", "is_published", "language", "page_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "summary", "title", "updated_at", "updated_by_id") VALUES (NEW."body", NEW."created_at", NEW."created_by_id", NEW."edited", NEW."id", NEW."is_published", NEW."language", NEW."page_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."summary", NEW."title", NEW."updated_at", NEW."updated_by_id"); RETURN NULL;', hash='e7cff417b6b5a7e25f936709affa88e9e8c0d143', operation='UPDATE', pgid='pgtrigger_update_update_919c5', table='core_pagetext', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pagetext',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_pagetextevent" ("body", "created_at", "created_by_id", "edited", "id", "is_published", "language", "page_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "summary", "title", "updated_at", "updated_by_id") VALUES (OLD."body", OLD."created_at", OLD."created_by_id", OLD."edited", OLD."id", OLD."is_published", OLD."language", OLD."page_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."summary", OLD."title", OLD."updated_at", OLD."updated_by_id"); RETURN NULL;', hash='5631f030dba8d9617eca5ab1e3e53de30c344931', operation='DELETE', pgid='pgtrigger_delete_delete_e5f9d', table='core_pagetext', when='AFTER')),
        ),
    ]
