"""Which outlets and reporters a text names. A word that is also an ordinary one counts only where it attributes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.reading import clubs, reporters, unlisted
from bot.reading.attribution import OutletMention, attributes
from bot.reading.data import table
from bot.reading.gazetteer import Gazetteer
from bot.reading.handles import find_handles, key_of
from bot.reading.name_lists import is_english
from bot.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.reading.gazetteer import Match
    from bot.reading.handles import Handle
    from bot.reading.tokens import Token

__all__ = ["UNKNOWN_TIER", "OutletMention", "find_outlets", "gazetteer", "tier"]

UNKNOWN_TIER = 4


@dataclass(frozen=True, slots=True)
class _Outlet:
    name: str
    weak: bool
    is_reporter: bool


def _entries() -> Iterator[tuple[str, _Outlet]]:
    for outlet in table("outlets.toml")["outlet"]:
        if outlet["kind"] == "club site":
            continue
        weak = outlet.get("weak", ())  # the outlet's own name may be among them: "Sport", "Record"
        is_reporter = outlet["kind"] == "reporter"
        is_sure = _Outlet(outlet["name"], weak=False, is_reporter=is_reporter)
        is_weak = _Outlet(outlet["name"], weak=True, is_reporter=is_reporter)
        for name in (*weak, outlet["name"], *outlet.get("aka", ())):
            yield name, is_weak if name in weak else is_sure
            if not is_reporter and _is_written_small(name):
                yield name.lower(), is_weak  # as posts write it


_SMALL_MIN = 4


def _is_written_small(name: str) -> bool:
    """True for one word that posts write in lower case without its being a word of English: "kicker"."""
    return name.isalpha() and len(name) >= _SMALL_MIN and not is_english(name.lower())


@cache
def gazetteer() -> Gazetteer[_Outlet]:
    """All names of outlets and reporters."""
    return Gazetteer(_entries())


@cache
def _keys() -> Mapping[str, str]:
    """Names as handles have them; a reporter also by his surname alone ("@DiMarzio")."""
    found: dict[str, str] = {}
    surnames: dict[str, str] = {}
    for outlet in table("outlets.toml")["outlet"]:
        if outlet["kind"] == "club site":
            continue
        for name in (outlet["name"], *outlet.get("aka", ()), *outlet.get("handles", ())):
            found.setdefault(key_of(name), outlet["name"])
        if outlet["kind"] == "reporter":
            key = key_of(outlet["name"].partition(" ")[2])
            surnames[key] = "" if key in surnames else outlet["name"]
    return {**{key: name for key, name in surnames.items() if name}, **found}


def outlet_named(name: str) -> str | None:
    """The listed outlet or reporter who goes by a name or a handle; None: none does."""
    return _keys().get(key_of(name.removeprefix("@")))


_PLATFORMS = frozenset(
    "bsky bsky.app facebook fixupx fixvx fxbsky fxtwitter instagram linkedin mastodon reddit t.me telegram telegra "
    "threads tiktok tumblr twitch twitter vxtwitter wordpress blogspot medium substack youtu youtube x".split()
)
"""Where everybody publishes: their hosts tell nothing of who says it."""
_ENDS = frozenset(
    "com org net eu tv info ar at au be br ch cl co cz de dk es fi fr gr hr hu ie it mx nl no pl pt ro rs se tr uk"
    " us".split()
)
"""How hosts of outlets end; where names cost nothing, anybody may have one."""
_LEAST_HOST = 3


def outlet_at(host: str) -> str | None:
    """The listed outlet whose site a host is, by its name: "www.skysports.com" is Sky Sports; None: none that is known.

    Only the name that somebody had to register counts, so nobody is an outlet by a page of his own elsewhere.
    """
    labels = host.casefold().removesuffix(".").split(".")
    ends = 2 if len(labels) > 2 and labels[-2] in ("co", "com", "org", "net") else 1  # noqa: PLR2004 - "co.uk" of three
    name = labels[-1 - ends] if len(labels) > ends else ""
    if len(name) < _LEAST_HOST or name in _PLATFORMS or labels[-1] not in _ENDS:
        return None
    keys = (name.replace("-", ""), name.replace("-", "").removeprefix("the"), f"the{name.replace('-', '')}")
    return next((_keys()[key] for key in keys if key in _keys()), None)


@cache
def _tiers() -> dict[str, int]:
    outlets = table("outlets.toml")["outlet"]
    return {name: outlet["tier"] for outlet in outlets for name in (*outlet.get("aka", ()), outlet["name"])}


def tier(name: str | None) -> int:
    """The default reliability of a source, 1 best to 4 gossip; an unknown one is 4."""
    return _tiers().get(name or "", UNKNOWN_TIER)


@cache
def _names() -> dict[str, str]:
    """The names of outlets and reporters by every form that is listed, folded."""
    outlets = table("outlets.toml")["outlet"]
    return {
        fold(one): outlet["name"] for outlet in outlets for one in (*outlet.get("aka", ()), outlet["name"])
    }


def known_as(typed: str) -> str | None:
    """The name under which a source is listed; None: it is not."""
    return _names().get(fold(typed))


def names_like(typed: str, most: int = 25) -> list[str]:
    """The listed sources with a word that begins as what is typed."""
    begun = f" {fold(typed)}"
    return list(dict.fromkeys(name for key, name in _names().items() if begun in f" {key}"))[:most]


def _of_handle(tokens: Sequence[Token], handle: Handle) -> str | None:
    """Whom a handle stands for: somebody listed, or whoever it names if it attributes."""
    known = next((_keys()[key] for key in handle.keys if key in _keys()), None)
    if handle.sign == "#" or known:
        return known if handle.sign == "@" else None
    is_name = any(word[0].isupper() for word in handle.words) and all(word.isalpha() for word in handle.words)
    if not is_name or clubs.club_of(handle) or not attributes(tokens, handle.start, handle.end):
        return None
    return " ".join(handle.words)


def _listed(tokens: Sequence[Token]) -> Iterator[tuple[OutletMention, bool]]:
    """The outlets of the list, each with whether it is a reporter."""
    place = 0
    while place < len(tokens):
        match = gazetteer().at(tokens, place)
        if match is not None and _counts(tokens, match):
            end = match.end if match.value.is_reporter else _with_edition(tokens, match.end)
            yield OutletMention(match.start, end, match.value.name), match.value.is_reporter
            place = end
        else:  # "The News" may not count, but within it "News of the World" may
            place += 1


_EDITIONS = frozenset(
    "africa arabia argentina asia australia austria brasil brazil britain deportes deportivo deutschland "
    "digital espana europe football france germany india international ireland italia italy live mena "
    "mexico news online plus portugal radio scotland sport sports turkey tv uk us usa".split()
)
"""Words by which an outlet names its editions and channels: no player is called so right behind it."""


def _with_edition(tokens: Sequence[Token], end: int) -> int:
    """Where an outlet's name ends with the edition or channel that follows it: "Sky Sports Italia"."""
    while end < len(tokens) and tokens[end].is_capital and tokens[end].low in _EDITIONS:
        end += 1
    return end


