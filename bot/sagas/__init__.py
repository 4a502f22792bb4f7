"""Sagas: from the claims that somebody may see to where it stands, and what of it is news. Pure."""
