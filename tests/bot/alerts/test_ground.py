from __future__ import annotations

import pytest

from bot.alerts.ground import Ground, Soil
from bot.model import Refusal
from bot.subscription import Mode, Rules

PLAIN, THREADS = Rules(), Rules(in_threads=True)


@pytest.mark.parametrize(
    ("soil", "rules", "fitted"),
    [
        (Soil.TEXT, PLAIN, PLAIN),
        (Soil.TEXT, THREADS, THREADS),
        (Soil.THREAD, PLAIN, PLAIN),
        (Soil.FORUM, PLAIN, THREADS),
    ],
)
def test_in_a_forum_each_saga_has_a_post(soil: Soil, rules: Rules, fitted: Rules) -> None:
    assert Ground(5, soil).fit(rules) == fitted


@pytest.mark.parametrize(
    ("ground", "rules", "why"),
    [
        (Ground(5, Soil.THREAD), THREADS, "A thread has no threads of its own"),
        (
            Ground(5, lacks=("Send Messages", "Embed Links")),
            PLAIN,
            "I cannot post alerts in this channel: allow me Send Messages and Embed Links there",
        ),
        (
            Ground(5, lacks_for_threads=("Create Public Threads",)),
            THREADS,
            "allow me Create Public Threads there",
        ),
        (
            Ground(5, Soil.FORUM, lacks_for_threads=("Send Messages in Threads",), name="#news"),
            PLAIN,
            "I cannot post alerts in #news: allow me Send Messages in Threads there",
        ),
        *(
            (
                Ground(5, Soil.FORUM),
                Rules(mode=mode),
                "A forum takes no digests. Choose a mode that tells at once",
            )
            for mode in (Mode.DAILY, Mode.WEEKLY, Mode.DEADLINE_DAY)
        ),
        (Ground(5, Soil.FORUM), Rules(most_a_day=3), "Leave most-a-day out"),
    ],
)
def test_what_could_not_be_posted_is_refused(ground: Ground, rules: Rules, why: str) -> None:
    with pytest.raises(Refusal) as refusal:
        ground.fit(rules)
    assert why in str(refusal.value)


def test_what_is_lacked_for_threads_alone_does_not_matter_without_them() -> None:
    assert Ground(5, lacks_for_threads=("Create Public Threads",)).fit(PLAIN) == PLAIN
