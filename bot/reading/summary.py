"""What an article says, in one to three sentences of our own, from the claims that may be told.

Nothing stands here that no claim carries, but for a named absence over what was read ("no bid is reported").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ladder import RUNGS, rung
from bot.model import Certainty, Claim, Kind, Modality, Rumour, Stage, Subject, When
from bot.wording import attributed, fee_phrase, listed, sentence, together

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LONGEST = 320
_LINE = 160
_MOST_LINES = 12
_ROUND_UP = 3
"""From so many players on a text is a round-up, told in a line each."""


def summarise(rows: Sequence[Rumour]) -> str:
    """The summary of a text's rumours; empty if there is nothing that may be told."""
    told = [row for row in rows if row.held is None]
    players = list(dict.fromkeys(row.player for row in told))
    if len(players) >= _ROUND_UP:
        lines = (_line([row for row in told if row.player == player]) for player in players[:_MOST_LINES])
        return "\n".join(line for line in lines if line)
    texts = [_paragraph([row for row in told if row.player == player]) for player in players]
    return _clip(" ".join(text for text in texts if text))


def _importance(claim: Claim) -> tuple[int, int]:
    """What a reader wants first: an end or the furthest step, then the player's push, then the rest."""
    order = {Kind.WANTS_MOVE: 5, Kind.TRANSFER_REQUEST: 4, Kind.NOT_FOR_SALE: 3, Kind.PRICE_SET: 3}
    height = rung(RUNGS[claim.kind]) if claim.kind in RUNGS else -1
    weight = 20 + height if height > rung(Stage.TALKS) or claim.kind in _ENDINGS else order.get(claim.kind, 1)
    return (weight, claim.modality is Modality.ACTUAL)


_ENDINGS = (Kind.WITHDREW, Kind.COLLAPSED, Kind.REJECTS_MOVE, Kind.CONTRACT_RENEWAL)
_PUBLISHED = (Modality.ACTUAL, Modality.CONSIDERING)


def _tellable(rows: Iterable[Rumour]) -> list[Claim]:
    claims = [claim for row in rows for claim in row.claims]
    fit = [
        claim
        for claim in claims
        if claim.held is None and claim.when is When.CURRENT and claim.modality in _PUBLISHED
    ]
    seen: dict[tuple[Kind, str | None, Subject, Modality], Claim] = {}
    for claim in fit:
        club = claim.club if claim.kind in RUNGS else None  # a wish to go is one, wherever he may go
        key = (claim.kind, club, claim.subject, claim.modality)
        if key not in seen or seen[key].certainty is Certainty.CLAIMED is not claim.certainty:
            seen[key] = claim
    return sorted(together(seen.values()), key=_importance, reverse=True)


def _paragraph(rows: Sequence[Rumour]) -> str:
    player = rows[0].player
    claims = _tellable(rows)
    if not claims:
        return ""
    sentences = [_opening(rows, claims)]
    sentences += [sentence(attributed(claim, player)) for claim in claims[1:4]]
    fees = [fee_phrase(fee) for row in rows for fee in row.fees]
    if fees:
        sentences.append(sentence(f"Fee: {listed(fees[:2])}"))
    sentences += [sentence(text) for text in absences(claims)]
    return _fit(sentences)


def _opening(rows: Sequence[Rumour], claims: Sequence[Claim]) -> str:
    """The first sentence names the player in full, his club and the suitor."""
    first, lead = rows[0], claims[0]
    clubs = f" ({first.from_club or '?'} → {first.to_club})" if first.to_club else f" ({first.from_club})"
    known = clubs if first.from_club or first.to_club else ""
    named = first.player + known
    text = attributed(lead, first.player, called=named)
    return sentence(text if named in text else f"{named}: {text}")


def absences(claims: Iterable[Claim]) -> list[str]:
    """What is not reported though a reader would ask: an absence over what was read, worded as one."""
    found = list(claims)
    texts: list[str] = []
    requests = [claim for claim in found if claim.kind is Kind.TRANSFER_REQUEST]
    if requests and all(claim.modality is Modality.CONSIDERING for claim in requests):
        texts.append("no request has been handed in")
    steps = [rung(RUNGS[claim.kind]) for claim in found if claim.kind in RUNGS and claim.counts]
    if steps and max(steps) < rung(Stage.BID) and not any(claim.kind in _ENDINGS for claim in found):
        texts.append("no bid is reported")
    return [" and ".join(texts)] if texts else []


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
