"""`manage.py serve`: from whatever state things are in to a portal that answers."""

import secrets

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.core.wsgi import get_wsgi_application
from django.db import NotSupportedError, OperationalError, connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor

from portal import address, stamps
from portal.core.models import User
from portal.core.staticfiles import PARTS
from portal.webserver import Server

CURATOR_EMAIL = "curator@localhost"
# There is no public register to load: a newcomer would see an empty roster, and nobody asking or offering.
SAMPLES = {"consultants": 12, "needs": 8, "offers": 8}
PREPARATION_LOCK = 0x50_4F_52_54_41_4C  # any number of our own: two portals on one database prepare it in turn


class Command(BaseCommand):
    help = "Prepare the database, the translations and the static files as far as needed, then serve the portal."
    requires_system_checks = []  # they look at the database, which this command is about to prepare

    def handle(self, *args, **options) -> None:
        listener = address.reserve()
        call_command("translations", "compile", verbosity=0)  # skips what is current
        self.connect()
        self.prepare_database()
        self.collect_static_files()
        application = get_wsgi_application()
        connections.close_all()  # a connection must not be shared by the workers
        Server(application, listener, self.announce).run()

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def announce(self, url: str) -> None:
        self.say(self.style.SUCCESS(f"The portal answers at {url} (Ctrl-C stops it)"))

    def connect(self) -> None:
        try:
            connection.ensure_connection()
        except (OperationalError, NotSupportedError) as error:  # out of reach, or too old
            raise CommandError(f"The database of DATABASE_URL cannot be used: {str(error).strip()}") from None

    def prepare_database(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [PREPARATION_LOCK])
        self.migrate()
        self.load_records()
        if settings.EMBEDDED and not User.objects.filter(role=User.Role.ADMINISTRATOR).exists():
            call_command("load_samples", **SAMPLES, verbosity=0)
            self.create_first_curator()

    def migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.say("Preparing the database …")
            call_command("migrate", interactive=False, verbosity=0)

    def load_records(self) -> None:
        stamp = stamps.of_records()
        if not stamp.is_current():
            self.say("Loading reference data, activities, partnerships and meetings …")
            call_command("load_reference", verbosity=0)
            for records in ("import_activities", "import_partnerships", "import_case_studies", "import_meetings"):
                call_command(records, verbosity=0)
            stamp.keep()

    def create_first_curator(self) -> None:
        password = secrets.token_urlsafe(12)
        path = settings.STATE_DIR / "curator.txt"
        with transaction.atomic():
            User.objects.create_superuser(email=CURATOR_EMAIL, password=password)
            path.unlink(missing_ok=True)
            path.touch(mode=0o600)
            path.write_text(f"{CURATOR_EMAIL}\n{password}\n")
        self.say(f"A first curator may sign in at /admin/ as {CURATOR_EMAIL} with the password {password}")
        self.say(f"This is said once; it is kept in {path}. The desk then asks to set up a second factor.")

    def collect_static_files(self) -> None:
        stamp = stamps.of_static_files()
        if not stamp.is_current():
            self.say("Collecting static files …")
            call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=PARTS)
            stamp.keep()
