"""Use cases: a question in, an answer as data out. What it looks like is the cards' business."""
