"""Reading: from an article's text to claims. Pure; one file a stage, word lists in ``data/``.

text → page (normalise) → sentences → mentions (clubs, people, outlets, money) → units (lexicon)
→ events (frames) → scope and attribution → rumours (assemble) → summary.
"""

from bot.reading.background import Background, Known
from bot.reading.reader import explain, read

__all__ = ["Background", "Known", "explain", "read"]
