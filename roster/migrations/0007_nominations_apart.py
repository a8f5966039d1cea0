"""Two organisations may ask the same person: whom another has asked is nobody's business."""

from django.db import migrations, models

from portal.core import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('roster', '0006_desk'),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='nomination', name='nomination_one_open'),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.UniqueConstraint(
                condition=models.Q(('state', 'open')), fields=('organisation', 'digest'), name='nomination_one_open'
            ),
        ),
    ]
