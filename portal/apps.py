from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """Django's admin with the curators' desk as its site."""

    default_site = "portal.site.admin_site.Desk"
