"""Discord's documented limits of components in messages and of forms (page "Component Reference")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.localdiscord.forms import Form
from bot.localdiscord.posting import walk_components
from bot.localdiscord.wire import array, part

if TYPE_CHECKING:
    from bot.localdiscord.forms import Path
    from bot.localdiscord.wire import Json

# Page "Component Reference": the lead ("Messages allow up to 40 total components") and each component's table
COMPONENTS = 40
ROWS = 5
BUTTONS_IN_ROW = 5
CUSTOM_ID = 100
BUTTON_LABEL = 80
LINK = 512
OPTIONS = 25
OPTION = 100
PLACEHOLDER = 150
CHOSEN = 25
GALLERY = 10
SECTION_TEXTS = 3
DESCRIPTION_OF_MEDIA = 1024
# The page "Component Reference", Text Display, gives no number: this one is in discord.py, LayoutView.content_length
TEXT = 4000
# Page "Component Reference": Text Input, Label, File Upload, Radio Group, Checkbox Group
INPUT = 4000
INPUT_PLACEHOLDER = 100
LABEL = 45
LABEL_DESCRIPTION = 100
UPLOADS = 10
GROUP = 10
# Page "Receiving and Responding", Modal
MODAL_TITLE = 45
MODAL_COMPONENTS = 5

# Page "Component Reference": Component Types, Button Styles
ROW, BUTTON, STRING_SELECT, TEXT_INPUT = 1, 2, 3, 4
SECTION, TEXT_DISPLAY, THUMBNAIL, MEDIA_GALLERY, FILE, SEPARATOR, CONTAINER = 9, 10, 11, 12, 13, 14, 17
MODAL_LABEL, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 18, 19, 21, 22, 23
SELECTS = {STRING_SELECT, 5, 6, 7, 8}
LINK_BUTTON, PREMIUM_BUTTON = 5, 6

_TOP_MODERN = {ROW, SECTION, TEXT_DISPLAY, MEDIA_GALLERY, FILE, SEPARATOR, CONTAINER}
_IN_CONTAINER = _TOP_MODERN - {CONTAINER}
_IN_LABEL = SELECTS | {TEXT_INPUT, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX}


def check_components(form: Form, components: list[Json], *, modern: bool) -> None:
    """Check a message's components; ``modern`` is the flag IS_COMPONENTS_V2."""
    if not modern:
        form.length(("components",), components, ROWS)
    total = list(walk_components(components))
    if len(total) > COMPONENTS:
        form.fault(
            ("components",), "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", f"The maximum is {COMPONENTS}."
        )
    text = sum(len(one.get("content") or "") for one in total if one.get("type") == TEXT_DISPLAY)
    if text > TEXT:
        form.fault(("components",), "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", f"The maximum is {TEXT}.")
    for index, component in enumerate(components):
        path = ("components", index)
        if form.one_of((*path, "type"), component.get("type"), _TOP_MODERN if modern else {ROW}):
            _check_placed(form, path, component)


def check_custom_ids(form: Form, components: list[Json], root: Path = ("components",)) -> None:
    """Note a fault if two components have the same ``custom_id``."""
    ids = [component["custom_id"] for component in walk_components(components) if component.get("custom_id")]
    if len(ids) != len(set(ids)):
        form.fault(root, "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")


def _check_placed(form: Form, path: Path, component: Json) -> None:
    match component["type"]:
        case 1:
            _check_row(form, path, array(component, "components"))
        case 9:
            _check_section(form, path, component)
        case 10:
            form.length((*path, "content"), component.get("content") or "", TEXT, 1)
        case 12:
            _check_gallery(form, path, array(component, "items"))
        case 17:
            for index, child in enumerate(array(component, "components")):
                at = (*path, "components", index)
                if form.one_of((*at, "type"), child.get("type"), _IN_CONTAINER):
                    _check_placed(form, at, child)
        case _:
            pass


def _check_gallery(form: Form, path: Path, items: list[Json]) -> None:
    form.length((*path, "items"), items, GALLERY, 1)
    for index, item in enumerate(items):
        form.length((*path, "items", index, "description"), item.get("description"), DESCRIPTION_OF_MEDIA)


def _check_section(form: Form, path: Path, section: Json) -> None:
    texts = array(section, "components")
    form.length((*path, "components"), texts, SECTION_TEXTS, 1)
    for index, text in enumerate(texts):
        if form.one_of((*path, "components", index, "type"), text.get("type"), {TEXT_DISPLAY}):
            _check_placed(form, (*path, "components", index), text)
    accessory = part(section, "accessory")
    kind_known = form.one_of((*path, "accessory", "type"), accessory.get("type"), {BUTTON, THUMBNAIL})
    if kind_known and accessory["type"] == BUTTON:
        _check_button(form, (*path, "accessory"), accessory)


