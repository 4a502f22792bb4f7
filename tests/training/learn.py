"""From labelled texts to rankers: candidates of every kind with their right answers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.reading import (
    candidates,
    club_signs,
    document,
    person_signs,
    source_signs,
    stories,
    sum_signs,
    text_signs,
)
from bot.reading import fees as fees_module
from bot.reading.casting import Cast, Casting
from bot.reading.normalise import normalise
from bot.reading.ranker import override
from bot.reading.reference import main_player, topics
from bot.reading.tally import Tally, kinds_of, tally, weigh
from bot.reading.tally import signs as tally_signs
from bot.reading.voices import voices
from tests.training.fitting import Examples, fit, folds

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.model import Kind
    from bot.reading.document import Document
    from bot.reading.money import Money
    from bot.reading.people import Person
    from bot.reading.ranker import Ranker
    from tests.training.texts import Labelled, Row, Scorer

_FOLDS = 4
_MAYBE = 0.15


@dataclass(frozen=True, slots=True)
class Prepared:
    """A story of a labelled text with what was found in it, and each person's rows. ``whole`` is the text."""

    labelled: Labelled
    whole: Document
    document: Document
    rows: dict[int, list[Row]]

    def optional_only(self, person: Person) -> bool:
        """True for a player whom the labels have only as background."""
        rows = self.rows.get(id(person), [])
        return bool(rows) and all(row.get("optional") for row in rows)


def prepare(labelled: Labelled, score: Scorer) -> list[Prepared]:
    """Find all that is in a text, story by story, and which labels are whose."""
    found = document.examine(normalise(labelled.text))
    rows: dict[int, list[Row]] = {}
    for person in found.people:
        own = [row for row in labelled.rows if _is(score, person, row)]
        if own:
            rows[id(person)] = own
    return [Prepared(labelled, found, story, rows) for story in stories.stories(found)]


def _is(score: Scorer, person: Person, row: Row) -> bool:
    return any(score.same_player(name, person.name) for name in (row["player"], *row.get("aka", ())))


def players(texts: Sequence[Prepared]) -> Examples:
    """Every person of the texts: a player on the move or not."""
    found = Examples()
    for text in texts:
        among = person_signs.crowd(text.document)
        for person in text.document.people:
            if not text.optional_only(person):
                answer = "player" if id(person) in text.rows else ""
                found.add(person_signs.signs(text.document, person, among), answer, text.labelled.name)
    return found


def fit_players(examples: Examples) -> Ranker:
    """The ranker "player"."""
    return fit(examples, ("player",), strength=0.1, least_texts=5)


def chances(texts: Sequence[Prepared]) -> dict[int, float]:
    """How likely each person is a player, by rankers that never saw his saga."""
    fold_of = folds((text.labelled.saga for text in texts), _FOLDS)
    examples = players(texts)
    found: dict[int, float] = {}
    for fold in range(_FOLDS):
        held = [text for text in texts if fold_of[text.labelled.saga] == fold]
        model = fit_players(examples.without({text.labelled.name for text in held}))
        for text in held:
            among = person_signs.crowd(text.document)
            for person in text.document.people:
                signs = person_signs.signs(text.document, person, among)
                found[id(person)] = model.probabilities(signs)["player"]
    return found


def clubs(texts: Sequence[Prepared], chance: dict[int, float], score: Scorer) -> Examples:
    """Every club of the texts for each labelled player: his owner, a suitor or neither."""
    key = cache(score.club)
    found = Examples()
    for text in texts:
        cast = [
            person
            for person in text.document.people
            if id(person) in text.rows or chance[id(person)] >= _MAYBE
        ]
        stage = club_signs.Stage(text.document, cast, topics(text.document, cast))
        for person in cast:
            rows = text.rows.get(id(person))
            if not rows:
                continue
            owners, suitors = {key(row["from_club"]) for row in rows}, {key(row["to_club"]) for row in rows}
            for club, signs in club_signs.signs(stage, person).items():
                answer = "owner" if key(club) in owners else "suitor" if key(club) in suitors else "neither"
                found.add(signs, answer, text.labelled.name)
    return found


def fit_clubs(examples: Examples) -> Ranker:
    """The ranker "club"."""
    return fit(examples, ("neither", "owner", "suitor"), strength=0.1, least_texts=4)


def cast_of_labels(text: Prepared, chance: dict[int, float], score: Scorer) -> Casting:
    """The casting that the labels give, for learning what comes after it."""
    key = cache(score.club)
    known = text.document.club_places
    casts: list[Cast] = []
    for person in text.document.people:
        rows = text.rows.get(id(person))
        if not rows:
            continue
        owners, suitors = {key(row["from_club"]) for row in rows}, {key(row["to_club"]) for row in rows}
        owner = next((club for club in known if key(club) in owners), None)
        wanted = tuple(club for club in known if key(club) in suitors and club != owner)
        sureness = {"player": max(0.6, chance[id(person)]), **dict.fromkeys(wanted, 0.8)}
        casts.append(Cast(person, owner, wanted, sureness))
    main = main_player([found.player for found in casts])
    casts.sort(key=lambda found: found.player is not main)
    stage = [
        person for person in text.document.people if id(person) in text.rows or chance[id(person)] >= _MAYBE
    ]
    return Casting(tuple(casts), topics(text.document, stage))


