"""What an article did to a saga: news, confirmation, reversal, or nothing new. Computed on claims alone.

Texts that are alike may tell different news and texts that differ the same: the design measured that no
likeness of wording decides it, so none is used here.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bot.files import KeptRumour, PlayerFile
from bot.model import Modality, Rumour, Stage, Verdict, When
from bot.sagas import reasons
from bot.sagas.alerting import alert_of
from bot.sagas.changes import Change, Weighing, changes, verdict_of
from bot.sagas.echoes import echo_of
from bot.sagas.ending import END_KINDS
from bot.sagas.facts import club_keys
from bot.sagas.fold import sagas
from bot.sagas.matters import is_news
from bot.sagas.mending import closings, mended
from bot.sagas.names import keys
from bot.sagas.reports import Report
from bot.speech import ENGLISH, in_every_language, speaking
from bot.store import Judgement

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.model import Claim
    from bot.sagas.saga import Saga

    Why = Callable[[], str]


def judge(
    rows: Sequence[Rumour],
    said_on: dt.date,
    known: Sequence[PlayerFile],
    copied: dt.date | None = None,
    *,
    outlet: str | None = None,
) -> Judgement:
    """Judge one player's rows of an article against what is known of the players who may be he.

    ``outlet`` published the article: it answers for what is reported of nobody's word. What it says is said in every
    language, whichever is spoken at the moment.
    """
    with speaking(ENGLISH):
        return _judged(rows, said_on, known, copied, outlet)


def _judged(
    rows: Sequence[Rumour],
    said_on: dt.date,
    known: Sequence[PlayerFile],
    copied: dt.date | None,
    outlet: str | None,
) -> Judgement:
    name = rows[0].player
    found = _same_player(name, known)
    file = mended(found) if found else PlayerFile(0, name)
    full = max((name, file.name, *file.aliases), key=lambda called: len(called.split(" ")))
    verdict, why, weighing, made = _verdict(full, _report(rows, said_on, file, outlet), file, copied)
    called = dict.fromkeys(key for known_as in (full, file.name, *file.aliases) for key in keys(known_as))
    judged = Judgement(
        found.id if found else None, full, tuple(called), verdict, in_every_language(why), None
    )
    if weighing is None:
        return judged
    if verdict.is_news:
        alert = alert_of(full, verdict, made, weighing)
        return replace(judged, alert=alert, club_keys=club_keys(made, weighing))
    return replace(judged, echo=echo_of(weighing))


def _same_player(name: str, known: Sequence[PlayerFile]) -> PlayerFile | None:
    """The one known player of that name; of two who might be he neither is taken.

    Of what is filed no spelling is guessed at: a brother is another player. A surname alone is of the one who bears it.
    """
    ends = keys(name)
    for is_he in (_bears_all_of, _is_called_by_the_end_of):
        found = [file for file in known if any(is_he(keys(one), ends) for one in (file.name, *file.aliases))]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _bears_all_of(own: tuple[str, ...], ends: tuple[str, ...]) -> bool:
    return ends[0] in own


def _is_called_by_the_end_of(own: tuple[str, ...], ends: tuple[str, ...]) -> bool:
    """True for "Van Dijk", as he was known so far, of "Virgil van Dijk"."""
    return own[0] in ends


def _verdict(
    name: str, report: Report, file: PlayerFile, copied: dt.date | None
) -> tuple[Verdict, Why, Weighing | None, tuple[Change, ...]]:
    """The verdict and why, and, of news and of repeats that name who says so, what was weighed."""
    said_on = report.said_on
    if not report.claims:
        return Verdict.COLOUR, reasons.nothing_sure, None, ()
    now = sagas(name, file.rumours, closings(file), until=said_on)
    then = sagas(name, (*file.rumours, *report.rows), closings(file))
    weighing = _weigh(report, now, then)
    newest = now[-1].last_on if now else said_on
    made = changes(weighing) if _may_be_news(said_on, newest, now, then) else ()
    if said_on < newest:  # what was told by that day already is not told anew by an article that comes late
        made = tuple(change for change in made if change.is_new_sum or not _is_told_since(change, said_on))
    if made:
        verdict = verdict_of(made)
        return verdict, partial(reasons.news, made, verdict, name, weighing.before), weighing, made
    if said_on < newest:
        return Verdict.STALE, partial(reasons.stale, said_on, newest), None, ()
    verdict, why = _nothing_new(name, report, weighing.before, copied)
    is_echo = verdict is Verdict.REPEAT and copied is None
    return verdict, why, weighing if is_echo else None, ()


def _is_told_since(change: Change, said_on: dt.date) -> bool:
    is_confirmed = change.verdict is Verdict.CONFIRMED
    return not is_confirmed and change.before is not None and change.before.said_on >= said_on


_LATE = dt.timedelta(days=2)
"""So much later than another an outlet may bring what is news all the same."""

_HISTORY = dt.timedelta(days=21)
"""An article so much older than the latest news is history, whatever it adds: it is kept, and nobody is alerted."""


def _may_be_news(said_on: dt.date, newest: dt.date, now: Sequence[Saga], then: Sequence[Saga]) -> bool:
    """True unless an article is old, and the latest saga stands today as it would without it."""
    if not now or said_on >= newest:
        return True
    if newest - said_on > _HISTORY:
        return False
    is_late = newest - said_on <= _LATE and len(now) == len(then) and said_on >= now[-1].first_on
    return is_late or _standing(now[-1]) != _standing(then[-1])


def _report(rows: Sequence[Rumour], said_on: dt.date, file: PlayerFile, outlet: str | None) -> Report:
    """The article as if it were kept already, after all that is."""
    last = max((kept.id for kept in file.rumours), default=0)
    article = max((kept.article_id for kept in file.rumours), default=0) + 1
    noon = dt.datetime.combine(said_on, dt.time(12), dt.UTC)
    kept = tuple(
        KeptRumour(last + place, 0, said_on, noon, row, outlet=outlet, article_id=article)
        for place, row in enumerate(rows, start=1)
    )
    return Report(said_on, kept)


def _weigh(report: Report, now: Sequence[Saga], then: Sequence[Saga]) -> Weighing:
    """The saga that an article belongs to, before it and after it, on its day."""
    new = {kept.id for kept in report.rows}
    after = next(saga for saga in then if any(told.rumour_id in new for told in saga.told))
    known = {told.rumour_id for told in after.told} - new
    before = next((saga for saga in now if any(told.rumour_id in known for told in saga.told)), None)
    return Weighing(report, before, after)


def _standing(saga: Saga) -> tuple[object, ...]:
    """What an old article must change to be news; that somebody looked on then adds nothing to today."""
    stages = {(suitor.club, suitor.stage) for suitor in saga.alive if suitor.stage is not Stage.INTEREST}
    return saga.stage, stages, saga.player_stance, saga.club_stance


def _nothing_new(
    name: str, report: Report, before: Saga | None, copied: dt.date | None
) -> tuple[Verdict, Why]:
    if copied is not None:
        return Verdict.REPEAT, partial(reasons.copy, copied)
    denied = next((claim for claim in report.claims if _denies_what_is_known(claim, before)), None)
    if denied is not None:
        return Verdict.COLOUR, partial(reasons.denied, denied, name)
    if before is not None and before.end is not None and not _tells_the_end(report, before):
        return Verdict.COLOUR, partial(reasons.after_the_end, before)
    if any(is_news(claim) for claim in report.claims):
        held = _holds_more(report)
        return Verdict.REPEAT, partial(reasons.repeat, name, before, is_more_held=held)
    return Verdict.COLOUR, reasons.nothing_now


def _denies_what_is_known(claim: Claim, before: Saga | None) -> bool:
    """True for "he has not handed in a request" where it is known that he has."""
    if before is None or claim.modality is not Modality.NEGATED or claim.when is When.PAST:
        return False
    same = (told.claim for told in before.told if told.claim.kind is claim.kind)
    return any(known.counts and known.club == claim.club for known in same)


def _tells_the_end(report: Report, before: Saga) -> bool:
    """True for an article on the end itself, which was known, and not on the days before it."""
    ended = before.end and END_KINDS.get(before.end)
    winner = before.leading.club if before.leading else None
    return any(
        claim.counts and claim.kind is ended and claim.club in (winner, None) for claim in report.claims
    )


def _holds_more(report: Report) -> bool:
    return any(claim.held for kept in report.rows for claim in kept.rumour.claims)
