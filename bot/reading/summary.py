"""What an article says, in one to three sentences of our own, from the claims that may be told.

Nothing stands here that no claim carries, but for a named absence over what was read ("no bid is reported"). A sum
is told only with the claim that it belongs to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ladder import RUNGS, rung
from bot.model import Certainty, Claim, FeeRole, Kind, Modality, Rumour, Stage, Subject, When
from bot.speech import ENGLISH, say, speaking
from bot.wording import attributed, listed, money, sentence, together

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.model import Fee, Reading

_LONGEST = 320
_LINE = 160
_MOST_LINES = 12
_MOST_CLAIMS = 4
_ROUND_UP = 3
"""From so many players on a text is a round-up, told in a line each."""


def summarise(rows: Sequence[Rumour], *, speaks_of_bids: bool = True) -> str:
    """The summary of a text's rumours in the current language; empty if there is nothing that may be told.

    Where the text so much as ``speaks_of_bids`` it is not told that none is reported.
    """
    told = [row for row in rows if row.held is None]
    players = list(dict.fromkeys(row.player for row in told))
    of_player = [[row for row in told if row.player == player] for player in players]
    if len(players) >= _ROUND_UP:
        return "\n".join(line for line in map(_line, of_player[:_MOST_LINES]) if line)
    is_quiet = len(players) == 1 and not speaks_of_bids
    texts = [_paragraph(own, is_quiet=is_quiet) for own in of_player]
    return _clip(" ".join(text for text in texts if text))


def summary_of(reading: Reading) -> str:
    """What a reading says, made anew in the current language."""
    return summarise(reading.rumours, speaks_of_bids=reading.speaks_of_bids)


def kept_summary(rows: Sequence[Rumour], *, speaks_of_bids: bool = True) -> str:
    """The summary as it is kept: in English, whoever has the text read."""
    with speaking(ENGLISH):
        return summarise(rows, speaks_of_bids=speaks_of_bids)


def _importance(claim: Claim) -> tuple[int, int]:
    """What a reader wants first: an end or the furthest step, then the player's push, then the rest."""
    order = {Kind.WANTS_MOVE: 5, Kind.TRANSFER_REQUEST: 4, Kind.NOT_FOR_SALE: 3, Kind.PRICE_SET: 3}
    height = rung(RUNGS[claim.kind]) if claim.kind in RUNGS else -1
    weight = 20 + height if height > rung(Stage.TALKS) or claim.kind in _ENDINGS else order.get(claim.kind, 1)
    return (0 if claim.kind is Kind.COMPETITION else weight, claim.modality is Modality.ACTUAL)


_ENDINGS = (Kind.WITHDREW, Kind.COLLAPSED, Kind.REJECTS_MOVE, Kind.CONTRACT_RENEWAL)
_STEPS = frozenset(
    {Kind.ENQUIRY, Kind.BID, Kind.IMPROVED_BID, Kind.SIGNED, Kind.WITHDREW, Kind.TRANSFER_REQUEST}
)
"""What somebody can weigh doing. Of other kinds ("a denial", "competition") that makes no sense."""


def is_tellable(claim: Claim) -> bool:
    """True for what may be told in a summary: so now, or a step that somebody weighs now."""
    if claim.held is not None or claim.when is not When.CURRENT:
        return False
    return claim.modality is Modality.ACTUAL or (
        claim.modality is Modality.CONSIDERING and claim.kind in _STEPS
    )


def _tellable(rows: Iterable[Rumour]) -> list[Claim]:
    seen: dict[tuple[Kind, str | None, Subject, Modality], Claim] = {}
    for claim in (claim for row in rows for claim in row.claims if is_tellable(claim)):
        club = claim.club if claim.kind in RUNGS else None  # a wish to go is one, wherever he may go
        key = (claim.kind, club, claim.subject, claim.modality)
        if key not in seen or seen[key].certainty is Certainty.CLAIMED is not claim.certainty:
            seen[key] = claim
    claims = [claim for claim in seen.values() if not _is_passed(claim, seen.values())]
    return sorted(together(claims), key=_importance, reverse=True)


