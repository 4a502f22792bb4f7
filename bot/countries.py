"""What countries are called: they are kept by their English names, as ``clubs.toml`` writes them."""

from __future__ import annotations

from bot.speech import mark, say

COUNTRIES = frozenset(
    {
        mark("England"),
        mark("Spain"),
        mark("Italy"),
        mark("Germany"),
        mark("France"),
        mark("Scotland"),
        mark("Northern Ireland"),
        mark("Wales"),
        mark("Ireland"),
        mark("Netherlands"),
        mark("Portugal"),
        mark("Belgium"),
        mark("Switzerland"),
        mark("Austria"),
        mark("Denmark"),
        mark("Norway"),
        mark("Sweden"),
        mark("Finland"),
        mark("Iceland"),
        mark("Turkey"),
        mark("Greece"),
        mark("Cyprus"),
        mark("Israel"),
        mark("Russia"),
        mark("Ukraine"),
        mark("Poland"),
        mark("Czechia"),
        mark("Slovakia"),
        mark("Hungary"),
        mark("Romania"),
        mark("Bulgaria"),
        mark("Serbia"),
        mark("Croatia"),
        mark("Slovenia"),
        mark("Bosnia and Herzegovina"),
        mark("Montenegro"),
        mark("North Macedonia"),
        mark("Saudi Arabia"),
        mark("Qatar"),
        mark("United Arab Emirates"),
        mark("Egypt"),
        mark("Morocco"),
        mark("Tunisia"),
        mark("Algeria"),
        mark("South Africa"),
        mark("Japan"),
        mark("South Korea"),
        mark("China"),
        mark("India"),
        mark("Australia"),
        mark("New Zealand"),
        mark("United States"),
        mark("Canada"),
        mark("Mexico"),
        mark("Brazil"),
        mark("Argentina"),
    }
)
"""All of whose transfer windows something is known (``data/windows.toml``)."""


def country_name(country: str) -> str:
    """What a country is called in the current language; as it is kept, if no other name is known."""
    return say(country) if country in COUNTRIES else country
