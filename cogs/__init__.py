"""The commands, one file per family: each takes arguments, calls one use case and shows a card."""