def _is_passed(claim: Claim, others: Iterable[Claim]) -> bool:
    """True for a step that a later one has left behind: an offer once a fee is agreed, rivals once he has signed."""
    if claim.kind not in RUNGS:
        return claim.kind is Kind.COMPETITION and any(
            _height(other) >= rung(Stage.MEDICAL) for other in others
        )
    height = _height(claim)
    for other in others:
        reached = _height(other)
        if height >= reached or reached < rung(Stage.FEE_AGREED):
            continue
        if other.club == claim.club:
            if height < rung(Stage.FEE_AGREED) or reached == rung(Stage.DONE):
                return True
        elif reached >= rung(Stage.MEDICAL):
            return True
    return claim.kind is Kind.BID and any(
        other.kind is Kind.IMPROVED_BID and other.club == claim.club and other.modality is claim.modality
        for other in others
    )


def _height(claim: Claim) -> int:
    """The rung that a claim has reached; -1 for one that is only weighed, or none."""
    return rung(RUNGS[claim.kind]) if claim.kind in RUNGS and claim.modality is Modality.ACTUAL else -1


_ROLES = {
    Kind.BID: FeeRole.BID,
    Kind.IMPROVED_BID: FeeRole.BID,
    Kind.BID_REJECTED: FeeRole.BID,
    Kind.FEE_AGREED: FeeRole.AGREED,
    Kind.SIGNED: FeeRole.AGREED,
    Kind.PRICE_SET: FeeRole.ASKING,
    Kind.RELEASE_CLAUSE: FeeRole.CLAUSE,
}


def _fee_of(claim: Claim, rows: Sequence[Rumour]) -> Fee | None:
    """The sum that belongs to a claim, if there is just one of its role in the row of its suitor.

    The same sum in another currency comes after the first; two different ones are told of nobody.
    """
    role = _ROLES.get(claim.kind)
    own = [row for row in rows if claim.club is None or row.to_club == claim.club]
    fees = [fee for row in own for fee in row.fees if fee.role is role]
    same = [fee for fee in fees if fee.currency == fees[0].currency]
    return same[0] if len({fee.amount for fee in same}) == 1 and claim.modality is Modality.ACTUAL else None


_LOOSE = (FeeRole.VALUATION, FeeRole.REPORTED)


def _talk_of(rows: Sequence[Rumour]) -> list[str]:
    """The one sum that is talked of and belongs to no step."""
    sums = [fee for row in rows for fee in row.fees]
    return (
        [say("{sum} is talked of", sum=money(sums[0]))] if len(sums) == 1 and sums[0].role in _LOOSE else []
    )


def _paragraph(rows: Sequence[Rumour], *, is_quiet: bool) -> str:
    player = rows[0].player
    claims = _tellable(rows)
    if not claims:
        return ""
    sentences = [_opening(rows, claims)]
    sentences += [
        sentence(attributed(claim, player, fee=_fee_of(claim, rows))) for claim in claims[1:_MOST_CLAIMS]
    ]
    sentences += [sentence(text) for text in (*_talk_of(rows), *_absences(claims, is_quiet=is_quiet))]
    return _fit(sentences)


def _opening(rows: Sequence[Rumour], claims: Sequence[Claim]) -> str:
    """The first sentence names the player in full, and his club."""
    owner, player = rows[0].from_club, rows[0].player
    fee = _fee_of(claims[0], rows)
    plain = attributed(claims[0], player, called=player, fee=fee)
    named = f"{player} ({owner})" if owner and owner not in plain else player
    if player in plain:
        return sentence(attributed(claims[0], player, called=named, fee=fee))
    return sentence(f"{named}: {plain}")


def _absences(claims: Iterable[Claim], *, is_quiet: bool) -> list[str]:
    """What is not reported though a reader would ask: an absence over what was read, worded as one."""
    found = list(claims)
    texts: list[str] = []
    requests = [claim for claim in found if claim.kind is Kind.TRANSFER_REQUEST]
    if requests and all(claim.modality is Modality.CONSIDERING for claim in requests):
        texts.append(say("no request has been handed in"))
    if (
        is_quiet
        and any(claim.kind in RUNGS for claim in found)
        and max(map(_height, found)) < rung(Stage.BID)
    ):
        texts.append(say("no bid is reported"))
    return [listed(texts)] if texts else []


def _fit(sentences: Sequence[str]) -> str:
    """As many sentences as fit; the absences, which come last, before the ones in the middle."""
    kept = list(sentences)
    while len(" ".join(kept)) > _LONGEST and len(kept) > 2:  # noqa: PLR2004 - the first and the last stay
        del kept[-2]
    return " ".join(kept)


def _line(rows: Sequence[Rumour]) -> str:
    claims = _tellable(rows)
    return _clip(_opening(rows, claims), _LINE) if claims else ""


def _clip(text: str, longest: int = _LONGEST) -> str:
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