def _counts(tokens: Sequence[Token], match: Match[_Outlet]) -> bool:
    return not match.value.weak or attributes(tokens, match.start, match.end)


def find_outlets(tokens: Sequence[Token]) -> list[OutletMention]:
    """The outlets and reporters among the tokens of a text, in order.

    Listed ones, handles that attribute, reporters whom the text calls so or who stand beside an outlet, and
    outlets that no list has but whose place in the text is an outlet's.
    """
    handles = [(handle, _of_handle(tokens, handle)) for handle in find_handles(tokens)]
    layers = [[OutletMention(handle.start, handle.end, name) for handle, name in handles if name]]
    listed = list(_listed(tokens))
    layers.append([mention for mention, _ in listed])
    outlets = [mention for mention, is_reporter in listed if not is_reporter]
    others = unlisted.find_unlisted(tokens, outlets)
    layers.append(others)
    taken = {
        place for mention in (*layers[0], *outlets, *others) for place in range(mention.start, mention.end)
    }
    persons = [mention for mention, is_reporter in listed if is_reporter]
    persons += [
        OutletMention(found.start, found.end, _keys().get(key_of(found.name), found.name))
        for found in reporters.find_reporters(tokens, [*outlets, *others], taken)
    ]
    layers.append(persons)
    layers.append(list(reporters.by_surname(tokens, persons)))
    return sorted(_without_overlap(layers), key=lambda mention: mention.start)


def _without_overlap(layers: Sequence[Sequence[OutletMention]]) -> Iterator[OutletMention]:
    taken: set[int] = set()
    for layer in layers:
        for mention in layer:
            places = range(mention.start, mention.end)
            if taken.isdisjoint(places):
                taken.update(places)
                yield mention
