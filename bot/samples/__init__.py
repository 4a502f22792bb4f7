"""Sample news in our own words, from facts; the demo starts with it."""
