"""Relations in forms: looked up by typing, never a list of everything, and nothing beside them but what is needed."""

from __future__ import annotations

from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import Field, ModelForm, Script
from django.http import HttpRequest

from portal.core.models import Organisation


class LookUp(AutocompleteSelect):
    known: models.Model | None = None  # what is chosen, where it is in memory: a form of many lines asks for none

    def optgroups(self, name, value, attr=None):
        """A value that cannot be a key is refused by the field; showing it again must not ask the database for it."""
        if self.known and value == [str(self.known.serializable_value(self.field.target_field.attname))]:
            nothing = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
            chosen = self.create_option(name, value[0], self.choices.field.label_from_instance(self.known), True, 1)
            return [(None, [*nothing, chosen], 0)]
        return super().optgroups(name, [each for each in value if self._may_be_key(each)], attr)

    def _may_be_key(self, value: str) -> bool:
        target = self.field.target_field
        if "\0" in value:  # which PostgreSQL's texts cannot hold
            return False
        try:
            target.run_validators(target.to_python(value))
        except ValidationError:
            return False
        return True


def remember_choices(form: ModelForm) -> None:
    """Tell the form's look-ups what its record names, as far as it was read along with the record."""
    for name, field in form.fields.items():
        look_up = getattr(field.widget, "widget", field.widget)
        if isinstance(look_up, LookUp):
            look_up.known = form.instance._state.fields_cache.get(name)


class LooksUp:
    """For admin classes, before Django's own."""

    class Media:
        css = {"all": ["css/desk.css"]}
        js = [Script("js/desk.js", defer=True)]

    def formfield_for_foreignkey(self, db_field: models.ForeignKey, request: HttpRequest, **kwargs) -> Field | None:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", LookUp(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs) -> Field | None:
        """A record's form adds an organisation that is missing; the rest is changed on its own page, and pencils and
        crosses beside every field would be noise."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        wrapper = getattr(field, "widget", None)
        if isinstance(wrapper, RelatedFieldWidgetWrapper):
            wrapper.can_change_related = wrapper.can_delete_related = wrapper.can_view_related = False
            wrapper.can_add_related = wrapper.can_add_related and wrapper.rel.model is Organisation
        return field
