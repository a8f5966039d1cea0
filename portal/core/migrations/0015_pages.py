"""Texts that curators edit, with their versions."""

from portal.core import migrating


class Migration(migrating.Migration):

    dependencies = [("core", "0014_saved_searches")]

    operations = []
