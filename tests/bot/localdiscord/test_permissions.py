from __future__ import annotations

from bot.localdiscord import LocalDiscord, Permission
from bot.localdiscord.permissions import EVERYTHING, channel_permissions, may

VIEW, SEND = Permission.VIEW_CHANNEL, Permission.SEND_MESSAGES


def test_overwrites_go_from_everyone_over_roles_to_the_member() -> None:
    local = LocalDiscord()
    guild = local.add_guild("Guild")
    talk = guild.add_channel("talk")
    fans = guild.add_role("Fans")
    alice, bob = guild.add_member("alice", [fans]), guild.add_member("bob")
    world = local.state.world
    talk.deny(guild.everyone, SEND)
    talk.allow(fans, SEND)
    assert may(world, talk.data, alice.id, SEND)
    assert not may(world, talk.data, bob.id, SEND)
    talk.deny(alice, SEND)
    assert not may(world, talk.data, alice.id, SEND)


def test_who_cannot_see_a_channel_may_do_nothing_in_it() -> None:
    local = LocalDiscord()
    guild = local.add_guild("Guild")
    talk = guild.add_channel("talk")
    alice = guild.add_member("alice")
    talk.deny(guild.everyone, VIEW)
    assert channel_permissions(local.state.world, talk.data, alice.id) == 0


def test_owners_and_administrators_may_everything() -> None:
    local = LocalDiscord()
    guild = local.add_guild("Guild")
    talk = guild.add_channel("talk")
    admin = guild.add_member("admin", [guild.add_role("Admins", Permission.ADMINISTRATOR)])
    talk.deny(guild.everyone, VIEW)
    for member in (guild.owner, admin):
        assert channel_permissions(local.state.world, talk.data, member.id) == EVERYTHING


def test_a_stranger_may_nothing_and_in_direct_messages_one_may_write() -> None:
    local = LocalDiscord()
    guild = local.add_guild("Guild")
    talk = guild.add_channel("talk")
    alice = guild.add_member("alice")
    assert channel_permissions(local.state.world, talk.data, 1) == 0
    assert may(local.state.world, alice.dms.data, alice.id, SEND)


def test_ids_rise_and_guilds_have_a_millisecond_each() -> None:
    local = LocalDiscord()
    ids = [local.state.world.ids.next() for _ in range(100)]
    assert ids == sorted(set(ids))
    stamps = {local.add_guild(str(number)).id >> 22 for number in range(10)}
    assert len(stamps) == 10


def test_somebody_can_be_a_member_of_two_guilds() -> None:
    local = LocalDiscord()
    first, second = local.add_guild("First"), local.add_guild("Second")
    alice = first.add_member("alice")
    again = second.add_member(alice)
    assert alice.id == again.id
    assert alice.data is not again.data
