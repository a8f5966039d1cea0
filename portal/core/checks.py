"""System checks for what settings cannot say by themselves."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import connection


@register(Tags.database)
def database_is_fit(app_configs, databases, **kwargs):
    """PostgreSQL of a supported version, through the driver that was chosen, in UTF-8."""
    if not databases:
        return []
    found = []
    if connection.Database.__name__ != "psycopg2":
        found.append(Error("The driver is not psycopg2.", hint="Uninstall psycopg (3).", id="portal.E001"))
    if connection.pg_version < 140000:
        found.append(Error("PostgreSQL 14 or newer is needed.", hint="Upgrade the server.", id="portal.E002"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()")
        if cursor.fetchone()[0] != "UTF8":
            found.append(
                Error("The database is not in UTF-8.", hint="Create it with ENCODING 'UTF8'.", id="portal.E003")
            )
    return found


@register()
def time_is_utc(app_configs, **kwargs):
    """Deadlines and dates are shared across the world: stored in UTC, shown in the reader's zone."""
    if settings.USE_TZ and settings.TIME_ZONE == "UTC":
        return []
    return [Error("Times must be stored in UTC.", hint="Keep USE_TZ = True and TIME_ZONE = 'UTC'.", id="portal.E004")]


@register(Tags.security, deploy=True)
def links_in_mails_are_ours(app_configs, **kwargs):
    """Where any host name is answered, a stranger could have somebody else's mail point to a host of theirs."""
    if settings.SITE_URL or not any(host.startswith(("*", ".")) for host in settings.ALLOWED_HOSTS):
        return []
    hint = "Set SITE_URL, or list the host names one by one."
    return [Warning("Links in mails would follow whatever host a request names.", hint=hint, id="portal.W005")]
