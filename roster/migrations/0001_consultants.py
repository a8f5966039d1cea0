"""Consultants, what they can do, and what of it they released."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from portal.core import migrating


class Migration(migrating.Migration):

    initial = True

    dependencies = [
        ('core', '0014_saved_searches'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('tad', '0008_follow_merged'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Consultant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(editable=False, max_length=20, unique=True, verbose_name='reference')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('in_review', 'In review'), ('changes_requested', 'Changes requested'), ('published', 'Published'), ('rejected', 'Rejected'), ('archived', 'Archived')], default='draft', editable=False, max_length=20, verbose_name='state')),
                ('state_reason', models.TextField(blank=True, editable=False, verbose_name='reason')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated')),
                ('submitted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='submitted')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='published')),
                ('last_verified_on', models.DateField(blank=True, null=True, verbose_name='last verified')),
                ('verify_due_on', models.DateField(blank=True, null=True, verbose_name='to be verified by')),
                ('is_sample', models.BooleanField(default=False, help_text='Invented, for trying the portal out.', verbose_name='sample')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('email', models.EmailField(help_text='Never shown to anybody but curators.', max_length=254, verbose_name='e-mail address')),
                ('mailbox', models.CharField(editable=False, max_length=254)),
                ('language', models.CharField(choices=[('en', 'English'), ('ar', 'العربية'), ('zh-hans', '中文'), ('fr', 'français'), ('pt', 'português'), ('ru', 'русский'), ('es', 'español')], default='en', max_length=10, verbose_name='language of mails')),
                ('birth_year', models.PositiveSmallIntegerField(blank=True, help_text='Never shown: tells people of one name apart.', null=True, verbose_name='year of birth')),
                ('note', models.TextField(blank=True, help_text='Never shown to anybody but curators.', verbose_name="curators' notes")),
                ('position', models.CharField(blank=True, max_length=200, verbose_name='position')),
                ('employer_as_said', models.CharField(blank=True, max_length=250, verbose_name='works at, in their own words')),
                ('availability', models.CharField(choices=[('available', 'Available'), ('limited', 'Limited availability'), ('away', 'Away')], default='available', max_length=10, verbose_name='availability')),
                ('away_until', models.DateField(blank=True, null=True, verbose_name='away until')),
                ('remote', models.BooleanField(default=False, verbose_name='works remotely')),
                ('basis', models.CharField(blank=True, choices=[('worked', 'Has worked with the organisation'), ('nominated', 'Nominated by an organisation'), ('verified', 'Applied and verified')], max_length=10, verbose_name='why listed')),
                ('interests', models.TextField(blank=True, help_text='Employers, clients, holdings and offices that could bear on advice. Empty, with its day: none.', verbose_name='declaration of interests')),
                ('interests_declared_on', models.DateField(blank=True, null=True, verbose_name='interests declared on')),
                ('last_confirmed_on', models.DateField(blank=True, help_text='The day they last said it is correct.', null=True, verbose_name='confirmed by the consultant')),
                ('confirm_due_on', models.DateField(blank=True, null=True, verbose_name='to be confirmed by')),
                ('hidden_at', models.DateTimeField(blank=True, null=True, verbose_name='hidden')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn')),
                ('account', models.OneToOneField(blank=True, help_text='Whose profile it is, once that person has signed in for it.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='consultant', to=settings.AUTH_USER_MODEL, verbose_name='account')),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='created by')),
                ('employer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='consultants_employed', to='core.organisation', verbose_name='works at')),
                ('nominated_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='consultants_nominated', to='core.organisation', verbose_name='nominated by')),
                ('published_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
                ('residence', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.country', verbose_name='country of residence')),
                ('submitted_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='submitted by')),
                ('updated_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='updated by')),
            ],
            options={
                'verbose_name': 'consultant',
                'verbose_name_plural': 'consultants',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_said', models.CharField(blank=True, help_text='Where the portal knows no such activity.', max_length=300, verbose_name='what it was')),
                ('role', models.CharField(blank=True, max_length=200, verbose_name='role')),
                ('from_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='from year')),
                ('to_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='to year')),
                ('output', models.TextField(blank=True, verbose_name='what came out of it')),
                ('verified_on', models.DateField(blank=True, null=True, verbose_name='verified')),
                ('activity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tad.activity', verbose_name='activity')),
                ('country', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.country', verbose_name='country')),
                ('verified_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='verified by')),
                ('consultant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to='roster.consultant')),
            ],
            options={
                'verbose_name': 'assignment',
                'verbose_name_plural': 'assignments',
                'ordering': [models.OrderBy(models.F('to_year'), descending=True, nulls_last=True), models.OrderBy(models.F('from_year'), descending=True, nulls_last=True), '-pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Biography',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='biography')),
                ('language', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.language', to_field='code', verbose_name='language of the text')),
                ('consultant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='biographies', to='roster.consultant')),
            ],
            options={
                'verbose_name': 'biography',
                'verbose_name_plural': 'biographies',
                'ordering': ['pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(choices=[('listing', 'Being listed: nationality, expertise, languages, modalities, why listed'), ('name', 'Name'), ('residence', 'Country of residence'), ('position', 'Position and employer'), ('biography', 'Biography'), ('availability', 'Availability and remote work'), ('assignments', 'Assignments'), ('interests', 'Declaration of interests')], max_length=20, verbose_name='what is released')),
                ('how', models.CharField(choices=[('form', 'In the application'), ('own_page', 'On the own page'), ('sample', 'Invented with the profile')], max_length=10, verbose_name='how it was given')),
                ('given_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='given')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn')),
                ('given_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='given by')),
                ('withdrawn_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='withdrawn by')),
                ('consultant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='roster.consultant')),
            ],
            options={
                'verbose_name': 'consent',
                'verbose_name_plural': 'consents',
                'ordering': ['given_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ConsentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('field', models.CharField(choices=[('listing', 'Being listed: nationality, expertise, languages, modalities, why listed'), ('name', 'Name'), ('residence', 'Country of residence'), ('position', 'Position and employer'), ('biography', 'Biography'), ('availability', 'Availability and remote work'), ('assignments', 'Assignments'), ('interests', 'Declaration of interests')], max_length=20, verbose_name='what is released')),
                ('how', models.CharField(choices=[('form', 'In the application'), ('own_page', 'On the own page'), ('sample', 'Invented with the profile')], max_length=10, verbose_name='how it was given')),
                ('given_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='given')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn')),
                ('given_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='given by')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='roster.consent')),
                ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='withdrawn by')),
                ('consultant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='roster.consultant')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='BiographyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('text', models.TextField(verbose_name='biography')),
                ('language', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.language', to_field='code', verbose_name='language of the text')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='roster.biography')),
                ('consultant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='roster.consultant')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AssignmentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('as_said', models.CharField(blank=True, help_text='Where the portal knows no such activity.', max_length=300, verbose_name='what it was')),
                ('role', models.CharField(blank=True, max_length=200, verbose_name='role')),
                ('from_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='from year')),
                ('to_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='to year')),
                ('output', models.TextField(blank=True, verbose_name='what came out of it')),
                ('verified_on', models.DateField(blank=True, null=True, verbose_name='verified')),
                ('activity', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tad.activity', verbose_name='activity')),
                ('country', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.country', verbose_name='country')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='roster.assignment')),
                ('verified_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='verified by')),
                ('consultant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='roster.consultant')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ConsultantEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('ref', models.CharField(editable=False, max_length=20, verbose_name='reference')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('in_review', 'In review'), ('changes_requested', 'Changes requested'), ('published', 'Published'), ('rejected', 'Rejected'), ('archived', 'Archived')], default='draft', editable=False, max_length=20, verbose_name='state')),
                ('state_reason', models.TextField(blank=True, editable=False, verbose_name='reason')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('submitted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='submitted')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='published')),
                ('last_verified_on', models.DateField(blank=True, null=True, verbose_name='last verified')),
                ('verify_due_on', models.DateField(blank=True, null=True, verbose_name='to be verified by')),
                ('is_sample', models.BooleanField(default=False, help_text='Invented, for trying the portal out.', verbose_name='sample')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('email', models.EmailField(help_text='Never shown to anybody but curators.', max_length=254, verbose_name='e-mail address')),
                ('mailbox', models.CharField(editable=False, max_length=254)),
                ('language', models.CharField(choices=[('en', 'English'), ('ar', 'العربية'), ('zh-hans', '中文'), ('fr', 'français'), ('pt', 'português'), ('ru', 'русский'), ('es', 'español')], default='en', max_length=10, verbose_name='language of mails')),
                ('birth_year', models.PositiveSmallIntegerField(blank=True, help_text='Never shown: tells people of one name apart.', null=True, verbose_name='year of birth')),
                ('note', models.TextField(blank=True, help_text='Never shown to anybody but curators.', verbose_name="curators' notes")),
                ('position', models.CharField(blank=True, max_length=200, verbose_name='position')),
                ('employer_as_said', models.CharField(blank=True, max_length=250, verbose_name='works at, in their own words')),
                ('availability', models.CharField(choices=[('available', 'Available'), ('limited', 'Limited availability'), ('away', 'Away')], default='available', max_length=10, verbose_name='availability')),
                ('away_until', models.DateField(blank=True, null=True, verbose_name='away until')),
                ('remote', models.BooleanField(default=False, verbose_name='works remotely')),
                ('basis', models.CharField(blank=True, choices=[('worked', 'Has worked with the organisation'), ('nominated', 'Nominated by an organisation'), ('verified', 'Applied and verified')], max_length=10, verbose_name='why listed')),
                ('interests', models.TextField(blank=True, help_text='Employers, clients, holdings and offices that could bear on advice. Empty, with its day: none.', verbose_name='declaration of interests')),
                ('interests_declared_on', models.DateField(blank=True, null=True, verbose_name='interests declared on')),
                ('last_confirmed_on', models.DateField(blank=True, help_text='The day they last said it is correct.', null=True, verbose_name='confirmed by the consultant')),
                ('confirm_due_on', models.DateField(blank=True, null=True, verbose_name='to be confirmed by')),
                ('hidden_at', models.DateTimeField(blank=True, null=True, verbose_name='hidden')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn')),
                ('account', models.ForeignKey(blank=True, db_constraint=False, help_text='Whose profile it is, once that person has signed in for it.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account')),
                ('created_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='created by')),
                ('employer', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.organisation', verbose_name='works at')),
                ('nominated_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.organisation', verbose_name='nominated by')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='roster.consultant')),
                ('published_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
                ('residence', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.country', verbose_name='country of residence')),
                ('submitted_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='submitted by')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ConsultantModality',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('consultant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='modality_links', to='roster.consultant')),
                ('modality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.modality', verbose_name='modality')),
            ],
            options={
                'verbose_name': 'modality of the consultant',
                'verbose_name_plural': 'modalities of the consultant',
                'ordering': ['pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ConsultantModalityEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('consultant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='roster.consultant')),
                ('modality', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.modality', verbose_name='modality')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='roster.consultantmodality')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Expertise',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(choices=[('working', 'Working knowledge'), ('advanced', 'Advanced'), ('expert', 'Expert')], max_length=10, verbose_name='level')),
                ('years', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='years of experience')),
                ('consultant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='expertise', to='roster.consultant')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.topic', verbose_name='topic')),
            ],
            options={
                'verbose_name': 'expertise',
                'verbose_name_plural': 'expertise',
                'ordering': ['pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ExpertiseEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('level', models.CharField(choices=[('working', 'Working knowledge'), ('advanced', 'Advanced'), ('expert', 'Expert')], max_length=10, verbose_name='level')),
                ('years', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='years of experience')),
                ('consultant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='roster.consultant')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='roster.expertise')),
                ('topic', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.topic', verbose_name='topic')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LanguageSkill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(choices=[('working', 'Working knowledge'), ('fluent', 'Fluent'), ('native', 'Native')], max_length=10, verbose_name='level')),
                ('consultant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='languages', to='roster.consultant')),
                ('language', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.language', verbose_name='language')),
            ],
            options={
                'verbose_name': 'language spoken',
                'verbose_name_plural': 'languages spoken',
                'ordering': ['pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LanguageSkillEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('level', models.CharField(choices=[('working', 'Working knowledge'), ('fluent', 'Fluent'), ('native', 'Native')], max_length=10, verbose_name='level')),
                ('consultant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='roster.consultant')),
                ('language', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.language', verbose_name='language')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='roster.languageskill')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Nationality',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('consultant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='nationality_links', to='roster.consultant')),
                ('country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.country', verbose_name='country')),
            ],
            options={
                'verbose_name': 'nationality',
                'verbose_name_plural': 'nationalities',
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='consultant',
            name='nationalities',
            field=models.ManyToManyField(related_name='+', through='roster.Nationality', to='core.country', verbose_name='nationalities'),
        ),
        migrations.CreateModel(
            name='NationalityEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('consultant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='roster.consultant')),
                ('country', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.country', verbose_name='country')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='roster.nationality')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ConsultantSearch',
            fields=[
                ('sort_date', models.DateField(null=True)),
                ('title_key', models.CharField(max_length=400)),
                ('added_at', models.DateTimeField(null=True)),
                ('codes', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
                ('document', django.contrib.postgres.search.SearchVectorField()),
                ('consultant', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='search', serialize=False, to='roster.consultant')),
                ('assignments', models.PositiveSmallIntegerField()),
                ('said', models.TextField()),
            ],
            options={
                'abstract': False,
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['codes'], name='consultantsearch_codes'), django.contrib.postgres.indexes.GinIndex(fields=['document'], name='consultantsearch_document'), models.Index(fields=['title_key'], name='consultantsearch_title'), django.contrib.postgres.indexes.GinIndex(fields=['title_key'], name='consultantsearch_alike', opclasses=['gin_trgm_ops']), models.Index(models.OrderBy(models.F('sort_date'), descending=True, nulls_last=True), name='consultantsearch_date'), models.Index(fields=['added_at'], name='consultantsearch_added'), models.Index(fields=['-assignments'], name='consultantsearch_work')],
            },
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('consultant', 'field'), name='consent_one_open'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', True), ('withdrawn_at__gte', models.F('given_at')), _connector='OR'), name='consent_withdrawn_after_given'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_by__isnull', True), ('withdrawn_at__isnull', False), _connector='OR'), name='consent_withdrawn_by_whom_and_when'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(('field__in', ['listing', 'name', 'residence', 'position', 'biography', 'availability', 'assignments', 'interests'])), name='consent_field_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consent',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM roster_consultant_index((SELECT array_agg(DISTINCT consultant_id) FROM new_rows)); RETURN NULL;', hash='8a8cd4f52de319ab7c16244f14b82da1004e2418', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_0d815', referencing='REFERENCING NEW TABLE AS new_rows ', table='roster_consent', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consent',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM roster_consultant_index((SELECT array_agg(DISTINCT consultant_id) FROM (SELECT consultant_id FROM old_rows UNION ALL SELECT consultant_id FROM new_rows) AS changed)); RETURN NULL;', hash='4c341b6e5a4a02e63e4ee42100a3a5610a2b4518', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_a8347', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='roster_consent', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consent',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM roster_consultant_index((SELECT array_agg(DISTINCT consultant_id) FROM old_rows)); RETURN NULL;', hash='0b99064a7cc6655edac7d6d9c3c7a558df3b6624', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_2deb6', referencing='REFERENCING OLD TABLE AS old_rows ', table='roster_consent', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consent',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('consultant'); RETURN NULL;", hash='a2327c8ad5b6613f8bafe299a59e0bc587a51b64', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_982d8', table='roster_consent', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consent',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "roster_consentevent" ("consultant_id", "field", "given_at", "given_by_id", "how", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."consultant_id", NEW."field", NEW."given_at", NEW."given_by_id", NEW."how", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;', hash='f523e9c04dbb5f7b0b759955ccf5354cd38784ac', operation='INSERT', pgid='pgtrigger_insert_insert_7fbb2', table='roster_consent', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consent',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "roster_consentevent" ("consultant_id", "field", "given_at", "given_by_id", "how", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."consultant_id", NEW."field", NEW."given_at", NEW."given_by_id", NEW."how", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;', hash='2e47647c2825e164721278d88757a9e9564b750e', operation='UPDATE', pgid='pgtrigger_update_update_a6500', table='roster_consent', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consent',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "roster_consentevent" ("consultant_id", "field", "given_at", "given_by_id", "how", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "withdrawn_at", "withdrawn_by_id") VALUES (OLD."consultant_id", OLD."field", OLD."given_at", OLD."given_by_id", OLD."how", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."withdrawn_at", OLD."withdrawn_by_id"); RETURN NULL;', hash='65300395eab9d7040e1d43deb2b9299933f634f7', operation='DELETE', pgid='pgtrigger_delete_delete_0088f', table='roster_consent', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='biography',
            constraint=models.UniqueConstraint(fields=('consultant', 'language'), name='biography_one_a_language'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='biography',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM roster_consultant_index((SELECT array_agg(DISTINCT consultant_id) FROM new_rows)); RETURN NULL;', hash='dd20c22e953a7a36f59e66ef6ded3e087a1af0ed', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_700f0', referencing='REFERENCING NEW TABLE AS new_rows ', table='roster_biography', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='biography',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM roster_consultant_index((SELECT array_agg(DISTINCT consultant_id) FROM (SELECT consultant_id FROM old_rows UNION ALL SELECT consultant_id FROM new_rows) AS changed)); RETURN NULL;', hash='e6a6cba6ea48de863dce36a40b4d6e931e6099fb', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_dc814', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='roster_biography', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='biography',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM roster_consultant_index((SELECT array_agg(DISTINCT consultant_id) FROM old_rows)); RETURN NULL;', hash='2bc3bdd3fca8fb82e74e5c3fe8127adcaaf7ecd0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_c7ef4', referencing='REFERENCING OLD TABLE AS old_rows ', table='roster_biography', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='biography',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('consultant'); RETURN NULL;", hash='9387a415f6acb85daccab056151a8957b2c19a2c', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_a567f', table='roster_biography', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='biography',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "roster_biographyevent" ("consultant_id", "id", "language_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."consultant_id", NEW."id", NEW."language_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text"); RETURN NULL;', hash='5e09fdb154cd679c252659673d07e3dcc454d358', operation='INSERT', pgid='pgtrigger_insert_insert_7bc8b', table='roster_biography', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='biography',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "roster_biographyevent" ("consultant_id", "id", "language_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."consultant_id", NEW."id", NEW."language_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text"); RETURN NULL;', hash='dcd8033eb76543bb7a320cb7e27efbebab67d4c3', operation='UPDATE', pgid='pgtrigger_update_update_9e9f7', table='roster_biography', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='biography',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "roster_biographyevent" ("consultant_id", "id", "language_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (OLD."consultant_id", OLD."id", OLD."language_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."text"); RETURN NULL;', hash='fc3e369b6f3076d2ba93a38808662fbeb65bebe1', operation='DELETE', pgid='pgtrigger_delete_delete_f24fb', table='roster_biography', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.UniqueConstraint(fields=('consultant', 'activity', 'role'), name='assignment_once'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('activity__isnull', False), models.Q(('as_said', ''), _negated=True), _connector='OR'), name='assignment_says_what', violation_error_message='Choose an activity, or say in words what it was.'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('from_year__isnull', True), ('to_year__isnull', True), ('from_year__lte', models.F('to_year')), _connector='OR'), name='assignment_from_before_to', violation_error_message='An assignment cannot end before it starts.'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('from_year__isnull', True), ('from_year__range', (1900, 2199)), _connector='OR'), models.Q(('to_year__isnull', True), ('to_year__range', (1900, 2199)), _connector='OR')), name='assignment_years_plausible', violation_error_message='A year must lie between 1900 and 2199.'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('verified_by__isnull', True), ('verified_on__isnull', True)), models.Q(('verified_by__isnull', False), ('verified_on__isnull', False)), _connector='OR'), name='assignment_verified_who_and_when'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM roster_consultant_index((SELECT array_agg(DISTINCT consultant_id) FROM new_rows)); RETURN NULL;', hash='91b9b89c27fb3f80bbe35897c01e6e4a28657924', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_c4090', referencing='REFERENCING NEW TABLE AS new_rows ', table='roster_assignment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM roster_consultant_index((SELECT array_agg(DISTINCT consultant_id) FROM (SELECT consultant_id FROM old_rows UNION ALL SELECT consultant_id FROM new_rows) AS changed)); RETURN NULL;', hash='f781d5273c1cc9097c11b00180848404aa5f25f4', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_0d889', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='roster_assignment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM roster_consultant_index((SELECT array_agg(DISTINCT consultant_id) FROM old_rows)); RETURN NULL;', hash='20c3208058600207ee3bed8399ea5b57c90131b1', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_1ca6a', referencing='REFERENCING OLD TABLE AS old_rows ', table='roster_assignment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('consultant'); RETURN NULL;", hash='456550af6d195352f548203304db2cc27fed3bae', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_98d92', table='roster_assignment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "roster_assignmentevent" ("activity_id", "as_said", "consultant_id", "country_id", "from_year", "id", "output", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "to_year", "verified_by_id", "verified_on") VALUES (NEW."activity_id", NEW."as_said", NEW."consultant_id", NEW."country_id", NEW."from_year", NEW."id", NEW."output", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."to_year", NEW."verified_by_id", NEW."verified_on"); RETURN NULL;', hash='ea240206514114b1e55de5bf7194bf0a1b1e512d', operation='INSERT', pgid='pgtrigger_insert_insert_23c95', table='roster_assignment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "roster_assignmentevent" ("activity_id", "as_said", "consultant_id", "country_id", "from_year", "id", "output", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "to_year", "verified_by_id", "verified_on") VALUES (NEW."activity_id", NEW."as_said", NEW."consultant_id", NEW."country_id", NEW."from_year", NEW."id", NEW."output", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."to_year", NEW."verified_by_id", NEW."verified_on"); RETURN NULL;', hash='bb4f210b6d6fab6817015b9aa823d30b08d2cae8', operation='UPDATE', pgid='pgtrigger_update_update_a1afa', table='roster_assignment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "roster_assignmentevent" ("activity_id", "as_said", "consultant_id", "country_id", "from_year", "id", "output", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "to_year", "verified_by_id", "verified_on") VALUES (OLD."activity_id", OLD."as_said", OLD."consultant_id", OLD."country_id", OLD."from_year", OLD."id", OLD."output", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."to_year", OLD."verified_by_id", OLD."verified_on"); RETURN NULL;', hash='ccff866f2c8a25098bb49592e56aa63b4dc729ec', operation='DELETE', pgid='pgtrigger_delete_delete_6f1e4', table='roster_assignment', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='consultantmodality',
            constraint=models.UniqueConstraint(fields=('consultant', 'modality'), name='consultantmodality_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consultantmodality',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM roster_consultant_index((SELECT array_agg(DISTINCT consultant_id) FROM new_rows)); RETURN NULL;', hash='daef0e7b8922840f82020e4c5e12ffe58d21fe54', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_79bb9', referencing='REFERENCING NEW TABLE AS new_rows ', table='roster_consultantmodality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consultantmodality',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM roster_consultant_index((SELECT array_agg(DISTINCT consultant_id) FROM (SELECT consultant_id FROM old_rows UNION ALL SELECT consultant_id FROM new_rows) AS changed)); RETURN NULL;', hash='a6298341e959c4fb1daa0caee6e1945e2fba8159', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_249dc', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='roster_consultantmodality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consultantmodality',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM roster_consultant_index((SELECT array_agg(DISTINCT consultant_id) FROM old_rows)); RETURN NULL;', hash='44951dbf9a1651f92b6824162d6576165ad5a0d3', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_5b6c6', referencing='REFERENCING OLD TABLE AS old_rows ', table='roster_consultantmodality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consultantmodality',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('consultant'); RETURN NULL;", hash='94921e6b111ff758e24a53fafd9895f05f6d36fb', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_9cf0a', table='roster_consultantmodality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consultantmodality',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "roster_consultantmodalityevent" ("consultant_id", "id", "modality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."consultant_id", NEW."id", NEW."modality_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='52e977ab80b7b9bcc40293dda7356f993b9c72da', operation='INSERT', pgid='pgtrigger_insert_insert_73802', table='roster_consultantmodality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consultantmodality',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "roster_consultantmodalityevent" ("consultant_id", "id", "modality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."consultant_id", NEW."id", NEW."modality_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='32f15357c043ed665c67e2bf19c9743131187d17', operation='UPDATE', pgid='pgtrigger_update_update_f8f47', table='roster_consultantmodality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consultantmodality',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "roster_consultantmodalityevent" ("consultant_id", "id", "modality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."consultant_id", OLD."id", OLD."modality_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='b6931e6e5700006790387c5ef371da2bcd0ec9ea', operation='DELETE', pgid='pgtrigger_delete_delete_397f7', table='roster_consultantmodality', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='expertise',
            constraint=models.UniqueConstraint(fields=('consultant', 'topic'), name='expertise_once'),
        ),
        migrations.AddConstraint(
            model_name='expertise',
            constraint=models.CheckConstraint(condition=models.Q(('level__in', ['working', 'advanced', 'expert'])), name='expertise_level_known'),
        ),
        migrations.AddConstraint(
            model_name='expertise',
            constraint=models.CheckConstraint(condition=models.Q(('years__isnull', True), ('years__lte', 70), _connector='OR'), name='expertise_years_plausible', violation_error_message='Nobody has worked for more than 70 years.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='expertise',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM roster_consultant_index((SELECT array_agg(DISTINCT consultant_id) FROM new_rows)); RETURN NULL;', hash='00b9ed816bae9c47beb1976c95c93f462f52d35c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_b8942', referencing='REFERENCING NEW TABLE AS new_rows ', table='roster_expertise', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='expertise',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM roster_consultant_index((SELECT array_agg(DISTINCT consultant_id) FROM (SELECT consultant_id FROM old_rows UNION ALL SELECT consultant_id FROM new_rows) AS changed)); RETURN NULL;', hash='84caeb269f6af6e716d26f1f6af6c5fea1070db6', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_f6994', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='roster_expertise', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='expertise',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM roster_consultant_index((SELECT array_agg(DISTINCT consultant_id) FROM old_rows)); RETURN NULL;', hash='0e60ed771098956079ccac7c18b6726a64d79b9c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_4985c', referencing='REFERENCING OLD TABLE AS old_rows ', table='roster_expertise', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='expertise',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('consultant'); RETURN NULL;", hash='1ba76e330d5600be2b593f7727536f19e440fa88', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_6bd1a', table='roster_expertise', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='expertise',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "roster_expertiseevent" ("consultant_id", "id", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic_id", "years") VALUES (NEW."consultant_id", NEW."id", NEW."level", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."topic_id", NEW."years"); RETURN NULL;', hash='3daa2b5b9168a4e1e47feb2d36fd267a8eeeb7ff', operation='INSERT', pgid='pgtrigger_insert_insert_bc7f4', table='roster_expertise', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='expertise',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "roster_expertiseevent" ("consultant_id", "id", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic_id", "years") VALUES (NEW."consultant_id", NEW."id", NEW."level", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."topic_id", NEW."years"); RETURN NULL;', hash='df77ffeb2aa4a1cfb1795b57a7ff7d6cdfe347a9', operation='UPDATE', pgid='pgtrigger_update_update_bfc8c', table='roster_expertise', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='expertise',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "roster_expertiseevent" ("consultant_id", "id", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic_id", "years") VALUES (OLD."consultant_id", OLD."id", OLD."level", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."topic_id", OLD."years"); RETURN NULL;', hash='cdeda002f6b8032e382b13ffdcd19a3322698415', operation='DELETE', pgid='pgtrigger_delete_delete_eb05b', table='roster_expertise', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='languageskill',
            constraint=models.UniqueConstraint(fields=('consultant', 'language'), name='languageskill_once'),
        ),
        migrations.AddConstraint(
            model_name='languageskill',
            constraint=models.CheckConstraint(condition=models.Q(('level__in', ['working', 'fluent', 'native'])), name='languageskill_level_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='languageskill',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM roster_consultant_index((SELECT array_agg(DISTINCT consultant_id) FROM new_rows)); RETURN NULL;', hash='4a60aeea32fae3da04658b6a4050234650da567a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_cddee', referencing='REFERENCING NEW TABLE AS new_rows ', table='roster_languageskill', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='languageskill',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM roster_consultant_index((SELECT array_agg(DISTINCT consultant_id) FROM (SELECT consultant_id FROM old_rows UNION ALL SELECT consultant_id FROM new_rows) AS changed)); RETURN NULL;', hash='ab44b4a3cd56eb400c21c2c9705813ba41cff492', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_9449f', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='roster_languageskill', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='languageskill',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM roster_consultant_index((SELECT array_agg(DISTINCT consultant_id) FROM old_rows)); RETURN NULL;', hash='73b38263e2f30fad23b459beaed6266d35cc72c2', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_48092', referencing='REFERENCING OLD TABLE AS old_rows ', table='roster_languageskill', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='languageskill',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('consultant'); RETURN NULL;", hash='b5d9cf33fd43ac2a1be1c57bdcdabcda732899e2', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_eab7f', table='roster_languageskill', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='languageskill',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "roster_languageskillevent" ("consultant_id", "id", "language_id", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."consultant_id", NEW."id", NEW."language_id", NEW."level", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='ec014cc0da44ad9d10303860abd50baed7e2573c', operation='INSERT', pgid='pgtrigger_insert_insert_2c272', table='roster_languageskill', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='languageskill',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "roster_languageskillevent" ("consultant_id", "id", "language_id", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."consultant_id", NEW."id", NEW."language_id", NEW."level", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='5807e74f7300f86867f9ab0a1dd5b7ae94d90fce', operation='UPDATE', pgid='pgtrigger_update_update_0dcb1', table='roster_languageskill', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='languageskill',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "roster_languageskillevent" ("consultant_id", "id", "language_id", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."consultant_id", OLD."id", OLD."language_id", OLD."level", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='7f99883b35d5ffbc93a082deae0aca2c8bb3ebb2', operation='DELETE', pgid='pgtrigger_delete_delete_d8fd0', table='roster_languageskill', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='nationality',
            constraint=models.UniqueConstraint(fields=('consultant', 'country'), name='nationality_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nationality',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM roster_consultant_index((SELECT array_agg(DISTINCT consultant_id) FROM new_rows)); RETURN NULL;', hash='b71f5bf6a7318313d5108acc46dd2276605cc289', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_0b47e', referencing='REFERENCING NEW TABLE AS new_rows ', table='roster_nationality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nationality',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM roster_consultant_index((SELECT array_agg(DISTINCT consultant_id) FROM (SELECT consultant_id FROM old_rows UNION ALL SELECT consultant_id FROM new_rows) AS changed)); RETURN NULL;', hash='165fa830bbad06d13f6b639419ca786d983a9236', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_93650', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='roster_nationality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nationality',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM roster_consultant_index((SELECT array_agg(DISTINCT consultant_id) FROM old_rows)); RETURN NULL;', hash='14c412f503aa843f0e5ffbb265fc69aebc90f637', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_3acc4', referencing='REFERENCING OLD TABLE AS old_rows ', table='roster_nationality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nationality',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('consultant'); RETURN NULL;", hash='e0636160cb4af2f1962358e471a2e11093f999a1', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_af203', table='roster_nationality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nationality',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "roster_nationalityevent" ("consultant_id", "country_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."consultant_id", NEW."country_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='ecc1cde0241c76256c04e1c7bf04e1f3d92f8c59', operation='INSERT', pgid='pgtrigger_insert_insert_4af99', table='roster_nationality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nationality',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "roster_nationalityevent" ("consultant_id", "country_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."consultant_id", NEW."country_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='00d8e7bdc7dad253ec24d341eae7c1b773fcaaf9', operation='UPDATE', pgid='pgtrigger_update_update_99136', table='roster_nationality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nationality',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "roster_nationalityevent" ("consultant_id", "country_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."consultant_id", OLD."country_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='903e0e05d96799f0ca54692455518f03543b3175', operation='DELETE', pgid='pgtrigger_delete_delete_26ab6', table='roster_nationality', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='consultant',
            index=models.Index(fields=['state', 'submitted_at'], name='consultant_queue'),
        ),
        migrations.AddIndex(
            model_name='consultant',
            index=models.Index(fields=['confirm_due_on'], name='consultant_confirm_due'),
        ),
        migrations.AddIndex(
            model_name='consultant',
            index=models.Index(fields=['mailbox'], name='consultant_mailbox'),
        ),
        migrations.AddConstraint(
            model_name='consultant',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'in_review', 'changes_requested', 'published', 'rejected', 'archived'])), name='consultant_state_known'),
        ),
        migrations.AddConstraint(
            model_name='consultant',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('submitted_at__isnull', True), ('submitted_by__isnull', True)), models.Q(('submitted_at__isnull', False), ('submitted_by__isnull', False)), _connector='OR'), name='consultant_submitted_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='consultant',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', True), ('published_by__isnull', True)), models.Q(('published_at__isnull', False), ('published_by__isnull', False)), _connector='OR'), name='consultant_published_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='consultant',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='consultant_published_is_stamped'),
        ),
        migrations.AddConstraint(
            model_name='consultant',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['changes_requested', 'rejected', 'archived']), _negated=True), models.Q(('state_reason', ''), _negated=True), _connector='OR'), name='consultant_state_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='consultant',
            constraint=models.CheckConstraint(condition=models.Q(('availability__in', ['available', 'limited', 'away'])), name='consultant_availability_known'),
        ),
        migrations.AddConstraint(
            model_name='consultant',
            constraint=models.CheckConstraint(condition=models.Q(('away_until__isnull', True), ('availability', 'away'), _connector='OR'), name='consultant_away_until_a_day', violation_error_message='Only who is away is away until a day.'),
        ),
        migrations.AddConstraint(
            model_name='consultant',
            constraint=models.CheckConstraint(condition=models.Q(('basis__in', ['', 'worked', 'nominated', 'verified'])), name='consultant_basis_known'),
        ),
        migrations.AddConstraint(
            model_name='consultant',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('basis', 'nominated'), _negated=True), ('nominated_by__isnull', False), _connector='OR'), name='consultant_nominated_by_whom', violation_error_message='Say which organisation nominated this consultant.'),
        ),
        migrations.AddConstraint(
            model_name='consultant',
            constraint=models.CheckConstraint(condition=models.Q(('interests', ''), ('interests_declared_on__isnull', False), _connector='OR'), name='consultant_interests_have_a_day', violation_error_message='Say on which day the interests were declared.'),
        ),
        migrations.AddConstraint(
            model_name='consultant',
            constraint=models.CheckConstraint(condition=models.Q(('birth_year__isnull', True), ('birth_year__range', (1900, 2199)), _connector='OR'), name='consultant_birth_year_plausible', violation_error_message='A year must lie between 1900 and 2199.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consultant',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM roster_consultant_index((SELECT array_agg(DISTINCT id) FROM new_rows)); RETURN NULL;', hash='b0e087d45f90bbda7c476d440f1fd579077a8465', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_bb567', referencing='REFERENCING NEW TABLE AS new_rows ', table='roster_consultant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consultant',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM roster_consultant_index((SELECT array_agg(DISTINCT id) FROM (SELECT id FROM old_rows UNION ALL SELECT id FROM new_rows) AS changed)); RETURN NULL;', hash='89933b58ebbe6281d829ee6f7db670a35d5fa295', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_e9664', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='roster_consultant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consultant',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM roster_consultant_index((SELECT array_agg(DISTINCT id) FROM old_rows)); RETURN NULL;', hash='da8da7f524ffcfd95856340ebefad8341403bd37', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_cdf63', referencing='REFERENCING OLD TABLE AS old_rows ', table='roster_consultant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consultant',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('consultant'); RETURN NULL;", hash='d1a5e6e442aa565b270245cb69238b0d0ddcaa8d', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_3aadd', table='roster_consultant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consultant',
            trigger=pgtrigger.compiler.Trigger(name='follow_merged', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            NEW.employer_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation\n                WHERE id = NEW.employer_id FOR KEY SHARE), NEW.employer_id);\n            NEW.nominated_by_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation\n                WHERE id = NEW.nominated_by_id FOR KEY SHARE), NEW.nominated_by_id);\n            RETURN NEW;\n        ', hash='2e1934390f8f95dc4262e56fb8faa994765e0d00', operation='INSERT OR UPDATE OF "employer_id", "nominated_by_id"', pgid='pgtrigger_follow_merged_4c163', table='roster_consultant', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consultant',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "roster_consultantevent" ("account_id", "availability", "away_until", "basis", "birth_year", "confirm_due_on", "created_at", "created_by_id", "email", "employer_as_said", "employer_id", "hidden_at", "id", "interests", "interests_declared_on", "is_sample", "language", "last_confirmed_on", "last_verified_on", "mailbox", "name", "nominated_by_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "published_at", "published_by_id", "ref", "remote", "residence_id", "state", "state_reason", "submitted_at", "submitted_by_id", "verify_due_on", "withdrawn_at") VALUES (NEW."account_id", NEW."availability", NEW."away_until", NEW."basis", NEW."birth_year", NEW."confirm_due_on", NEW."created_at", NEW."created_by_id", NEW."email", NEW."employer_as_said", NEW."employer_id", NEW."hidden_at", NEW."id", NEW."interests", NEW."interests_declared_on", NEW."is_sample", NEW."language", NEW."last_confirmed_on", NEW."last_verified_on", NEW."mailbox", NEW."name", NEW."nominated_by_id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."published_at", NEW."published_by_id", NEW."ref", NEW."remote", NEW."residence_id", NEW."state", NEW."state_reason", NEW."submitted_at", NEW."submitted_by_id", NEW."verify_due_on", NEW."withdrawn_at"); RETURN NULL;', hash='1c34d54593b66176258c2620d313fd9996a135db', operation='INSERT', pgid='pgtrigger_insert_insert_1534d', table='roster_consultant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consultant',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."account_id" IS DISTINCT FROM (NEW."account_id") OR OLD."availability" IS DISTINCT FROM (NEW."availability") OR OLD."away_until" IS DISTINCT FROM (NEW."away_until") OR OLD."basis" IS DISTINCT FROM (NEW."basis") OR OLD."birth_year" IS DISTINCT FROM (NEW."birth_year") OR OLD."confirm_due_on" IS DISTINCT FROM (NEW."confirm_due_on") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."employer_id" IS DISTINCT FROM (NEW."employer_id") OR OLD."employer_as_said" IS DISTINCT FROM (NEW."employer_as_said") OR OLD."hidden_at" IS DISTINCT FROM (NEW."hidden_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."interests" IS DISTINCT FROM (NEW."interests") OR OLD."interests_declared_on" IS DISTINCT FROM (NEW."interests_declared_on") OR OLD."is_sample" IS DISTINCT FROM (NEW."is_sample") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."last_confirmed_on" IS DISTINCT FROM (NEW."last_confirmed_on") OR OLD."last_verified_on" IS DISTINCT FROM (NEW."last_verified_on") OR OLD."mailbox" IS DISTINCT FROM (NEW."mailbox") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."nominated_by_id" IS DISTINCT FROM (NEW."nominated_by_id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id") OR OLD."ref" IS DISTINCT FROM (NEW."ref") OR OLD."remote" IS DISTINCT FROM (NEW."remote") OR OLD."residence_id" IS DISTINCT FROM (NEW."residence_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."state_reason" IS DISTINCT FROM (NEW."state_reason") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id") OR OLD."verify_due_on" IS DISTINCT FROM (NEW."verify_due_on") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at"))', func='INSERT INTO "roster_consultantevent" ("account_id", "availability", "away_until", "basis", "birth_year", "confirm_due_on", "created_at", "created_by_id", "email", "employer_as_said", "employer_id", "hidden_at", "id", "interests", "interests_declared_on", "is_sample", "language", "last_confirmed_on", "last_verified_on", "mailbox", "name", "nominated_by_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "published_at", "published_by_id", "ref", "remote", "residence_id", "state", "state_reason", "submitted_at", "submitted_by_id", "verify_due_on", "withdrawn_at") VALUES (NEW."account_id", NEW."availability", NEW."away_until", NEW."basis", NEW."birth_year", NEW."confirm_due_on", NEW."created_at", NEW."created_by_id", NEW."email", NEW."employer_as_said", NEW."employer_id", NEW."hidden_at", NEW."id", NEW."interests", NEW."interests_declared_on", NEW."is_sample", NEW."language", NEW."last_confirmed_on", NEW."last_verified_on", NEW."mailbox", NEW."name", NEW."nominated_by_id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."published_at", NEW."published_by_id", NEW."ref", NEW."remote", NEW."residence_id", NEW."state", NEW."state_reason", NEW."submitted_at", NEW."submitted_by_id", NEW."verify_due_on", NEW."withdrawn_at"); RETURN NULL;', hash='90969c78f46a31fcd52afc2fffc5f2aac53d83c9', operation='UPDATE', pgid='pgtrigger_update_update_48db2', table='roster_consultant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consultant',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "roster_consultantevent" ("account_id", "availability", "away_until", "basis", "birth_year", "confirm_due_on", "created_at", "created_by_id", "email", "employer_as_said", "employer_id", "hidden_at", "id", "interests", "interests_declared_on", "is_sample", "language", "last_confirmed_on", "last_verified_on", "mailbox", "name", "nominated_by_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "published_at", "published_by_id", "ref", "remote", "residence_id", "state", "state_reason", "submitted_at", "submitted_by_id", "verify_due_on", "withdrawn_at") VALUES (OLD."account_id", OLD."availability", OLD."away_until", OLD."basis", OLD."birth_year", OLD."confirm_due_on", OLD."created_at", OLD."created_by_id", OLD."email", OLD."employer_as_said", OLD."employer_id", OLD."hidden_at", OLD."id", OLD."interests", OLD."interests_declared_on", OLD."is_sample", OLD."language", OLD."last_confirmed_on", OLD."last_verified_on", OLD."mailbox", OLD."name", OLD."nominated_by_id", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."published_at", OLD."published_by_id", OLD."ref", OLD."remote", OLD."residence_id", OLD."state", OLD."state_reason", OLD."submitted_at", OLD."submitted_by_id", OLD."verify_due_on", OLD."withdrawn_at"); RETURN NULL;', hash='d6ce1f97de02b3c6304a0cb9c81f5811671edfaf', operation='DELETE', pgid='pgtrigger_delete_delete_8bf1a', table='roster_consultant', when='AFTER')),
        ),
    ]
