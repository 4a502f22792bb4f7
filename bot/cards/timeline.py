"""The card of a saga's history, and of what has changed since an earlier answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.timeline import Timeline
from bot.cards.card import Card, Tone
from bot.cards.status import not_one_card, title
from bot.model import Verdict
from bot.wording import counted, day, listed, origin, phrase, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.answers.timeline import TimelineAnswer
    from bot.sagas.history import Chapter, Step

_MOST_STEPS = 12
_MOST_CHANGES = 3
_MARKS = {Verdict.CONFIRMED: "confirmed: ", Verdict.REVERSED: "turned round: "}


def timeline_card(answer: TimelineAnswer) -> Card:
    """The steps of a player's sagas, oldest first, the latest saga whole and of earlier ones the last steps."""
    if not isinstance(answer, Timeline):
        return not_one_card(answer)
    if not answer.chapters:
        return Card(
            f"{answer.player}: nothing new{_since(answer)}",
            "No article that came in since has moved the saga.",
        )
    lines = [line for chapter in answer.chapters for line in _chapter(chapter, answer)]
    name = f"What is new of {answer.player}" if _since(answer) else f"{answer.player}: how it came here"
    more = len(lines) - _MOST_STEPS
    shown = lines[-_MOST_STEPS:]
    note = (
        f"the last {_MOST_STEPS} of {counted(len(lines), 'step')}"
        if more > 0
        else counted(len(lines), "step")
    )
    return Card(f"{name}{_since(answer)}", "\n".join(shown), footer=note, tone=Tone.QUIET)


def _since(answer: Timeline) -> str:
    if answer.since is not None:
        return f" since {day(answer.since)}"
    return f" since {day(answer.seen.date())}" if answer.seen is not None else ""


def _chapter(chapter: Chapter, answer: Timeline) -> Iterable[str]:
    """A saga's steps; with several sagas each begins with its route."""
    if len(answer.chapters) > 1:
        yield f"— {title(chapter.saga).removeprefix(f'{answer.player} · ')} —"
    for step in chapter.steps:
        yield step_line(step, answer.player)


def step_line(step: Step, player: str) -> str:
    """A step in one line, each thing with who answers for it: "7 Aug 2017 · Van Dijk has … (Daily Mirror)"."""
    mark = _MARKS.get(step.verdict, "")
    decisive = [change for change in step.changes if change.verdict is step.verdict]
    by_voice: dict[str, list[str]] = {}
    for change in decisive[:_MOST_CHANGES]:
        voice = origin(change.claim, step.report.outlet)
        by_voice.setdefault(voice, []).append(phrase(change.claim, player, fee=change.fee))
    parts = (f"{listed(list(dict.fromkeys(texts)))} ({voice})" for voice, texts in by_voice.items())
    return f"{day(step.said_on)} · {mark}{sentence('; '.join(parts)).removesuffix('.')}"
