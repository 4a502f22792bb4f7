"""Every limit is met at its edge: the most that is allowed passes, and one more is refused where it is broken."""

from __future__ import annotations

from typing import Any

import pytest

from bot.localdiscord.command_limits import check_commands
from bot.localdiscord.component_limits import check_modal
from bot.localdiscord.errors import ApiError
from bot.localdiscord.limits import check_choices, check_files, check_message
from bot.localdiscord.world import COMPONENTS_V2

Json = dict[str, Any]


def row(*children: Json) -> Json:
    return {"type": 1, "components": list(children)}


def button(**changes: Any) -> Json:
    return {"type": 2, "style": 1, "label": "Go", "custom_id": "go"} | changes


def select(**changes: Any) -> Json:
    return {"type": 3, "custom_id": "pick", "options": [{"label": "A", "value": "a"}]} | changes


def options(number: int) -> list[Json]:
    return [{"label": f"{one}", "value": f"{one}"} for one in range(number)]


def text(length: int) -> Json:
    return {"type": 10, "content": "x" * length}


def embed(**parts: Any) -> Json:
    return {"embeds": [{"title": "T"} | parts]}


def field(name: int = 1, value: int = 1) -> Json:
    return {"name": "n" * name, "value": "v" * value}


def layout(*components: Json) -> Json:
    return {"components": list(components), "flags": COMPONENTS_V2}


def where(errors: Json | None, path: str = "") -> list[str]:
    """The paths of all faults."""
    found: list[str] = []
    for key, inner in (errors or {}).items():
        if key == "_errors":
            found.append(path)
        else:
            found += where(inner, f"{path}.{key}".lstrip("."))
    return found


def faults(body: Json, files: int = 0) -> list[str]:
    try:
        check_message(body, files=files, new=True)
    except ApiError as error:
        return where(error.errors) or [str(error.code)]
    return []


