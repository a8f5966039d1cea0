"""What forms and mails stand on: limits on how often something may be tried."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0002_version_transaction")]
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
    ]
