from django.db import migrations, models

from portal.core import migrating


class Migration(migrating.Migration):
    dependencies = [("submission", "0005_confirmations")]

    operations = [
        migrations.AddField(
            model_name="submission",
            name="running_asked_at",
            field=models.DateTimeField(
                editable=False, null=True, verbose_name="last asked whether it is still running"
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="running_confirmed_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="last said to be still running"),
        ),
    ]
