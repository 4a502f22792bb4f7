"""The card of a saga's history, and of what has changed since an earlier answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.timeline import Timeline
from bot.cards.card import Card, Tone
from bot.cards.status import not_one_card, title
from bot.model import Verdict
from bot.speech import mark, say, says
from bot.wording import day, listed, origin, phrase, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.answers.timeline import TimelineAnswer
    from bot.sagas.history import Chapter, Step

_MOST_STEPS = 12
_MOST_CHANGES = 3
_MARKS = {
    Verdict.CONFIRMED: mark("{day} · confirmed: {what}"),
    Verdict.REVERSED: mark("{day} · turned round: {what}"),
}
_UNMARKED = mark("{day} · {what}")


def timeline_card(answer: TimelineAnswer) -> Card:
    """The steps of a player's sagas, oldest first, the latest saga whole and of earlier ones the last steps."""
    if not isinstance(answer, Timeline):
        return not_one_card(answer)
    if not answer.chapters:
        return Card(
            _nothing_new(answer.player, _since(answer)),
            say("No article that came in since has moved the saga."),
        )
    lines = [line for chapter in answer.chapters for line in _chapter(chapter, answer)]
    shown = lines[-_MOST_STEPS:]
    name = _name(answer.player, _since(answer))
    return Card(name, "\n".join(shown), footer=_note(len(lines)), tone=Tone.QUIET)


def _nothing_new(player: str, since: str) -> str:
    if since:
        return say("{player}: nothing new since {day}", player=player, day=since)
    return say("{player}: nothing new", player=player)


def _name(player: str, since: str) -> str:
    if since:
        return say("What is new of {player} since {day}", player=player, day=since)
    return say("{player}: how it came here", player=player)


def _note(steps: int) -> str:
    if steps > _MOST_STEPS:
        return says(
            "the last {shown} of {count} step", "the last {shown} of {count} steps", steps, shown=_MOST_STEPS
        )
    return says("{count} step", "{count} steps", steps)


def _since(answer: Timeline) -> str:
    """The day since when, or nothing."""
    if answer.since is not None:
        return day(answer.since)
    return day(answer.seen.date()) if answer.seen is not None else ""


def _chapter(chapter: Chapter, answer: Timeline) -> Iterable[str]:
    """A saga's steps; with several sagas each begins with its route."""
    if len(answer.chapters) > 1:
        yield f"— {title(chapter.saga).removeprefix(f'{answer.player} · ')} —"
    for step in chapter.steps:
        yield step_line(step, answer.player)


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