MESSAGES: list[tuple[Json, Json, str]] = [
    ({"content": "x" * 2000}, {"content": "x" * 2001}, "content"),
    ({"content": f"  {'x' * 2000}  "}, {"content": " "}, "50006"),
    ({"embeds": [{"title": "T"}] * 10}, {"embeds": [{"title": "T"}] * 11}, "embeds"),
    (embed(title="x" * 256), embed(title="x" * 257), "embeds.0.title"),
    (embed(description="x" * 4096), embed(description="x" * 4097), "embeds.0.description"),
    (embed(fields=[field()] * 25), embed(fields=[field()] * 26), "embeds.0.fields"),
    (embed(fields=[field(256)]), embed(fields=[field(257)]), "embeds.0.fields.0.name"),
    (embed(fields=[field(1, 1024)]), embed(fields=[field(1, 1025)]), "embeds.0.fields.0.value"),
    (embed(fields=[field()]), embed(fields=[field(0)]), "embeds.0.fields.0.name"),
    (embed(footer={"text": "x" * 2048}), embed(footer={"text": "x" * 2049}), "embeds.0.footer.text"),
    (embed(author={"name": "x" * 256}), embed(author={"name": "x" * 257}), "embeds.0.author.name"),
    (
        {"embeds": [{"description": "x" * 3000}] * 2},
        {"embeds": [{"description": "x" * 3000}] * 2 + [{"title": "x"}]},
        "embeds",
    ),
    (embed(url="https://example.org"), embed(url="ftp://example.org"), "embeds.0.url"),
    (embed(image={"url": "attachment://a.png"}), embed(image={"url": "a.png"}), "embeds.0.image.url"),
    (embed(color=0xFFFFFF), embed(color=0x1000000), "embeds.0.color"),
    (embed(timestamp="2017-07-10T12:00:00+00:00"), embed(timestamp="yesterday"), "embeds.0.timestamp"),
    ({"embeds": [{"fields": [field()]}]}, {"embeds": [{"color": 1}]}, "embeds.0.description"),
    ({"content": "x", "nonce": "n" * 25}, {"content": "x", "nonce": "n" * 26}, "nonce"),
    (
        {"content": "x", "allowed_mentions": {"parse": ["roles"], "users": ["1"]}},
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        "allowed_mentions",
    ),
    (
        {"content": "x", "allowed_mentions": {"roles": ["1"] * 100}},
        {"content": "x", "allowed_mentions": {"roles": ["1"] * 101}},
        "allowed_mentions.roles",
    ),
    (
        {"content": "x", "allowed_mentions": {"parse": ["everyone"]}},
        {"content": "x", "allowed_mentions": {"parse": ["here"]}},
        "allowed_mentions.parse.0",
    ),
    ({"content": "x", "flags": 64}, {"content": "x", "flags": 1 << 7}, "flags"),
    (
        {"components": [row(button(custom_id=f"{one}")) for one in range(5)]},
        {"components": [row(button(custom_id=f"{one}")) for one in range(6)]},
        "components",
    ),
    (
        {"components": [row(*(button(custom_id=f"{one}") for one in range(5)))]},
        {"components": [row(*(button(custom_id=f"{one}") for one in range(6)))]},
        "components.0.components",
    ),
    (
        {"components": [row(button(custom_id="a"), button(custom_id="b"))]},
        {"components": [row(button(), button())]},
        "components",
    ),
    (
        {"components": [row(button(label="x" * 80))]},
        {"components": [row(button(label="x" * 81))]},
        "components.0.components.0.label",
    ),
    (
        {"components": [row(button(custom_id="x" * 100))]},
        {"components": [row(button(custom_id="x" * 101))]},
        "components.0.components.0.custom_id",
    ),
    (
        {"components": [row({"type": 2, "style": 5, "label": "Go", "url": "https://a.b"})]},
        {"components": [row({"type": 2, "style": 5, "label": "Go", "url": "https://a.b/" + "x" * 512})]},
        "components.0.components.0.url",
    ),
    (
        {"components": [row(button(label="", emoji={"name": "⚽"}))]},
        {"components": [row(button(label=""))]},
        "components.0.components.0",
    ),
    (
        {"components": [row(select(options=options(25)))]},
        {"components": [row(select(options=options(26)))]},
        "components.0.components.0.options",
    ),
    (
        {"components": [row(select(placeholder="x" * 150))]},
        {"components": [row(select(placeholder="x" * 151))]},
        "components.0.components.0.placeholder",
    ),
    (
        {"components": [row(select(options=[{"label": "x" * 100, "value": "x" * 100}]))]},
        {"components": [row(select(options=[{"label": "x" * 101, "value": "x"}]))]},
        "components.0.components.0.options.0.label",
    ),
    (
        {"components": [row(select(options=[{"label": "x", "value": "x" * 100, "description": "x" * 100}]))]},
        {"components": [row(select(options=[{"label": "x", "value": "x" * 101}]))]},
        "components.0.components.0.options.0.value",
    ),
    (
        {"components": [row(select(options=[{"label": "x", "value": "x", "description": "x" * 100}]))]},
        {"components": [row(select(options=[{"label": "x", "value": "x", "description": "x" * 101}]))]},
        "components.0.components.0.options.0.description",
    ),
    (
        {"components": [row(select(min_values=0, max_values=25))]},
        {"components": [row(select(min_values=0, max_values=26))]},
        "components.0.components.0.max_values",
    ),
    (
        {"components": [row(select(options=options(2)))]},
        {"components": [row(select(options=[*options(1), *options(1)]))]},
        "components.0.components.0.options",
    ),
    ({"components": [row(select())]}, {"components": [row(select(), button())]}, "components.0.components"),
    ({"components": [row(button())]}, {"components": [text(5)]}, "components.0.type"),
    (layout(*[text(1)] * 40), layout(*[text(1)] * 41), "components"),
    (layout(text(4000)), layout(text(4000), text(1)), "components"),
    (
        layout({"type": 17, "components": [text(1)]}),
        layout({"type": 17, "components": [button()]}),
        "components.0.components.0.type",
    ),
    (
        layout({"type": 9, "components": [text(1)], "accessory": button()}),
        layout({"type": 9, "components": [text(1)] * 4, "accessory": button()}),
        "components.0.components",
    ),
    (
        layout({"type": 12, "items": [{"media": {"url": "https://a.b"}}] * 10}),
        layout({"type": 12, "items": [{"media": {"url": "https://a.b"}}] * 11}),
        "components.0.items",
    ),
    (layout(text(1)), layout(text(1)) | {"content": "x"}, "content"),
]


@pytest.mark.parametrize(
    ("good", "bad", "path"), MESSAGES, ids=[f"{n}-{row[2]}" for n, row in enumerate(MESSAGES)]
)
def test_messages_are_held_to_discords_limits(good: Json, bad: Json, path: str) -> None:
    assert faults(good) == []
    assert path in faults(bad)


def test_ten_files_are_taken_and_ten_mebibytes_each() -> None:
    assert faults({}, files=10) == []
    assert faults({}, files=11) == ["files"]
    check_files([10 * 1024 * 1024])
    with pytest.raises(ApiError) as refused:
        check_files([10 * 1024 * 1024 + 1])
    assert refused.value.code == 40005


