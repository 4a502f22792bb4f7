"""Use cases: what channels and users are told of, by which rules, and why something was told or was not."""
