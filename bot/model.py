"""The words of the trade: what is read, kept, answered and posted. Frozen values, standard library only."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

WIRE = 0
"""The scope of the operator's own news, which every guild may see; any other scope is a guild's id."""


class Kind(StrEnum):
    """What a claim says has happened, or is so."""

    INTEREST = "interest"
    ENQUIRY = "enquiry"
    TALKS = "talks"
    BID = "bid"
    BID_REJECTED = "bid_rejected"
    IMPROVED_BID = "improved_bid"
    FEE_AGREED = "fee_agreed"
    PERSONAL_TERMS = "personal_terms"
    MEDICAL = "medical"
    SIGNED = "signed"
    LOAN_AGREED = "loan_agreed"
    RELEASE_CLAUSE = "release_clause"
    WITHDREW = "withdrew"
    DENIED = "denied"
    COLLAPSED = "collapsed"
    WANTS_MOVE = "wants_move"
    TRANSFER_REQUEST = "transfer_request"
    REJECTS_MOVE = "rejects_move"
    CONTRACT_RENEWAL = "contract_renewal"
    NOT_FOR_SALE = "not_for_sale"
    PRICE_SET = "price_set"
    OPEN_TO_SALE = "open_to_sale"
    COMPETITION = "competition"


class Modality(StrEnum):
    """Whether the claim says that the thing is so, or only thinks of it."""

    ACTUAL = "actual"
    CONSIDERING = "considering"
    EXPECTED = "expected"
    CONDITIONAL = "conditional"
    NEGATED = "negated"


class When(StrEnum):
    """Whether a claim speaks of the present state of play or of how it came to be."""

    CURRENT = "current"
    PAST = "past"


class Certainty(StrEnum):
    """How surely it is said: reported, said by a named person or club, announced by the club."""

    CLAIMED = "claimed"
    ON_RECORD = "on_record"
    OFFICIAL = "official"


class Subject(StrEnum):
    """Whom the claim is about: the player alone, or the squad that he is one of."""

    PLAYER = "player"
    SQUAD = "squad"


class Stage(StrEnum):
    """How far the deal with one suitor has got, lowest rung first; ``OFF`` stands beside the ladder."""

    INTEREST = "interest"
    ENQUIRY = "enquiry"
    TALKS = "talks"
    BID = "bid"
    BID_REJECTED = "bid_rejected"
    FEE_AGREED = "fee_agreed"
    PERSONAL_TERMS = "personal_terms"
    MEDICAL = "medical"
    DONE = "done"
    OFF = "off"


class FeeRole(StrEnum):
    """What a sum of money is."""

    ASKING = "asking"
    BID = "bid"
    AGREED = "agreed"
    CLAUSE = "clause"
    VALUATION = "valuation"
    REPORTED = "reported"


class Bound(StrEnum):
    """How exactly a sum is given."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    UP_TO = "up_to"
    ABOUT = "about"


class PlayerStance(StrEnum):
    """Where the player stands, as far as anybody has told."""

    UNKNOWN = "unknown"
    WANTS_MOVE = "wants_move"
    WANTS_TO_STAY = "wants_to_stay"
    REQUESTED_TRANSFER = "requested_transfer"


class ClubStance(StrEnum):
    """Where the selling club stands, as far as anybody has told."""

    UNKNOWN = "unknown"
    NOT_FOR_SALE = "not_for_sale"
    PRICE_SET = "price_set"
    OPEN_TO_SALE = "open_to_sale"
    SOLD = "sold"


class Verdict(StrEnum):
    """What an article did to a saga."""

    NEW = "new"
    CONFIRMED = "confirmed"
    REVERSED = "reversed"
    REPEAT = "repeat"
    COLOUR = "colour"
    STALE = "stale"

    @property
    def is_news(self) -> bool:
        """True for the verdicts that are posted."""
        return self in (Verdict.NEW, Verdict.CONFIRMED, Verdict.REVERSED)


class Refusal(Exception):  # noqa: N818 - it is an answer to the user, not a fault
    """Something that was asked for is not done; its text is the sentence that the user is shown."""


class Later(Refusal):
    """Something that is not done any more for now: it is again from ``again`` on, an aware time."""

    def __init__(self, sentence: str, again: dt.datetime) -> None:
        super().__init__(sentence)
        self.again = again


