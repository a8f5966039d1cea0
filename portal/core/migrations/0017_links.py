"""Links that were looked after, and what was asked of those who took part."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from portal.core import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('core', '0016_meetings'),
    ]

    operations = [
        migrations.CreateModel(
            name='LinkCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(max_length=500, unique=True, verbose_name='address')),
                ('found', models.CharField(blank=True, choices=[('answered', 'It answers'), ('guarded', 'It answers, but not to programs'), ('missing', 'There is no such page'), ('error', 'The server reports an error'), ('no_host', 'There is no such server'), ('silent', 'No answer'), ('insecure', 'The connection is not secure'), ('circles', 'It leads on and on'), ('not_public', 'This is no public address')], max_length=10, verbose_name='what was found')),
                ('status', models.PositiveSmallIntegerField(null=True, verbose_name='status')),
                ('looked_at', models.DateTimeField(null=True, verbose_name='last looked')),
                ('failing_since', models.DateTimeField(null=True, verbose_name='failing since')),
                ('failures', models.PositiveSmallIntegerField(default=0, verbose_name='days in a row without success')),
                ('moved_to', models.URLField(blank=True, max_length=500, verbose_name='moved for good to')),
                ('next_look_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='next look')),
            ],
            options={
                'verbose_name': 'link',
                'verbose_name_plural': 'links',
                'indexes': [models.Index(fields=['next_look_at'], name='linkcheck_next_look'), models.Index(condition=models.Q(('failures__gte', 3)), fields=['failing_since'], name='linkcheck_broken')],
                'constraints': [models.CheckConstraint(condition=models.Q(('found__in', ['', 'answered', 'guarded', 'missing', 'error', 'no_host', 'silent', 'insecure', 'circles', 'not_public'])), name='linkcheck_found_known'), models.CheckConstraint(condition=models.Q(models.Q(('failing_since__isnull', True), ('failures', 0)), models.Q(('failing_since__isnull', False), ('failures__gt', 0)), _connector='OR'), name='linkcheck_failing_since_when'), models.CheckConstraint(condition=models.Q(models.Q(('found', ''), ('looked_at__isnull', True)), models.Q(('looked_at__isnull', False), models.Q(('found', ''), _negated=True)), _connector='OR'), name='linkcheck_looked_and_found')],
            },
        ),
        migrations.CreateModel(
            name='OutcomeRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('record_id', models.BigIntegerField()),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked')),
                ('people', models.PositiveSmallIntegerField(verbose_name='mails')),
                ('asked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('record_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype')),
            ],
            options={
                'verbose_name': 'request for an outcome',
                'verbose_name_plural': 'requests for outcomes',
                'indexes': [models.Index(fields=['record_type', 'record_id', 'asked_at'], name='outcomerequest_record')],
                'constraints': [models.CheckConstraint(condition=models.Q(('people__gt', 0)), name='outcomerequest_asks_somebody')],
            },
        ),
    ]
