"""``read``: what is read from each text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.model import Article
from bot.reading.reader import explain
from bot.terminal.shapes import reading_out
from bot.terminal.texts import Texts
from bot.wording import day, fee_phrase

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from bot.model import Reading
    from bot.reading.claims import Finding


def read_files(files: Sequence[str], published: dt.date | None, *, as_json: bool, with_reasons: bool) -> int:
    """Read each file and print what is in it; the exit status."""
    texts = Texts(files)
    for text in texts:
        reading, findings = explain(Article(text.text, published=published))
        if as_json:
            shape = reading_out(text.id, reading)
            if with_reasons:
                shape["explain"] = [_reason(finding) for finding in findings]
            print(json.dumps(shape, ensure_ascii=False), flush=True)
        else:
            print("\n".join(_told(text.id, reading, findings if with_reasons else ())), flush=True)
    return texts.status


def _reason(finding: Finding) -> dict[str, object]:
    return {
        "kind": finding.claim.kind.value,
        "quote": finding.claim.quote,
        "frame": finding.pattern,
        "scope": list(finding.cues),
        "sureness": round(finding.sureness, 2),
        "held": finding.claim.held,
    }


def _told(text_id: str, reading: Reading, findings: Sequence[Finding]) -> Iterator[str]:
    date = day(reading.published) if reading.published else "no date in the text"
    yield f"{text_id} · {date}"
    if reading.silence:
        yield f"  {reading.silence}"
    if reading.summary:
        yield f"  {reading.summary}"
    for row in reading.rumours:
        clubs = f"{row.from_club or '?'} → {row.to_club or 'no suitor named'}"
        kinds = ", ".join(kind.value for kind in row.developments) or "nothing that counts now"
        fees = "".join(f" · {fee_phrase(fee)}" for fee in row.fees)
        held = f" · held: {row.held}" if row.held else ""
        yield f"  {row.player} · {clubs} · {row.stage.value}: {kinds}{fees}{held}"
    for finding in findings:
        claim = finding.claim
        how = f"{claim.modality.value}, {claim.when.value}, {claim.certainty.value}"
        yield f"    {claim.kind.value} of {claim.club or finding.player.name} ({how}; {finding.sureness:.0%} sure)"
        yield f"      words  {claim.quote}"
        yield f"      frame  {finding.pattern}"
        yield f"      scope  {', '.join(finding.cues) or '-'}"
        if claim.held:
            yield f"      held   {claim.held}"