@dataclass(frozen=True, slots=True)
class Article:
    """A text as it came in. ``published`` is what the bringer says; a date in the text itself outranks it."""

    text: str
    outlet: str | None = None
    url: str | None = None
    published: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Fee:
    """A transfer sum in whole units of ``currency`` (ISO 4217)."""

    amount: int
    currency: str
    role: FeeRole
    bound: Bound = Bound.EXACT


@dataclass(frozen=True, slots=True)
class Claim:
    """The atom: one thing that somebody says of one player, with the words it was read from.

    ``actor`` does or holds it (the player's or a club's name), ``club`` is the suitor whom it concerns.
    ``start`` and ``end`` index the article's text: ``text[start:end] == quote``. ``source`` said it first,
    ``relays`` repeat it. ``hedge`` is the word that softened it. ``held`` is why it is told to nobody yet.
    """

    kind: Kind
    actor: str
    quote: str
    start: int
    end: int
    speaker: str | None = None
    subject: Subject = Subject.PLAYER
    club: str | None = None
    modality: Modality = Modality.ACTUAL
    when: When = When.CURRENT
    certainty: Certainty = Certainty.CLAIMED
    source: str | None = None
    relays: tuple[str, ...] = ()
    hedge: str | None = None
    held: str | None = None

    @property
    def counts(self) -> bool:
        """True if it says that something is so now, and may be told."""
        return self.modality is Modality.ACTUAL and self.when is When.CURRENT and self.held is None


@dataclass(frozen=True, slots=True)
class Rumour:
    """What one article says of one player's possible move to one suitor (``to_club`` None: none is named)."""

    player: str
    from_club: str | None
    to_club: str | None
    stage: Stage
    developments: tuple[Kind, ...] = ()
    fees: tuple[Fee, ...] = ()
    sources: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    held: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one article. ``silence`` says why there is no rumour in it.

    ``summary`` is kept, in English. Where the text ``speaks_of_bids`` nobody may be told that none is reported.
    """

    published: dt.date | None
    headline: str | None
    summary: str
    rumours: tuple[Rumour, ...] = ()
    silence: str | None = None
    speaks_of_bids: bool = True


@dataclass(frozen=True, slots=True)
class AlertText:
    """The words of an alert in one language. ``why`` is what makes it news, in a sentence."""

    label: str
    headline: str
    clubs: str
    changed: str
    unchanged: str
    history: str
    sources: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Alert:
    """What is posted when a saga moves, in words, frozen at the moment of the news.

    The words are English; ``others`` has them in the other languages that the bot spoke then. ``why`` is what makes it
    news, in a sentence that does not say again what has happened.

    ``urgent`` is true for what cannot wait for other news to be merged with it (a deal done). What comes after it is
    what the rules of subscriptions go by: the ``kinds`` of the changes; ``stage``, how far the deal has got, or had
    before it fell through, and ``stands``, where it is now; the best ``certainty`` and the best ``tier`` (1 to 4) of
    who says so, 1 for whoever speaks for himself; the selling club, and the suitors that are still in it. ``voices``
    are those who say so, each with its tier, by which guilds that rate them otherwise go; none, where somebody speaks
    for himself.
    """

    player: str
    verdict: Verdict
    label: str
    headline: str
    clubs: str
    changed: str
    unchanged: str
    history: str
    sources: tuple[str, ...]
    why: str
    said_on: dt.date
    urgent: bool = False
    kinds: tuple[Kind, ...] = ()
    stage: Stage = Stage.INTEREST
    certainty: Certainty = Certainty.CLAIMED
    tier: int = 4
    stands: Stage = Stage.INTEREST
    from_club: str | None = None
    suitors: tuple[str, ...] = ()
    voices: tuple[tuple[str, int], ...] = ()
    others: Mapping[str, AlertText] = field(default_factory=dict[str, AlertText], hash=False)

    def in_language(self, letters: str) -> Alert:
        """The alert with its words in that language; in English where it was not made in it."""
        text = self.others.get(letters)
        if text is None:
            return replace(self, others={}) if self.others else self
        return replace(self, others={}, **{part.name: getattr(text, part.name) for part in fields(text)})


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks for something, as the platform vouches for it; ``guild_id`` None is a private conversation."""

    user_id: int
    guild_id: int | None
    is_admin: bool = False
    role_ids: frozenset[int] = field(default_factory=frozenset[int])
    is_bot: bool = False


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """What a guild has set up. ``language``: in which its channels are written to, by its two letters.

    ``uses_wire``: it sees the operator's news beside its own entries.
    """

    guild_id: int
    moderator_role_id: int | None = None
    timezone: str = "UTC"
    language: str = "en"
    uses_wire: bool = True