def claims(texts: Sequence[Prepared], castings: dict[int, Casting], score: Scorer) -> Examples:
    """Every candidate for a claim: made, or not. What a label implies without listing it is left out."""
    key = cache(score.club)
    found = Examples()
    for text in texts:
        casting = castings[id(text.document)]
        spoken = voices(text.document)
        for candidate in candidates.candidates(text.document, casting):
            kind = candidate.event.frame.kind
            rows = text.rows[id(candidate.cast.player)]
            if kind not in candidates.OF_PLAYER:
                rows = [row for row in rows if key(row["to_club"]) == key(candidate.suitor)]
            stated = {stated for row in rows for stated in row["developments"]}
            implied = {one for known in stated for one in score.IMPLIED.get(known, ())}
            if rows and (kind.value in stated or kind.value not in implied):
                answer = "made" if kind.value in stated else ""
                signs = candidates.signs(text.document, casting, spoken, candidate).written()
                found.add(signs, answer, text.labelled.name)
    return found


def sums(texts: Sequence[Prepared], castings: dict[int, Casting]) -> Examples:
    """Every sum that may be a player's: its role, or "none"."""
    found = Examples()
    for text in texts:
        casting = castings[id(text.document)]
        for one in sum_signs.sums(text.document, casting):
            fees = [fee for row in text.rows[id(one.cast.player)] for fee in row["fees"]]
            same = [fee for fee in fees if _same(fee, one.money)]
            role = same[0].get("role", "reported") if same else fees_module.NO_FEE
            found.add(sum_signs.signs(text.document, casting, one), role, text.labelled.name)
    return found


def _same(fee: Row, money: Money) -> bool:
    return fee["currency"] == money.currency and abs(fee["amount"] - money.amount) <= 0.02 * fee["amount"]


def outlets(texts: Sequence[Prepared], castings: dict[int, Casting], score: Scorer) -> Examples:
    """Every mention of an outlet: a source of the news or not."""
    key = cache(score.source)
    found = Examples()
    for text in texts:
        named = {key(name) for row in text.labelled.required for name in row["sources"]}
        for one in source_signs.outlets(text.document):
            signs = source_signs.signs(text.document, castings[id(text.document)], one)
            found.add(signs, "source" if key(one.name) in named else "", text.labelled.name)
    return found


def claim_ranker(examples: Examples) -> Ranker:
    """The ranker "claim"."""
    return fit(examples, ("made",), strength=0.3, least_texts=4)


def weighed(
    texts: Sequence[Prepared], castings: dict[int, Casting], examples: Examples
) -> dict[int, list[Tally]]:
    """The tallies of each text, by rankers that never saw its saga."""
    fold_of = folds((text.labelled.saga for text in texts), _FOLDS)
    found: dict[int, list[Tally]] = {}
    for fold in range(_FOLDS):
        held = [text for text in texts if fold_of[text.labelled.saga] == fold]
        override({"claim": claim_ranker(examples.without({text.labelled.name for text in held}))})
        for text in held:
            casting = castings[id(text.document)]
            spoken = voices(text.document)
            found[id(text.document)] = tally(casting, weigh(text.document, casting, spoken))
    return found


def _stated(text: Prepared, of_row: Tally, kind: Kind, score: Scorer) -> bool | None:
    """True if the labels have a kind for a tally; None where they leave it open."""
    rows = text.rows[id(of_row.cast.player)]
    if kind not in candidates.OF_PLAYER:
        rows = [row for row in rows if score.club(row["to_club"]) == score.club(of_row.suitor)]
    stated = {one for row in rows for one in row["developments"]}
    implied = {one for known in stated for one in score.IMPLIED.get(known, ())}
    if not rows or (kind.value not in stated and kind.value in implied):
        return None
    return kind.value in stated


def news(texts: Sequence[Prepared], tallies: dict[int, list[Tally]], score: Scorer) -> Examples:
    """Every kind of news for each player and suitor: told or not."""
    found = Examples()
    for text in texts:
        all_of_them = tallies[id(text.document)]
        for of_row in all_of_them:
            for kind in kinds_of(of_row):
                stated = _stated(text, of_row, kind, score)
                if stated is not None:
                    found.add(
                        tally_signs(of_row, all_of_them, kind).written(),
                        "told" if stated else "",
                        text.labelled.name,
                    )
    return found


def news_at_all(texts: Sequence[Prepared]) -> Examples:
    """Every text: with transfer news or without. A text with nothing but background is left out."""
    found = Examples()
    for text in {text.labelled.name: text for text in texts}.values():
        if text.labelled.required or not text.labelled.rows:
            answer = "news" if text.labelled.rows else ""
            found.add(text_signs.signs(text.whole), answer, text.labelled.name)
    return found


ROLES = ("none", "asking", "bid", "agreed", "clause", "valuation", "reported")


def learn(texts: Sequence[Prepared], score: Scorer, without: Collection[str] = ()) -> dict[str, Ranker]:
    """All rankers, from all texts but some."""
    used = [text for text in texts if text.labelled.name not in without]
    chance = chances(used)
    castings = {id(text.document): cast_of_labels(text, chance, score) for text in used}
    made = claims(used, castings, score)
    tallies = weighed(used, castings, made)
    return {
        "text": fit(news_at_all(used), ("news",), strength=0.1, least_texts=3),
        "player": fit_players(players(used)),
        "club": fit_clubs(clubs(used, chance, score)),
        "claim": claim_ranker(made),
        "news": fit(news(used, tallies, score), ("told",), strength=0.05, least_texts=4),
        "sum": fit(sums(used, castings), ROLES, strength=0.1, least_texts=3),
        "source": fit(outlets(used, castings, score), ("source",), strength=0.1, least_texts=4),
    }
