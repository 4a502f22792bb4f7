"""The verbs of the terminal: what ``python -m bot VERB`` does."""
