"""What a saga rests on: independent origins, each counted once however many repeat it, and words on record."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.ladder import AGREEMENTS
from bot.model import Certainty, Kind
from bot.speech import say

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from bot.model import Claim
    from bot.sagas.saga import Saga, Told


@dataclass(frozen=True, slots=True)
class Origin:
    """Somebody who said something first: an outlet, or a reporter. ``relays`` are those who repeated it."""

    name: str
    first_on: dt.date
    kinds: tuple[Kind, ...]
    relays: tuple[str, ...]
    url: str | None = None


@dataclass(frozen=True, slots=True)
class OnRecord:
    """Somebody who stands up for what he says: a named person, or a club."""

    name: str
    first_on: dt.date
    is_official: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """Origins in the order in which they spoke, who is on record, and how many articles named no origin."""

    origins: tuple[Origin, ...]
    on_record: tuple[OnRecord, ...]
    unnamed: int


@dataclass(slots=True)
class _Voice:
    first_on: dt.date
    url: str | None
    kinds: dict[Kind, None] = field(default_factory=dict["Kind", None])
    relays: dict[str, None] = field(default_factory=dict[str, None])


def origin_of(told: Told) -> str | None:
    """Who said a reported claim first: the source that the article names, else the outlet that published it."""
    return told.claim.source or told.outlet


def evidence(saga: Saga) -> Evidence:
    """All that a saga rests on. A near copy of an article is no voice of its own, an outlet that passes on a relay."""
    voices: dict[str, _Voice] = {}
    unnamed: set[int] = set()
    for told in saga.told:
        if told.claim.certainty is not Certainty.CLAIMED:
            continue
        name = origin_of(told)
        if name is not None:
            _hear(voices, name, told)
        elif not told.is_copy:
            unnamed.add(told.article_id)
    origins = tuple(
        Origin(name, voice.first_on, tuple(voice.kinds), tuple(voice.relays), voice.url)
        for name, voice in voices.items()
        if not _only_relays(name, voice, voices)
    )
    return Evidence(origins, tuple(_on_record(saga.told)), len(unnamed))


def _hear(voices: dict[str, _Voice], name: str, told: Told) -> None:
    voice = voices.setdefault(name, _Voice(told.said_on, told.url))
    voice.kinds.setdefault(told.claim.kind)
    passed_on = [*told.claim.relays, *([told.outlet] if told.outlet else [])]
    voice.relays.update(dict.fromkeys(relay for relay in passed_on if relay != name))


def _only_relays(name: str, voice: _Voice, voices: dict[str, _Voice]) -> bool:
    """True for an outlet that has said nothing which it had not passed on from another before."""
    others = [other for known, other in voices.items() if known != name and name in other.relays]
    return any(set(voice.kinds) <= set(other.kinds) for other in others)


def _is_joint(claim: Claim) -> bool:
    """True for an announced agreement: which of the two clubs has announced it, the claim does not say."""
    return claim.certainty is Certainty.OFFICIAL and claim.kind in AGREEMENTS


def _on_record(all_told: Iterable[Told]) -> Iterable[OnRecord]:
    seen: dict[str, OnRecord] = {}
    for told in all_told:
        claim = told.claim
        if claim.certainty is Certainty.CLAIMED or (claim.kind is Kind.COMPETITION and not claim.speaker):
            continue  # that there is a race is nobody's own word
        name = claim.speaker or (say("an announcement") if _is_joint(claim) else claim.actor)
        is_official = claim.certainty is Certainty.OFFICIAL
        known = seen.get(name)
        if known is None or (is_official and not known.is_official):
            seen[name] = OnRecord(name, known.first_on if known else told.said_on, is_official)
    return seen.values()
