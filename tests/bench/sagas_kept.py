"""Sagas as they come, in any number: what the benchmark of sagas is run on. The same every time."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.files import PlayerName
from bot.model import WIRE, Article, Claim, Fee, FeeRole, Kind, Reading, Rumour, Stage, Verdict
from bot.sagas.index import keys
from bot.speech import Spoken
from bot.store import Filing, Judgement
from db import articles

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from bot.files import PlayerFile

GUILDS = (11, 12, 13, 14)
LAST_DAY = dt.date(2026, 1, 31)
_DAYS = 1_500
_MEAN = 5  # rumours of a saga, more or less, of which there are 1 to 12
_GUILDS_SHARE = 0.2  # of sagas about half of whose rumours are a guild's own
_CLUBS = [f"{town} {kind}" for town in
          "Ash Bree Cray Dun Elm Fen Gar Hol Ise Jut Kel Lin Mor Nor Oak Pen Quay Rad Sel Tor".split()
          for kind in "City United Town Rovers Athletic".split()]  # fmt: skip
_GIVEN = """Aaron Adam Adrian Alan Alex Anders Andre Antonio Arthur Ben Bernardo Bruno Callum Carlos Christian Cody
    Daniel Dario David Declan Diego Eduardo Emil Enzo Eric Ethan Fabio Felix Fernando Filip Gabriel Gonzalo Gustavo
    Harry Hugo Ibrahim Igor Isak Ivan Jack Jan Joao Jonas Jordan Jose Juan Julian Karim Kevin Leandro Leo Lucas Luis
    Manuel Marco Marcus Mario Martin Mateo Milan Mohamed Nathan Nicolas Noah Omar Oscar Pablo Patrik Paul Pedro
    Rafael Raul Ricardo Robert Ruben Samuel Sergio Simon Stefan Thomas Victor William Yann Youssef""".split()
_HEADS = """Al Am An Ar As Ba Be Bo Bra Bu Ca Ce Cla Co Cru Da De Di Do Du Ed El Er Es Fa Fe Fi Fo Fra Ga Ge Go Gri
    Gu Ha He Ho Hu Ib In Ja Je Jo Ka Ke Ko Kri La Le Li Lo Lu Ma Me Mo Mu Na Ne Ni No Ol Or Os Pa Pe Po Que Ra Re Ro
    Ru Sa Sche Se Si So Ste Su Ta Te To Tra Ul Va Ve Vi Vo Wa We Wi Ya Ze Zu""".split()
_MIDDLES = "b bel ch d der g go l lan le m men n nan nde r ran ri s san st t ta ter v vi x zi".split()
_TAILS = """a ade ado aes ali am ano ard as ato eck eida el elli en ens er ero es ez ic ich idis ier ina ini ins io is
    itz man mar o off on os ov ovic ow ski son sson u uch uela ura y yan""".split()
_PARTICLES = ("", "", "", "", "", "", "", "de ", "van ", "dos ", "van der ")
_STEPS = (
    Kind.INTEREST,
    Kind.ENQUIRY,
    Kind.TALKS,
    Kind.BID,
    Kind.BID_REJECTED,
    Kind.FEE_AGREED,
    Kind.PERSONAL_TERMS,
)


def full_names(count: int) -> list[str]:
    """Names of which some hundreds share a surname, as they do in life."""
    chance = random.Random(count)
    pieces = (_HEADS, _MIDDLES, _TAILS)
    surnames = ["".join(map(chance.choice, pieces)) for _ in range(max(20, count // 3))]
    weights = [1 / (place + 5) ** 0.8 for place in range(len(surnames))]
    chosen = chance.choices(surnames, weights, k=count)
    return [f"{_given(chance)} {chance.choice(_PARTICLES)}{surname}" for surname in chosen]


def _given(chance: random.Random) -> str:
    return " ".join(chance.sample(_GIVEN, chance.choice((1, 1, 1, 2))))


def players(count: int) -> list[PlayerName]:
    """As many players as a list of names may have, by themselves."""
    chance = random.Random(1)
    return [
        PlayerName(number, name, (), chance.choice(_CLUBS), chance.choice(_CLUBS), _day(chance))
        for number, name in enumerate(full_names(count), start=1)
    ]


def _day(chance: random.Random) -> dt.date:
    return LAST_DAY - dt.timedelta(chance.randrange(_DAYS))


@dataclass(frozen=True, slots=True)
class _Told:
    """One rumour of a saga, on a day."""

    day: dt.date
    player: str
    from_club: str
    suitor: str
    step: int
    scope: int


def fill(conn: sqlite3.Connection, count: int) -> None:
    """File ``count`` rumours as the Store does, but in one transaction: how they got there is not measured."""
    chance = random.Random(count)
    told = [one for name in full_names(count // 4) for one in _saga(name, chance)][:count]
    told.sort(key=lambda one: one.day)
    for number, one in enumerate(told):
        articles.file(conn, _filing(one, number), judge, dt.timedelta())


def _saga(player: str, chance: random.Random) -> list[_Told]:
    """From 1 to 12 rumours over some weeks, about one suitor to four, some of them a guild's own."""
    from_club, *suitors = chance.sample(_CLUBS, 1 + chance.choice((1, 1, 2, 3, 4)))
    begun = _day(chance)
    length = min(12, 1 + int(chance.expovariate(1 / _MEAN)))
    guild = chance.choice(GUILDS) if chance.random() < _GUILDS_SHARE else WIRE
    return [
        _Told(
            begun - dt.timedelta(40) + dt.timedelta(3 * at + chance.randrange(3)),
            player,
            from_club,
            chance.choice(suitors),
            min(at, len(_STEPS) - 1),
            chance.choice((WIRE, guild)),
        )
        for at in range(length)
    ]


def _filing(one: _Told, number: int) -> Filing:
    row = _rumour(one, number)
    text = f"{one.player} {number} " + "and so on " * 40
    moment = dt.datetime.combine(one.day, dt.time(12), dt.UTC)
    return Filing(
        scope=one.scope,
        article=Article(text, "BBC"),
        reading=Reading(one.day, None, f"{one.player} may leave {one.from_club}.", (row,)),
        said_on=one.day,
        received=moment,
        text_hash=number.to_bytes(32, "big"),
        rows=((row,),),
        row_keys=(str(number),),  # nobody's: whose file it is, the key of the judge says
    )


def _rumour(one: _Told, number: int) -> Rumour:
    kinds = [_STEPS[max(0, one.step - back)] for back in range(1 + number % 3)]
    claims = tuple(
        Claim(kind, one.suitor, "are in talks with the player", at, at + 28, club=one.suitor, source="BBC")
        for at, kind in enumerate(kinds)
    )
    fees = (Fee(1_000_000 * (5 + number % 60), "EUR", FeeRole.BID),) if Kind.BID in kinds else ()
    return Rumour(one.player, one.from_club, one.suitor, Stage.TALKS, (kinds[0],), fees, ("BBC",), claims)


def judge(
    rows: Sequence[Rumour], said_on: dt.date, known: Sequence[PlayerFile], copied: dt.date | None = None
) -> Judgement:
    """The one whose name it is."""
    del said_on, known, copied
    return Judgement(None, rows[0].player, keys(rows[0].player), Verdict.REPEAT, Spoken(""), None)
