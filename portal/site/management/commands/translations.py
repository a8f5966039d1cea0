"""Keep the interface's translations up to the code, without any tool outside Python."""

from django.core.management.base import BaseCommand, CommandError

from portal.site import translations


class Command(BaseCommand):
    help = (
        "collect: bring locale/ up to what code and templates say; compile: write what is served; "
        "check: list what is missing or wrong, and fail if anything is."
    )
    requires_system_checks = []  # nothing here needs a database

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["collect", "compile", "check"])

    def handle(self, *args, action: str, verbosity: int = 1, **options):
        self.verbosity = verbosity
        getattr(self, action)()

    def collect(self) -> None:
        wanted = translations.source()
        for translation in translations.translations():
            translation.collect(wanted)
        self.say(f"{len(wanted)} messages in {len(translations.translations())} languages.")

    def compile(self) -> None:
        for translation in translations.translations():
            if translation.compile():
                self.say(f"Compiled: {translation.locale}")

    def check(self) -> None:
        wanted = translations.source()
        faults = [f"{each.locale}: {fault}" for each in translations.translations() for fault in each.faults(wanted)]
        for fault in faults:
            self.say(fault)
        if faults:
            raise CommandError(f"{len(faults)} faults; `manage.py translations collect` brings in the new texts.")
        self.say(f"{len(wanted)} messages are complete in every language.")

    def say(self, text: str) -> None:
        if self.verbosity:
            self.stdout.write(text)