def _check_row(form: Form, path: Path, children: list[Json]) -> None:
    form.length((*path, "components"), children, BUTTONS_IN_ROW, 1)
    if len(children) > 1 and any(child.get("type") in SELECTS for child in children):
        form.fault(
            (*path, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "A select menu fills a row by itself."
        )
    for index, child in enumerate(children):
        at = (*path, "components", index)
        if not form.one_of((*at, "type"), child.get("type"), SELECTS | {BUTTON}):
            continue
        if child["type"] == BUTTON:
            _check_button(form, at, child)
        else:
            check_select(form, at, child)


def _check_custom_id(form: Form, path: Path, component: Json) -> None:
    if form.required((*path, "custom_id"), component.get("custom_id")):
        form.length((*path, "custom_id"), component["custom_id"], CUSTOM_ID, 1)


def _check_button(form: Form, path: Path, button: Json) -> None:
    form.length((*path, "label"), button.get("label"), BUTTON_LABEL)
    if not form.one_of((*path, "style"), button.get("style"), {1, 2, 3, 4, LINK_BUTTON, PREMIUM_BUTTON}):
        return
    if button["style"] == PREMIUM_BUTTON:
        form.required((*path, "sku_id"), button.get("sku_id"))
        return
    if not button.get("label") and not button.get("emoji"):
        form.fault(path, "BUTTON_COMPONENT_INVALID", "A button must have a label or an emoji.")
    if button["style"] == LINK_BUTTON:
        if form.required((*path, "url"), button.get("url")):
            form.length((*path, "url"), button["url"], LINK)
            form.web_address((*path, "url"), button["url"], "http", "https", "discord")
        if button.get("custom_id"):
            form.fault(
                (*path, "custom_id"), "BUTTON_COMPONENT_CUSTOM_ID_LINK", "A link button has no custom id."
            )
    else:
        _check_custom_id(form, path, button)


def check_select(form: Form, path: Path, select: Json) -> None:
    """Check a select menu of any type, in a message or in a form."""
    _check_custom_id(form, path, select)
    form.length((*path, "placeholder"), select.get("placeholder"), PLACEHOLDER)
    form.number((*path, "min_values"), select.get("min_values"), 0, CHOSEN)
    form.number((*path, "max_values"), select.get("max_values"), 1, CHOSEN)
    if select["type"] == STRING_SELECT:
        _check_options(form, path, select, OPTIONS)


def _check_options(form: Form, path: Path, component: Json, most: int) -> None:
    options = array(component, "options")
    form.length((*path, "options"), options, most, 1)
    for index, option in enumerate(options):
        at = (*path, "options", index)
        form.length((*at, "label"), option.get("label") or "", OPTION, 1)
        form.length((*at, "value"), option.get("value") or "", OPTION, 1)
        form.length((*at, "description"), option.get("description"), OPTION)
    values = [option.get("value") for option in options]
    if len(values) != len(set(values)):
        form.fault(
            (*path, "options"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "Option values must be unique."
        )


def check_modal(modal: Json) -> None:
    """Check a form that an interaction is answered with.

    Raises:
        ApiError: 50035 for a broken limit.
    """
    form = Form()
    form.length(("data", "title"), modal.get("title") or "", MODAL_TITLE, 1)
    form.length(("data", "custom_id"), modal.get("custom_id") or "", CUSTOM_ID, 1)
    components = array(modal, "components")
    form.length(("data", "components"), components, MODAL_COMPONENTS, 1)
    for index, component in enumerate(components):
        path = ("data", "components", index)
        match component.get("type"):
            case 1:
                _check_old_row(form, path, array(component, "components"))
            case 18:
                _check_label(form, path, component)
            case kind:
                form.one_of((*path, "type"), kind, {ROW, TEXT_DISPLAY, MODAL_LABEL})
    check_custom_ids(form, components, ("data", "components"))
    form.finish()


def _check_old_row(form: Form, path: Path, children: list[Json]) -> None:
    # The older shape: a row with one text input that carries its own label.
    form.length((*path, "components"), children, 1, 1)
    for index, child in enumerate(children):
        at = (*path, "components", index)
        if form.one_of((*at, "type"), child.get("type"), {TEXT_INPUT}):
            form.length((*at, "label"), child.get("label") or "", LABEL, 1)
            _check_field(form, at, child)


def _check_label(form: Form, path: Path, label: Json) -> None:
    form.length((*path, "label"), label.get("label") or "", LABEL, 1)
    form.length((*path, "description"), label.get("description"), LABEL_DESCRIPTION)
    child = part(label, "component")
    if form.one_of((*path, "component", "type"), child.get("type"), _IN_LABEL):
        _check_field(form, (*path, "component"), child)


def _check_field(form: Form, path: Path, field: Json) -> None:
    match field["type"]:
        case 4:
            form.number((*path, "min_length"), field.get("min_length"), 0, INPUT)
            form.number((*path, "max_length"), field.get("max_length"), 1, INPUT)
            # What is filled in beforehand must be what the user could send.
            form.length((*path, "value"), field.get("value"), field.get("max_length") or INPUT)
            form.length((*path, "placeholder"), field.get("placeholder"), INPUT_PLACEHOLDER)
            form.one_of((*path, "style"), field.get("style"), {1, 2})
        case 19:
            form.number((*path, "min_values"), field.get("min_values"), 0, UPLOADS)
            form.number((*path, "max_values"), field.get("max_values"), 1, UPLOADS)
        case 21 | 22:
            _check_options(form, path, field, GROUP)
        case 23:
            pass
        case _:
            check_select(form, path, field)
            return
    _check_custom_id(form, path, field)
