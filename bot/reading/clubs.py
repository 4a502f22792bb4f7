"""Which clubs a text speaks of, and what its doubtful words ("City", "the Reds") stand for.

The order of resolution is that of ``data/ambiguous.toml``: a longer name first; then a candidate that the
text names without doubt; then the country that the text speaks of; then the lean of the word. What stays open
is no club at all: a missing club costs a moderator one press, a wrong one makes a false alert.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.reading.club_lists import areas, countries, gazetteer, league_words, tags
from bot.reading.handles import find_handles
from bot.reading.name_lists import capitals_that_are_no_names, is_trimmed, places
from bot.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from bot.reading.club_lists import Entry
    from bot.reading.gazetteer import Match
    from bot.reading.handles import Handle
    from bot.reading.tokens import Token


@dataclass(slots=True)
class ClubMention:
    """``tokens[start:end]`` stands for ``club``; None: a ground, or a word left open, that is no person's name."""

    start: int
    end: int
    club: str | None


_CITY_BEFORE = frozenset({"in", "near", "around", "outside"})
_AT_GROUND = frozenset({"at", "to", "into", "from", "for", "inside"})
_PLAYED = frozenset(
    "match game replay win won draw drew defeat beat beaten lost loss clash tie fixture scored goal goals final".split()
)


def _is_person(tokens: Sequence[Token], match: Match[Entry], is_name: Callable[[Token], bool]) -> bool:
    """A name right beside a doubtful word makes it a person's: Antonio Valencia, Milan Skriniar."""
    first, last = tokens[match.start], tokens[match.end - 1]
    before = tokens[match.start - 1] if match.start and not first.opens_line else None
    after = tokens[match.end] if match.end < len(tokens) and not tokens[match.end].opens_line else None
    return bool(
        (before and before.end + 1 >= first.start and _is_part(before, is_name))
        or (after and last.end + 1 >= after.start and _is_part(after, is_name))
    )


def _is_part(token: Token, is_name: Callable[[Token], bool]) -> bool:
    return is_name(token) and not is_trimmed(token.low)


@dataclass(slots=True)
class _Resolver:
    """What a text has told so far. ``named_at`` says where each club was last named; -1: only later, but surely.

    ``likely`` are clubs that are known to have a part in what the text is about.
    """

    tokens: Sequence[Token]
    named_at: dict[str, int]
    areas: Collection[str]
    is_role: Callable[[Token], bool]
    likely: Collection[str] = ()
    pool: dict[str, str] = field(default_factory=countries)

    def mentions(self, matches: Sequence[Match[Entry]]) -> list[ClubMention]:
        """What each match stands for, in order."""
        found: list[ClubMention] = []
        for match in matches:
            entry = match.value
            club = entry.clubs[0] if entry.sure else self.club(match)
            if club is not None:
                self.named_at[club] = match.start
            if club is not None or entry.lean in ("ground", "demonym", "context", "nickname"):
                found.append(ClubMention(match.start, match.end, club))
        return found

    def club(self, match: Match[Entry]) -> str | None:
        """The club that a doubtful word stands for, if the text settles it."""
        entry = match.value
        named = [club for club in entry.clubs if club in self.named_at]
        if entry.lean == "ground":
            return self._of_ground(match, entry) if not named else self._at_home(match, named)
        if entry.lean == "demonym":
            return named[0] if len(named) == 1 else None
        settled = self._of_country(match, entry) or self._last_of(named) or self._likely(match, entry)
        if settled:
            return settled
        if match.start and self.tokens[match.start - 1].low in _CITY_BEFORE:
            return self._by_role(match, entry)
        if entry.lean in ("club", "first") and entry.clubs and self.tokens[match.start].is_capital:
            return self._first_here(match, entry)
        return self._by_area(match, entry) or self._by_role(match, entry)

    def _last_of(self, named: Sequence[str]) -> str | None:
        return max(named, key=lambda club: self.named_at[club], default=None)

    def _likely(self, match: Match[Entry], entry: Entry) -> str | None:
        """The only candidate that is known to have a part in it, unless the word is a town or a day of the week."""
        likely = [club for club in entry.clubs if club in self.likely]
        token = self.tokens[match.start]
        before = self.tokens[match.start - 1].low if match.start else ""
        if len(likely) != 1 or not token.is_capital or before in _CITY_BEFORE:
            return None
        word = fold(token.plain)
        is_day = word in capitals_that_are_no_names() and word not in places()
        return None if is_day and match.end == match.start + 1 else likely[0]

    def _first_here(self, match: Match[Entry], entry: Entry) -> str:
        """The likeliest candidate; for initials that several clubs have, one of a country that the text speaks of."""
        if entry.lean == "first" and self.tokens[match.start].is_loud:
            here = (club for club in entry.clubs if _area_of(self.pool[club]) in self.areas)
            return next(here, entry.clubs[0])
        return entry.clubs[0]

    def _by_role(self, match: Match[Entry], entry: Entry) -> str | None:
        """As in "Monaco forward", "Nice boss"."""
        follows = match.end < len(self.tokens) and self.is_role(self.tokens[match.end])
        return entry.clubs[0] if entry.clubs and follows else None

    def _of_country(self, match: Match[Entry], entry: Entry) -> str | None:
        """As in "Nacional of Uruguay", "Everton (Chile)"."""
        after = self.tokens[match.end : match.end + 2]
        if len(after) < 2 or after[0].low not in ("of", "(") or not after[1].is_capital:  # noqa: PLR2004 - two words
            return None
        area = areas().get(fold(after[1].plain))
        return next((club for club in entry.clubs if self.pool.get(club) == area), None) if area else None

    def _by_area(self, match: Match[Entry], entry: Entry) -> str | None:
        """The candidate of the country whose clubs the text speaks of; a nickname needs its article, too."""
        if entry.lean not in ("context", "nickname") or not self.tokens[match.start].is_capital:
            return None
        before = self.tokens[match.start - 1].low if match.start else ""
        if before in _CITY_BEFORE or (entry.lean == "nickname" and before not in ("the", "#")):
            return None
        if (
            match.end == match.start + 1
            and fold(self.tokens[match.start].plain) in capitals_that_are_no_names() - places()
        ):
            return None  # Wednesday is a day, the Lionesses are England's
        here = [club for club in entry.clubs if _area_of(self.pool[club]) in self.areas]
        return here[0] if len(here) == 1 or (here and entry.lean == "context") else None

    def _at_home(self, match: Match[Entry], named: Sequence[str]) -> str | None:
        """The club that its ground stands for ("Turf Moor want fifty"), unless a match is told of."""
        around = {token.low for token in self.tokens[max(0, match.start - 6) : match.end + 4]}
        return named[0] if len(named) == 1 and not _PLAYED & around else None

    def _of_ground(self, match: Match[Entry], entry: Entry) -> str | None:
        """The club of a ground to which somebody comes, unless a match is told of."""
        lead = [
            token.low for token in self.tokens[max(0, match.start - 6) : match.start] if token.low != "the"
        ]
        if len(entry.clubs) != 1 or not lead or lead[-1] not in _AT_GROUND or _PLAYED & set(lead):
            return None
        return entry.clubs[0]


