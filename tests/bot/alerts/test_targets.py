from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.alerts.targets import Named, aim_at, chosen
from bot.model import Refusal
from bot.subscription import Rules, Subscription, Target
from tests.bot.moderators import GUILD, filled, refused
from tests.db.samples import filing, judge, rumour

if TYPE_CHECKING:
    from bot.store import Store


@pytest.fixture
async def known(store: Store) -> Store:
    return await filled(store)


@pytest.mark.parametrize(
    ("named", "target"),
    [
        (Named(), Target("everything")),
        (Named("Everything"), Target("everything")),
        (Named(" ALL "), Target("everything")),
        (Named("boro"), Target("Alan Boro", "alan boro")),
        (Named("Alan  Borro"), Target("Alan Boro", "alan boro")),
        (Named("Zinedine  Nemo"), Target("Zinedine Nemo", "zinedine nemo")),
        (Named(club="spurs"), Target("Tottenham Hotspur", club_key="tottenham hotspur")),
        (Named(club="man utd"), Target("Manchester United", club_key="manchester united")),
        (Named(club="PSG"), Target("Paris Saint-Germain", club_key="paris saint germain")),
    ],
)
async def test_what_is_named_is_found_as_in_a_question(known: Store, named: Named, target: Target) -> None:
    assert (await aim_at(known, GUILD, named)).target == target


async def test_who_is_known_and_who_may_have_been_meant_is_told(known: Store) -> None:
    assert (await aim_at(known, GUILD, Named("boro"))).is_known
    unknown = await aim_at(known, GUILD, Named("Bo"))
    assert not unknown.is_known
    assert any("Bob Carr" in near for near in unknown.near)


async def test_a_name_of_several_players_is_for_all_of_them(known: Store) -> None:
    await known.file(filing("three", rumour("Carlo Boro", to_club="Leeds")), judge)
    aim = await aim_at(known, GUILD, Named("boro"))
    assert aim.target == Target("boro", "boro")
    assert aim.is_known
    assert {bearer.split(" · ")[0] for bearer in aim.bearers} == {"Alan Boro", "Carlo Boro"}


@pytest.mark.parametrize(
    ("named", "why"),
    [
        (Named("  "), "The player is a name of at most 80 letters"),
        (Named("x" * 81), "The player is a name of at most 80 letters"),
        (Named("x" * 6000), "The player is a name of at most 80 letters"),
        (Named("a\u202eb"), "The player is a name of at most 80 letters"),
        (Named("!?"), "The player is a name of at most 80 letters"),
        (Named("everton"), "Everton is a club: name it as the club"),
        (Named(club="nowhere fc"), "No club is known as nowhere fc"),
        (Named(club="united"), "Several clubs go by united"),
        (Named(club=""), "The club is a name of at most 80 letters"),
        (Named(club="x" * 6000), "The club is a name of at most 80 letters"),
    ],
)
async def test_what_cannot_be_meant_is_refused_with_the_way_out(known: Store, named: Named, why: str) -> None:
    assert why in await refused(aim_at(known, GUILD, named))


def test_both_a_player_and_a_club_cannot_be_meant() -> None:
    with pytest.raises(Refusal, match="a player or a club, not both"):
        Named("boro", "spurs")


def here(*targets: Target) -> list[Subscription]:
    return [Subscription(number, GUILD, 50, target, Rules()) for number, target in enumerate(targets)]


STANDING = here(
    Target("everything"),
    Target("Alan Boro", "alan boro"),
    Target("van dijk", "van dijk"),
    Target("Everton", club_key="everton"),
)


@pytest.mark.parametrize(
    ("named", "number"),
    [
        (Named(), 0),
        (Named("all"), 0),
        (Named("boro"), 1),
        (Named("Van Dijk"), 2),
        (Named(club="toffees"), 3),
        (Named(club="Everton"), 3),
    ],
)
def test_a_subscription_is_chosen_by_what_it_is_for(named: Named, number: int) -> None:
    assert chosen(named, STANDING, "This channel").id == number


@pytest.mark.parametrize(
    ("named", "standing", "why"),
    [
        (
            Named("kane"),
            STANDING,
            "no alerts for kane. It has some for everything, Alan Boro, van dijk and Everton.",
        ),
        (Named(club="leeds"), STANDING, "no alerts for leeds"),
        (Named("everton"), STANDING, "no alerts for everton"),
        (Named(), STANDING[1:], "no alerts for everything. It has some for Alan Boro"),
        (Named("x" * 6000), STANDING, "The player is a name of at most 80 letters."),
        (Named(" "), STANDING, "The player is a name of at most 80 letters."),
        (Named(club="\u200b"), STANDING, "The club is a name of at most 80 letters."),
        (Named(), [], "no alerts for everything. It has none at all: /alerts add makes some."),
        (Named(), here(*[Target(f"P{n}", f"p{n}") for n in range(9)]), "P0, P1, P2, P3, P4 and 4 more"),
    ],
)
def test_a_subscription_that_there_is_not_is_told_with_those_there_are(
    named: Named, standing: list[Subscription], why: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        chosen(named, standing, "This channel")
    assert why in str(refusal.value)