def test_the_tree_of_errors_has_discords_shape() -> None:
    with pytest.raises(ApiError) as refused:
        check_message({"content": "x" * 2001}, files=0, new=True)
    assert refused.value.body == {
        "message": "Invalid Form Body",
        "code": 50035,
        "errors": {
            "content": {
                "_errors": [{"code": "BASE_TYPE_MAX_LENGTH", "message": "Must be 2000 or fewer in length."}]
            }
        },
    }


def modal(*components: Json, **changes: Any) -> Json:
    return {"title": "Form", "custom_id": "form", "components": list(components)} | changes


def label(component: Json, **changes: Any) -> Json:
    return {"type": 18, "label": "Text", "component": component} | changes


def entry(**changes: Any) -> Json:
    return {"type": 4, "custom_id": "text", "style": 1} | changes


MODALS: list[tuple[Json, Json, str]] = [
    (modal(label(entry()), title="x" * 45), modal(label(entry()), title="x" * 46), "data.title"),
    (
        modal(label(entry()), custom_id="x" * 100),
        modal(label(entry()), custom_id="x" * 101),
        "data.custom_id",
    ),
    (
        modal(*(label(entry(custom_id=f"{one}")) for one in range(5))),
        modal(*(label(entry(custom_id=f"{one}")) for one in range(6))),
        "data.components",
    ),
    (modal(label(entry())), modal(), "data.components"),
    (modal(label(entry(), label="x" * 45)), modal(label(entry(), label="x" * 46)), "data.components.0.label"),
    (
        modal(label(entry(), description="x" * 100)),
        modal(label(entry(), description="x" * 101)),
        "data.components.0.description",
    ),
    (
        modal(label(entry(max_length=4000))),
        modal(label(entry(max_length=4001))),
        "data.components.0.component.max_length",
    ),
    (
        modal(label(entry(value="x" * 4000))),
        modal(label(entry(value="x" * 4001))),
        "data.components.0.component.value",
    ),
    (
        modal(label(entry(value="x" * 10, max_length=10))),
        modal(label(entry(value="x" * 11, max_length=10))),
        "data.components.0.component.value",
    ),
    (
        modal(label(entry(placeholder="x" * 100))),
        modal(label(entry(placeholder="x" * 101))),
        "data.components.0.component.placeholder",
    ),
    (modal(label(select())), modal(label(button())), "data.components.0.component.type"),
    (
        modal(label({"type": 19, "custom_id": "f", "max_values": 10})),
        modal(label({"type": 19, "custom_id": "f", "max_values": 11})),
        "data.components.0.component.max_values",
    ),
    (
        modal(label({"type": 22, "custom_id": "f", "options": options(10)})),
        modal(label({"type": 22, "custom_id": "f", "options": options(11)})),
        "data.components.0.component.options",
    ),
    (
        modal(row(entry(label="x" * 45))),
        modal(row(entry(label="x" * 46))),
        "data.components.0.components.0.label",
    ),
    (modal(text(5), label(entry())), modal(row(button())), "data.components.0.components.0.type"),
]


@pytest.mark.parametrize(
    ("good", "bad", "path"), MODALS, ids=[f"{n}-{row[2]}" for n, row in enumerate(MODALS)]
)
def test_forms_are_held_to_discords_limits(good: Json, bad: Json, path: str) -> None:
    check_modal(good)
    with pytest.raises(ApiError) as refused:
        check_modal(bad)
    assert path in where(refused.value.errors)


def command(**changes: Any) -> Json:
    return {"type": 1, "name": "status", "description": "Shows it"} | changes


def option(**changes: Any) -> Json:
    return {"type": 3, "name": "player", "description": "Who"} | changes


def long_options(count: int, about: Json, **changes: Any) -> list[Json]:
    return [option(name=f"o{one}", description_localizations=about, **changes) for one in range(count)]


