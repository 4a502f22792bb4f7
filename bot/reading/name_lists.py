"""What lists know of the words of names: capitals that are none, words of English, particles, places."""

from __future__ import annotations

from functools import cache

from bot.reading.data import lines, table
from bot.reading.gazetteer import Gazetteer
from bot.spelling import fold

# Of the words for people of a country these are first names too: they stay parts of a longer name.
FIRST_NAMES = frozenset("roman norman saxon german jordan israel georgia chad finn scot dane".split())
_COMPASS = frozenset("north south east west".split())


@cache
def _demonyms() -> frozenset[str]:
    """Words for a country and its people, singular and plural, folded."""
    rows = table("nationalities.toml")
    words = {row["word"] for row in (*rows.get("region", ()), *rows.get("shared", ()))}
    for country in rows["country"]:
        words.update(country["words"], [country["name"]])
    words |= {word.removesuffix("man") + "men" for word in words if word.endswith("man")}
    words |= {f"{word}s" for word in words}
    return frozenset(fold(word) for word in words if " " not in word)


@cache
def capitals_that_are_no_names() -> frozenset[str]:
    """Single words, folded, that never open a name: days, places, nationalities, words of the trade."""
    listed = {row for file in ("common_words.txt", "places.txt") for row in lines(file) if " " not in row}
    return (frozenset(fold(word) for word in listed) | _demonyms()) - FIRST_NAMES | _COMPASS


@cache
def phrases_that_are_no_names() -> Gazetteer[None]:
    """Competitions, places and other fixed names of several words ("Premier League", "Buenos Aires")."""
    rows = (row for file in ("common_words.txt", "places.txt") for row in lines(file))
    return Gazetteer((row, None) for row in rows if " " in row)


@cache
def particles() -> frozenset[str]:
    """Single words that may stand inside a name in lower case."""
    before = table("name_particles.toml")["before"]
    return frozenset(word for words in before.values() for part in words for word in part.split(" ")) - {"in"}


@cache
def caution() -> frozenset[str]:
    """Words that are names only within a longer one: a month, a verb, an article ("May", "Will", "La").

    What is listed but neither English nor a particle nor a word that is also a name may stand alone after all.
    """
    listed = table("name_particles.toml")["caution"]["words"]
    plain = frozenset(table("name_particles.toml")["words"]["words"]) | particles()
    return frozenset(word for word in listed if word.casefold() in plain or is_english(word.casefold()))


@cache
def _english() -> frozenset[str]:
    return frozenset(word for row in lines("english.txt") for word in row.split())


@cache
def names_that_are_words() -> frozenset[str]:
    """Surnames and first names that are words of English: "Wells", "Given", "Hunt"."""
    listed = table("name_particles.toml")["words"]["words"]
    return frozenset(listed) | frozenset(word.casefold() for word in caution())


_ENDINGS = (("s", ""), ("es", ""), ("d", ""), ("ed", ""), ("ing", ""), ("ing", "e"), ("ies", "y"), ("ly", ""))


@cache
def is_english(word: str) -> bool:
    """True for a word of English in lower case, also with an ending ("reject" → "rejects", "rejecting")."""
    known = _english()
    return word in known or any(
        word.endswith(ending) and word[: -len(ending)] + other in known for ending, other in _ENDINGS
    )


@cache
def is_trimmed(word: str) -> bool:
    """True for a word that is cut off the edge of a name: English, and nobody's name."""
    return is_english(word) and word not in names_that_are_words()


@cache
def role_words() -> frozenset[str]:
    """All single words that name what a person is, to be kept out of names in headlines."""
    groups = [table("positions.toml"), table("staff_words.toml")]
    listed = [
        words
        for groups_of in groups
        for key, group in groups_of.items()
        if key not in ("pattern", "known", "past_markers", "speech_verbs")
        for words in group.values()
    ]
    return frozenset(fold(phrase).rpartition(" ")[2] for words in listed for phrase in words) - {"to", "of"}


@cache
def places() -> frozenset[str]:
    """Single words, folded, that are places: after a first name they are surnames ("Tom Hale")."""
    return frozenset(fold(row) for row in lines("places.txt") if " " not in row) | _COMPASS
