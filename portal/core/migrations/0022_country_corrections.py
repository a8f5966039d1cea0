"""Mistakes are reported on countries, too, whose key is their code."""

from django.db import migrations, models

from portal.core import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('core', '0021_webhooks'),
    ]

    operations = [
        migrations.AlterField(
            model_name='correction',
            name='part',
            field=models.CharField(choices=[('title', 'The title or summary'), ('name', 'The name'), ('status', 'A status, or since when it holds'), ('membership', 'A group that it belongs to, or does not'), ('focal_point', 'The focal point: whom to ask'), ('dates', 'The dates or the place'), ('participants', 'Who took part, or as what'), ('outcome', 'What came of it'), ('link', 'A link does not work'), ('remove', 'This record should not be here'), ('other', 'Something else')], max_length=20, verbose_name='what is wrong'),
        ),
        migrations.AlterField(
            model_name='correction',
            name='record_id',
            field=models.CharField(max_length=20),
        ),
    ]
