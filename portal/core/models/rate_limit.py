"""How often something was tried in a window of time. Counted by portal/core/rate_limit.py, in one statement."""

from django.db import models


class RateLimit(models.Model):
    digest = models.CharField(
        max_length=64, primary_key=True
    )  # keyed hash of scope and key: nobody can be read from it
    scope = models.CharField(max_length=40)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["ends_at"], name="ratelimit_ends_at")]

    def __str__(self) -> str:
        return f"{self.scope}: {self.count} until {self.ends_at:%Y-%m-%d %H:%M:%S}"
