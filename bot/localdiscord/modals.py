"""Forms: what a modal asks for, and what filling it in says on the wire."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.localdiscord.component_limits import (
    CHECKBOX,
    CHECKBOX_GROUP,
    FILE_UPLOAD,
    INPUT,
    MODAL_LABEL,
    TEXT_DISPLAY,
    TEXT_INPUT,
)
from bot.localdiscord.components import Choice, chosen_values, option_value
from bot.localdiscord.errors import InvalidOptionError
from bot.localdiscord.posting import numbered, walk_components
from bot.localdiscord.wire import array
from bot.localdiscord.world import Attachment

if TYPE_CHECKING:
    from bot.localdiscord.options import Resolved
    from bot.localdiscord.wire import Json

FieldValue = str | bool | Sequence[Choice | Attachment]
"""What a field is filled with: text, a tick, one chosen label, or a list of choices or files."""

# Page "Component Reference", Text Input Styles
_PARAGRAPH = 2


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form, as a user sees it. ``component`` is Discord's JSON of it."""

    label: str
    description: str
    component: Json

    @property
    def custom_id(self) -> str:
        """The bot's own name for it."""
        return self.component["custom_id"]

    @property
    def required(self) -> bool:
        """True if the form cannot be sent without it: Discord's default for all but a single tick."""
        # The library sends null where nothing was said.
        stated: bool | None = self.component.get("required")
        return self.component["type"] != CHECKBOX if stated is None else stated

    @property
    def is_text(self) -> bool:
        """True for a text input."""
        return self.component["type"] == TEXT_INPUT

    @property
    def many_lines(self) -> bool:
        """True for a text input of more than one line."""
        return self.is_text and self.component.get("style") == _PARAGRAPH

    @property
    def value(self) -> str:
        """The text that is filled in beforehand."""
        return self.component.get("value") or ""

    @property
    def chosen(self) -> list[Choice | Attachment]:
        """The labels of the options that are chosen beforehand (``default``)."""
        return [option["label"] for option in array(self.component, "options") if option.get("default")]

    @property
    def options(self) -> list[str]:
        """The labels to choose from."""
        return [option["label"] for option in array(self.component, "options")]


@dataclass(frozen=True, slots=True)
class Modal:
    """A form that the bot has opened. ``texts`` are what stands in it beside the fields."""

    title: str
    custom_id: str
    fields: list[Field]
    texts: list[str]
    components: list[Json]

    def data(self, values: Mapping[str, FieldValue], resolved: Resolved) -> Json:
        """The interaction's ``data`` for sending the form; fields by their label or ``custom_id``.

        What is left out keeps what the form was opened with.

        Raises:
            InvalidOptionError: a field is unknown, missing, or has a value that the client would not send.
        """
        filled = {self.field(name).custom_id: value for name, value in values.items()}
        told = {
            field.custom_id: _encoded(field, filled.get(field.custom_id), resolved) for field in self.fields
        }
        data: Json = {
            "custom_id": self.custom_id,
            "components": [_submitted(one, told) for one in self.components],
        }
        return data | {"resolved": resolved.data} if resolved.data else data

    def field(self, name: str) -> Field:
        """The field of that label or ``custom_id``.

        Raises:
            InvalidOptionError: the form has none.
        """
        for field in self.fields:
            if name in (field.label, field.custom_id):
                return field
        known = ", ".join(repr(field.label) for field in self.fields)
        raise InvalidOptionError(f"the form {self.title!r} has no field {name!r}; its fields: {known}")


def modal_of(payload: Json) -> Modal:
    """Read the form that an interaction was answered with."""
    # Sent without ids, numbered by Discord, and sent back in the wrappers that it came in (pitfall 6).
    components = numbered(payload["components"])
    fields: list[Field] = []
    for component in components:
        if component["type"] == MODAL_LABEL:
            fields.append(
                Field(component["label"], component.get("description") or "", component["component"])
            )
        else:
            children = array(component, "components")
            fields.extend(Field(child["label"], "", child) for child in children)
    texts = [one["content"] for one in walk_components(components) if one["type"] == TEXT_DISPLAY]
    return Modal(payload["title"], payload["custom_id"], fields, texts, components)


def _submitted(component: Json, told: Mapping[str, Json]) -> Json:
    wrapper: Json = {"type": component["type"], "id": component["id"]}
    if component["type"] == MODAL_LABEL:
        return wrapper | {"component": told[component["component"]["custom_id"]]}
    children = array(component, "components")
    return wrapper | {"components": [told[child["custom_id"]] for child in children]} if children else wrapper


def _encoded(field: Field, value: FieldValue | None, resolved: Resolved) -> Json:
    component = field.component
    told: Json = {"type": component["type"], "id": component["id"], "custom_id": component["custom_id"]}
    match component["type"]:
        case 4:
            return told | {"value": _text(field, field.value if value is None else value)}
        case 23:
            return told | {"value": component.get("default", False) if value is None else bool(value)}
        case 21:
            value = field.chosen if value is None else value
            chosen = [
                option_value(component, one) for one in _several(field, value, 1) if isinstance(one, str)
            ]
            return told | {"value": chosen[0] if chosen else None}
        case _:
            value = field.chosen if value is None and field.chosen else value
            return told | {"values": _values(field, value, resolved)}


def _text(field: Field, value: FieldValue) -> str:
    if not isinstance(value, str):
        raise InvalidOptionError(f"the field {field.label!r} takes text, not {value!r}")
    low = field.component.get("min_length") or (1 if field.required else 0)
    high = field.component.get("max_length") or INPUT
    if not field.required and not value:
        return value
    if not low <= len(value) <= high:
        raise InvalidOptionError(
            f"the field {field.label!r} takes {low} to {high} characters, not {len(value)}"
        )
    return value


def _several(field: Field, value: FieldValue | None, most: int) -> list[Choice | Attachment]:
    if value is None or isinstance(value, bool):
        chosen: list[Choice | Attachment] = []
    else:
        chosen = [value] if isinstance(value, str) else list(value)
    if field.required and not chosen:
        raise InvalidOptionError(f"the field {field.label!r} must be filled in")
    if len(chosen) > most:
        raise InvalidOptionError(f"the field {field.label!r} takes at most {most}")
    return chosen


def _values(field: Field, value: FieldValue | None, resolved: Resolved) -> list[str]:
    component = field.component
    if component["type"] == FILE_UPLOAD:
        files = _several(field, value, component.get("max_values") or 1)
        return [resolved.add(one) for one in files if isinstance(one, Attachment)]
    if component["type"] == CHECKBOX_GROUP:
        ticked = _several(field, value, component.get("max_values") or len(field.options))
        return [option_value(component, one) for one in ticked if isinstance(one, str)]
    if value is None:
        value = [str(one["value"]) for one in component.get("options") or () if one.get("default")]
    chosen = _several(field, value, component.get("max_values") or 1)
    choices = [one for one in chosen if not isinstance(one, Attachment)]
    if not choices and not field.required:
        return []
    return chosen_values(component, choices, resolved)
