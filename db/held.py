"""What the reader held back in a scope and nobody has decided on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

# Of a rumour that is told in part what would make it say more; that somebody is interested too is not worth a look.
_SAYS_MORE = """
    SELECT c.rumour_id AS id FROM claims AS c JOIN rumours AS r ON r.id = c.rumour_id
    WHERE c.scope = :scope AND c.held IS NOT NULL AND c.modality = 'actual' AND c.tense = 'current'
          AND c.kind NOT IN ('interest', 'competition') AND r.held IS NULL
          AND NOT EXISTS (SELECT 1 FROM json_each(r.developments) AS d WHERE d.value = c.kind)
"""
_DECIDED = """
    SELECT 1 FROM mended_rumours AS t JOIN mendings AS m ON m.id = t.mending_id
    WHERE t.rumour_id = h.id AND t.scope = :scope AND m.undone_at IS NULL AND m.kind IN ('retract', 'edit', 'vouch')
"""
WAITING = f"""
    SELECT DISTINCT h.id FROM (
        SELECT id FROM rumours WHERE scope = :scope AND held IS NOT NULL
        UNION ALL
        {_SAYS_MORE}
    ) AS h WHERE NOT EXISTS ({_DECIDED}) ORDER BY h.id DESC
"""  # noqa: S608 - put together from constants
TEXT_OF = """
    SELECT a.text_hash, a.text, a.actor_id FROM rumours AS r JOIN articles AS a ON a.id = r.article_id
    WHERE r.id = ? AND r.scope = ?
"""


def waiting(conn: sqlite3.Connection, scope: int) -> tuple[int, ...]:
    """The rumours of that very scope that are held, wholly or in part, newest first."""
    return tuple(row[0] for row in conn.execute(WAITING, {"scope": scope}))


def text_of(conn: sqlite3.Connection, scope: int, rumour_id: int) -> tuple[str, str, int] | None:
    """The hash (in hexadecimal digits) and the text of the article of a rumour of that scope, and who brought it."""
    row = conn.execute(TEXT_OF, (rumour_id, scope)).fetchone()
    return None if row is None else (row[0].hex(), row[1], row[2])
