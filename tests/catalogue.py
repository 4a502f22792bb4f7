"""The tables of translations beside the texts of the code: what is said anywhere, and what a table lacks of it.

``python -m tests.catalogue`` brings every table up to date: new texts are added without a translation, those that
nobody says any more are dropped. The tests ask that none is without one.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from bot.speech import LOCALES

ROOT = Path(__file__).resolve().parent.parent
SAID = {
    "say": None,
    "mark": None,
    "says": (1, 2),
    "marks": (1, 1),
    "say_as": ((1, "c"), 2),
    "mark_as": ((1, "c"), 2),
}
"""The functions through which texts go, and which of their arguments are texts (see ``bot.speech``)."""


def said() -> Catalog:
    """Every text that the code says."""
    catalog = Catalog()
    for room in ("bot", "cogs"):
        for _, _, text, _, context in extract_from_dir(
            ROOT / room, method_map=[("**.py", "python")], keywords=SAID
        ):
            catalog.add(text, context=context)
    return catalog


def tables() -> dict[str, Catalog]:
    """The tables by their language's letters."""
    return {path.stem: read_po(BytesIO(path.read_bytes()), locale=path.stem) for path in LOCALES.glob("*.po")}


def updated(table: Catalog) -> bytes:
    """The table with all that is said, and nothing else, in the order of the English."""
    new = Catalog(locale=table.locale, fuzzy=False)
    new.mime_headers = [("Plural-Forms", table.plural_forms)]
    for message in said():
        if message.id:
            known = table.get(message.id, message.context)
            new.add(message.id, known.string if known else "", context=message.context)
    file = BytesIO()
    write_po(file, new, width=0, omit_header=True, sort_output=True)
    plural = f'"Plural-Forms: {table.plural_forms}\\n"'
    header = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n{plural}\n\n'
    return header.encode() + file.getvalue().strip() + b"\n"


def main() -> None:
    """Bring every table up to date."""
    for letters, table in tables().items():
        (LOCALES / f"{letters}.po").write_bytes(updated(table))


if __name__ == "__main__":
    main()
