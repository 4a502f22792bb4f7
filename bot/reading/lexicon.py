"""Words and phrases in classes, inflected: the vocabulary in which frames are written (``data/lexicon.toml``)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.reading.data import table
from bot.reading.wordcounts import word_counts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.reading.tokens import Token

_BE = {"base": ("be", "am", "are", "is"), "past": ("was", "were"), "part": ("been",), "ing": ("being",)}
_HAVE = {"base": ("have", "has"), "past": ("had",), "part": ("had",), "ing": ("having",)}
_AUXILIARIES = {"be": _BE, "have": _HAVE}


@dataclass(frozen=True, slots=True)
class Sense:
    """One class that a word or phrase belongs to: "v:reject" in the form base, past, part or ing."""

    name: str
    form: str = ""


NO_SENSE: frozenset[Sense] = frozenset()
"""Of a word that the lexicon does not have."""


@cache
def keys_of(senses: frozenset[Sense]) -> frozenset[str]:
    """What patterns may ask of a word with these senses: "v:reject", and "v:reject.past" for one of its forms."""
    forms = {f"{sense.name}.{sense.form}" for sense in senses if sense.form}
    return frozenset(forms | {sense.name for sense in senses})


@cache
def forms_of(senses: frozenset[Sense]) -> frozenset[str]:
    """The forms of the verbs among the senses."""
    return frozenset(sense.form for sense in senses if sense.form)


@cache
def names_of(senses: frozenset[Sense]) -> tuple[str, ...]:
    """The names of the senses in an order of their own, which a set has not; one in two forms is there twice."""
    return tuple(sorted(sense.name for sense in senses))


def regular(base: str) -> tuple[str, str]:
    """The past and the -ing form of a regular verb."""
    if base.endswith("ie"):
        return base + "d", base[:-2] + "ying"
    if base.endswith(("ee", "oe", "ye")):
        return base + "d", base + "ing"
    if base.endswith("e"):
        return base + "d", base[:-1] + "ing"
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return base[:-1] + "ied", base + "ing"
    if base in _DOUBLING:
        return base + base[-1] + "ed", base + base[-1] + "ing"
    return base + "ed", base + "ing"


_DOUBLING = frozenset(
    "admit annul bag bar bat beg begin bet bid bin cancel chip commit confer cut dig dispel don drag drop "
    "enrol excel flag flog flop forget fulfil get grab hit hot jet label leapfrog let lob map nab net nip "
    "nod nut omit outbid outgun outstrip outwit peg pen permit pip plan plot plug prefer put quit rebut "
    "refer repel rip run scrap scrub set ship shop shun shut signal sit skip slam slap slip slog slug "
    "snap snub split star step stop strip submit swap swat tag tap tip transfer travel unravel up win "
    "wrap".split()
)


def _third_person(base: str) -> str:
    if base.endswith(("s", "sh", "ch", "x", "o")):
        return base + "es"
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return base[:-1] + "ies"
    return base + "s"


def _forms(base: str, irregular: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The inflected forms of a verb of one word."""
    if base in _AUXILIARIES:
        return _AUXILIARIES[base]
    past, gerund = regular(base)
    participle = past
    if base in irregular:
        past, participle = irregular[base]
    return {"base": (base, _third_person(base)), "past": (past,), "part": (participle,), "ing": (gerund,)}


def _plural(noun: str) -> str:
    if noun.endswith("s"):
        return noun
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("ch", "sh", "x")) else "s")


def entries() -> Iterator[tuple[str, Sense]]:
    """Every spelling of the lexicon with its sense."""
    words = table("lexicon.toml")
    for name, verbs in words["verb"].items():
        senses = {form: Sense(f"v:{name}", form) for form in _BE}
        for verb in verbs:
            yield from _inflected(verb, senses, words["irregular"])
    for name, nouns in words["noun"].items():
        sense = Sense(f"n:{name}")
        for noun in nouns:
            yield noun, sense
            yield _plural(noun), sense
    for name, phrases in words["word"].items():
        sense = Sense(f"w:{name}")
        yield from ((phrase, sense) for phrase in phrases)


def _inflected(
    verb: str, senses: Mapping[str, Sense], irregular: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, Sense]]:
    base, space, rest = verb.partition(" ")
    for form, spellings in _forms(base, irregular).items():
        for spelling in spellings:
            yield spelling + space + rest, senses[form]


@cache
def _phrases() -> tuple[dict[str, tuple[int, ...]], dict[str, frozenset[Sense]]]:
    """First word → how many words its phrases have; phrase → its senses."""
    grouped: dict[str, set[Sense]] = defaultdict(set)
    for phrase, sense in entries():
        grouped[phrase].add(sense)
    same: dict[frozenset[Sense], frozenset[Sense]] = {}  # hundreds of words have the same senses
    phrases = ((phrase, frozenset(senses)) for phrase, senses in grouped.items())
    return word_counts(grouped), {phrase: same.setdefault(senses, senses) for phrase, senses in phrases}


# What may stand apart from its verb: "turned the offer down", "sent them packing", "put the deal on ice".
_APART = frozenset(
    (
        *"aside away back down off out over packing through up".split(),
        "into touch",
        "on hold",
        "on ice",
        "out of hand",
    )
)


@cache
def parted() -> Mapping[str, Mapping[str, frozenset[Sense]]]:
    """First word of a verb in two parts → the other part → its senses: "turned" → "down" → v:reject."""
    found: dict[str, dict[str, frozenset[Sense]]] = {}
    for phrase, senses in _phrases()[1].items():
        first, _, rest = phrase.partition(" ")
        verbs = frozenset(sense for sense in senses if sense.form)
        if rest in _APART and verbs:
            found.setdefault(first, {})[rest] = verbs
    return found


def longest(tokens: Sequence[Token], start: int, end: int) -> tuple[int, frozenset[Sense]]:
    """The longest phrase at ``start`` that ends by ``end``: where it ends, and its senses (none: one word).

    It keeps the senses of the shorter phrases that it begins with: who "pulls out of the race" pulls out.
    """
    lengths, phrases = _phrases()
    first = tokens[start].low
    stop = start + 1
    senses = NO_SENSE
    for length in lengths.get(first, ()):
        if length == 1:
            return stop, senses or phrases[first]
        if start + length <= end:
            found = phrases.get(" ".join([token.low for token in tokens[start : start + length]]))
            if found is not None:
                stop = max(stop, start + length)
                senses = senses | found if senses else found
    return stop, senses