def _area_of(country: str) -> str:
    """The country whose league a club plays in: the Canadian clubs play in that of the United States."""
    return "United States" if country == "Canada" else country


def _areas_of(tokens: Sequence[Token], sure: Collection[str]) -> set[str]:
    pool = countries()
    leagues = areas()
    told = {leagues[token.low] for token in tokens if token.is_capital and token.low in league_words()}
    return told | {_area_of(pool[club]) for club in sure}


def club_of(handle: Handle) -> str | None:
    """The club that a hashtag or handle stands for, if it is known."""
    return next((tags()[key] for key in handle.keys if key in tags()), None)


def _of_posts(tokens: Sequence[Token]) -> list[ClubMention]:
    """Clubs in hashtags and handles; those that stand for nothing known are left open, being nobody's name."""
    found: list[ClubMention] = []
    for handle in find_handles(tokens):
        club = club_of(handle)
        if club or handle.sign == "@" or not handle.is_plain_word:
            found.append(ClubMention(handle.start, handle.end, club))
    return found


def find_clubs(
    tokens: Sequence[Token],
    is_name: Callable[[Token], bool],
    is_role: Callable[[Token], bool],
    likely: Collection[str] = (),
) -> list[ClubMention]:
    """The clubs among the tokens of a whole text, in order. Two passes: sure names first, then the rest.

    ``is_name`` tells whether a word looks like part of a person's name and is no listed one; ``is_role``
    whether it says what somebody is at a club. ``likely`` are clubs for which a doubtful word rather stands.
    """
    posted = _of_posts(tokens)
    tagged = {place for tag in posted for place in range(tag.start, tag.end)}
    matches = [match for match in gazetteer().find(tokens) if match.start not in tagged]
    sure = {match.value.clubs[0] for match in matches if match.value.sure} | {
        tag.club for tag in posted if tag.club
    }
    matches = [match for match in matches if match.value.sure or not _is_person(tokens, match, is_name)]
    spoken_of = _areas_of(tokens, sure)
    first = _Resolver(tokens, dict.fromkeys(sure, -1), spoken_of, is_role, likely).mentions(matches)
    told = {
        mention.club for mention in first if mention.club
    }  # "Rangers" tells of Scotland, once it is resolved
    spoken_of |= _areas_of((), told)
    found = _Resolver(tokens, dict.fromkeys(sure, -1), spoken_of, is_role, likely).mentions(matches)
    return sorted([*posted, *found], key=lambda mention: mention.start)