COMMANDS: list[tuple[list[Json], list[Json], str]] = [
    ([command(name="x" * 32)], [command(name="x" * 33)], "0.name"),
    ([command(name="as-of")], [command(name="As-Of")], "0.name"),
    ([command(description="x" * 100)], [command(description="x" * 101)], "0.description"),
    (
        [command(name_localizations={"es-ES": "estado", "sv-SE": "läge"})],
        [command(name_localizations={"es-ES": "Estado"})],
        "0.name_localizations.es-ES",
    ),
    (
        [command(description_localizations={"de": "x" * 100})],
        [command(description_localizations={"de": "x" * 101})],
        "0.description_localizations.de",
    ),
    (
        [command(description_localizations={"es-ES": "x"})],
        [command(description_localizations={"es": "x"})],
        "0.description_localizations.es",
    ),
    (
        [command(options=[option(name_localizations={"fr": "x" * 32})])],
        [command(options=[option(name_localizations={"fr": "x" * 33})])],
        "0.options.0.name_localizations.fr",
    ),
    (
        [command(type=3, name="Add", description="", name_localizations={"fr": "x" * 32})],
        [command(type=3, name="Add", description="", name_localizations={"fr": "x" * 33})],
        "0.name_localizations.fr",
    ),
    (
        [
            command(
                options=[
                    option(choices=[{"name": "a", "value": "a", "name_localizations": {"de": "x" * 100}}])
                ]
            )
        ],
        [
            command(
                options=[
                    option(choices=[{"name": "a", "value": "a", "name_localizations": {"de": "x" * 101}}])
                ]
            )
        ],
        "0.options.0.choices.0.name_localizations.de",
    ),
    (
        [command(options=long_options(25, {"de": "x" * 100, "fr": "x" * 100}))],
        [
            command(
                options=long_options(
                    25, {"de": "x" * 100}, choices=[{"name": "x" * 60, "value": "x" * 60}] * 2
                )
            )
        ],
        "0",
    ),
    ([command(), command(type=3, description="")], [command(), command()], "1.name"),
    ([command(type=3, name="Add as rumour", description="")], [command(type=3)], "0.description"),
    (
        [command(options=[option(name=f"o{one}") for one in range(25)])],
        [command(options=[option(name=f"o{one}") for one in range(26)])],
        "0.options",
    ),
    (
        [command(options=[option(required=True), option(name="club")])],
        [command(options=[option(), option(name="club", required=True)])],
        "0.options.1",
    ),
    ([command(options=[option()])], [command(options=[option(), option()])], "0.options.1.name"),
    (
        [command(options=[option(choices=[{"name": f"{n}", "value": f"{n}"} for n in range(25)])])],
        [command(options=[option(choices=[{"name": f"{n}", "value": f"{n}"} for n in range(26)])])],
        "0.options.0.choices",
    ),
    (
        [command(options=[option(choices=[{"name": "x" * 100, "value": "x" * 100}])])],
        [command(options=[option(choices=[{"name": "x" * 101, "value": "x"}])])],
        "0.options.0.choices.0.name",
    ),
    (
        [command(options=[option(autocomplete=True)])],
        [command(options=[option(autocomplete=True, choices=[{"name": "a", "value": "a"}])])],
        "0.options.0.autocomplete",
    ),
    (
        [command(options=[option(type=2, name="g", options=[option(type=1, name="s")])])],
        [command(options=[option(type=2, name="g", options=[option(type=2, name="s")])])],
        "0.options.0.options.0.type",
    ),
    (
        [command(options=[option(type=1, name="s")])],
        [command(options=[option(type=1, name="s"), option(name="t")])],
        "0.options",
    ),
    (
        [command(options=[option(max_length=6000)])],
        [command(options=[option(max_length=6001)])],
        "0.options.0.max_length",
    ),
    (
        [command()],
        [
            command(
                options=[
                    option(
                        name=f"o{one}",
                        description="x" * 100,
                        choices=[{"name": f"{n}" * 20, "value": "x" * 100} for n in range(4)],
                    )
                    for one in range(20)
                ]
            )
        ],
        "0",
    ),
]


@pytest.mark.parametrize(
    ("good", "bad", "path"), COMMANDS, ids=[f"{n}-{row[2]}" for n, row in enumerate(COMMANDS)]
)
def test_commands_are_held_to_discords_limits(good: list[Json], bad: list[Json], path: str) -> None:
    check_commands(good)
    with pytest.raises(ApiError) as refused:
        check_commands(bad)
    assert path in where(refused.value.errors)


def test_a_scope_takes_a_hundred_slash_commands_and_fifteen_menus() -> None:
    check_commands([command(name=f"c{one}") for one in range(100)])
    check_commands([command(type=3, name=f"m{one}", description="") for one in range(15)])
    for too_many in (
        [command(name=f"c{one}") for one in range(101)],
        [command(type=3, name=f"m{one}", description="") for one in range(16)],
    ):
        with pytest.raises(ApiError) as refused:
            check_commands(too_many)
        assert refused.value.code == 30032


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ([{"name": "x", "value": "x"}] * 25, [{"name": "x", "value": "x"}] * 26),
        ([{"name": "x" * 100, "value": "x" * 100}], [{"name": "x" * 101, "value": "x"}]),
        ([{"name": "x", "value": 1}], [{"name": "x", "value": ""}]),
        ([], [{"name": "", "value": "x"}]),
    ],
)
def test_choices_are_held_to_discords_limits(good: list[Json], bad: list[Json]) -> None:
    check_choices({"choices": good})
    with pytest.raises(ApiError) as refused:
        check_choices({"choices": bad})
    assert refused.value.code == 50035
