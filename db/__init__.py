"""The Store on SQLite: one file, and all the SQL of the project."""

from db.store import MERGE_WINDOW, SqliteStore, open_store

__all__ = ["MERGE_WINDOW", "SqliteStore", "open_store"]
