"""The card of a saga's history, and of what has changed since an earlier answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.timeline import Timeline
from bot.cards.card import Card, Tone
from bot.cards.pages import Listed, as_lines, counted_pages, paged_from_the_end
from bot.cards.status import not_one_card, title
from bot.model import Verdict
from bot.speech import mark, say, says
from bot.wording import day, listed, origin, phrase, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.answers.timeline import TimelineAnswer
    from bot.sagas.history import Chapter, Step

_MOST_CHANGES = 3
_MARKS = {
    Verdict.CONFIRMED: mark("{day} · confirmed: {what}"),
    Verdict.REVERSED: mark("{day} · turned round: {what}"),
}
_UNMARKED = mark("{day} · {what}")


def timeline_cards(answer: TimelineAnswer) -> tuple[Card, ...]:
    """The steps of a player's sagas, page by page, each page oldest first; the first page has the last steps."""
    if not isinstance(answer, Timeline):
        return (not_one_card(answer),)
    if not answer.chapters:
        return (
            Card(
                _nothing_new(answer.player, _since(answer)),
                say("No article that came in since has moved the saga."),
            ),
        )
    entries = [entry for chapter in answer.chapters for entry in _chapter(chapter, answer)]
    name = _name(answer.player, _since(answer))
    note = says("{count} step", "{count} steps", len(entries))
    pages = paged_from_the_end(entries)
    return counted_pages([Card(name, as_lines(page), footer=note, tone=Tone.QUIET) for page in pages])


def _nothing_new(player: str, since: str) -> str:
    if since:
        return say("{player}: nothing new since {day}", player=player, day=since)
    return say("{player}: nothing new", player=player)


def _name(player: str, since: str) -> str:
    if since:
        return say("What is new of {player} since {day}", player=player, day=since)
    return say("{player}: how it came here", player=player)


def _since(answer: Timeline) -> str:
    """The day since when, or nothing."""
    if answer.since is not None:
        return day(answer.since)
    return day(answer.seen.date()) if answer.seen is not None else ""


def _chapter(chapter: Chapter, answer: Timeline) -> Iterable[Listed]:
    """A saga's steps; with several sagas each stands under its route."""
    route = title(chapter.saga).removeprefix(f"{answer.player} · ")
    heading = route if len(answer.chapters) > 1 else ""
    return (Listed(step_line(step, answer.player), heading) for step in chapter.steps)


def step_line(step: Step, player: str) -> str:
    """A step in one line, each thing with who answers for it: "7 Aug 2017 · Van Dijk has … (Daily Mirror)"."""
    decisive = [change for change in step.changes if change.verdict is step.verdict]
    by_voice: dict[str, list[str]] = {}
    for change in decisive[:_MOST_CHANGES]:
        voice = origin(change.claim, step.report.outlet)
        by_voice.setdefault(voice, []).append(phrase(change.claim, player, fee=change.fee))
    parts = (f"{listed(list(dict.fromkeys(texts)))} ({voice})" for voice, texts in by_voice.items())
    what = sentence("; ".join(parts)).removesuffix(".")
    return say(_MARKS.get(step.verdict, _UNMARKED), day=day(step.said_on), what=what)
