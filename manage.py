#!/usr/bin/env python3
"""Django's commands. Without DATABASE_URL the embedded database runs for as long as the command does."""

import os
import sys

from portal import embedded


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
    except ModuleNotFoundError as error:
        sys.exit(f"{error}: use .venv/bin/python, which `make run` creates.")
    try:
        if os.environ.get("DATABASE_URL", "").strip():
            execute_from_command_line(sys.argv)
        else:
            with embedded.Cluster(embedded.state_dir()) as embedded.cluster:
                execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
