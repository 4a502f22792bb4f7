from typing import TYPE_CHECKING

import discord

from bot.localdiscord.screen import Screen

if TYPE_CHECKING:
    from tests.bot.localdiscord.conftest import Stage


async def test_a_message_that_is_given_a_thread_is_not_shown_as_changed(stage: "Stage") -> None:
    shown: list[str] = []
    screen = Screen(stage.local.state.world, [stage.alice], [stage.news], shown.append)
    stage.local.listen(screen.show)
    client = await stage.start(stage.new_client())
    channel = client.get_channel(stage.news.id)
    assert isinstance(channel, discord.TextChannel)
    message = await channel.send("A saga")
    await message.create_thread(name="van Dijk")
    await message.edit(content="A saga that ended")
    assert shown == ["Sagabot:", "  A saga", "Sagabot: (changed)", "  A saga that ended"]
