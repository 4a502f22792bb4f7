"""Texts that somebody might send to do harm, or by accident."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

LONGEST = 4000

TEXTS = (
    "",
    " ",
    "\u200b",
    "\u202everte",
    "Vi\u200drgil v\u00adan D\u2060ijk",
    "@everyone",
    "@here",
    "@every\u202eone",
    "<@1> <@&1> <#1> <:a:1> </status:1> <t:1:R> <id:customize>",
    "**__~~||`x`||~~__**",
    "```\n",
    "# heading\n- list\n> quote\n-# small",
    "[Here we go](https://evil.example)",
    "https://discord.gg/x javascript:alert(1)",
    "' OR 1=1; DROP TABLE players; --",
    '" OR "" NEAR(a, b) -van *',
    "van%_\\",
    "{player} {0} {0.__class__} {{}} {",
    "%s %n %(name)s",
    "\x00",
    "a\x00b\x1b[31m\x7f",
    "\ud83d",
    "x\udc00y",
    "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🇪🇸👍🏽",
    "Z̡̢̛̗̘̙̜̝̞̟" * 20,
    "é" * 200,
    "ﷺ" * 50,
    "İıŉǰﬃß",
    "Vаn Dijk",  # a Cyrillic а
    "٢٠١٧-٠٧-١٠",
    "9999-12-31",
    "0001-01-01",
    "31/02/2017",
    "-1",
    "1e309",
    "NaN",
    "99999999999999999999999999",
    "²",
    "\n\n\n",
    "null",
    "a" * 100,
    "a " * 2000,
    "€" * LONGEST,
    "(" * 1000,
    "x" * LONGEST,
)
PLAUSIBLE = (
    "van dijk",
    "Virgil",
    "southampton",
    "Everton",
    "everything",
    "in",
    "bid, fee agreed",
    "23:00-08:00",
    "2017-07-10",
    "yesterday",
    "Europe/London",
    "spain",
    "all",
    "none",
)


def text(rng: Random, asked: tuple[str, ...] = ()) -> str:
    """A text: one of ours, one of ``asked``, two of them in a row, or letters by chance."""
    way = rng.random()
    if asked and way < 0.25:
        return rng.choice(asked)
    if way < 0.45:
        return rng.choice(PLAUSIBLE)
    if way < 0.8:
        return rng.choice(TEXTS)
    if way < 0.9:
        return rng.choice(PLAUSIBLE) + rng.choice(TEXTS)
    return "".join(
        chr(rng.choice((rng.randrange(1, 0x250), rng.randrange(0x600, 0xD7FF))))
        for _ in range(rng.randrange(1, 120))
    )
