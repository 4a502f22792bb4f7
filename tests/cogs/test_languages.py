"""The same news in two guilds, each in its own language: alerts, buttons, digests, corrections, and why."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.files import Retract
from bot.intake import take_in
from bot.localdiscord.responses import message_words
from bot.model import WIRE, Article, Kind
from bot.store import StoreError
from bot.subscription import Mode, Rules, Target
from db.faults import UNREADABLE

if TYPE_CHECKING:
    from bot.localdiscord import LocalChannel, Message
    from tests.conftest import House

EVERYTHING = Target("everything")
HELD = "Almeida to Everton: done deal? Joao Almeida, the Brentford midfielder, is set for a medical with Everton."
DOUBT = "nada de lo que dice es lo bastante seguro para contarlo"


async def wire(house: House, text: str) -> None:
    """Public news."""
    await take_in(house.store, Article(text), house.clock())
    house.bot.dispatcher.wake()


def words(message: Message) -> str:
    return "\n".join(message_words(message))


def labels(message: Message) -> list[str]:
    return [button["label"] for line in message.components for button in line["components"]]


def guild_of(channel: LocalChannel) -> int:
    assert channel.data.guild_id is not None
    return channel.data.guild_id


@pytest.fixture
async def pena(house: House) -> LocalChannel:
    """A channel of another guild, which is written to in Spanish; both guilds are told everything."""
    guild = house.discord.add_guild("Peña Norte")
    channel = guild.add_channel("fichajes")
    await channel.next_message()  # the bot says hello to a guild that it has joined
    await house.store.set_language(guild.id, "es", guild.owner.id)
    for where, guild_id in ((house.news, house.guild.id), (channel, guild.id)):
        await house.store.subscribe(guild_id, where.id, EVERYTHING, Rules(), house.boss.id)
    return channel


async def test_the_same_news_is_posted_to_each_guild_in_its_language(
    house: House, pena: LocalChannel
) -> None:
    await wire(house, house.BID)
    english, spanish = await house.news.next_message(), await pena.next_message()
    assert "What changed" in words(english)
    assert "The first news of this saga." in words(english)
    assert "Qué cambia" in words(spanish)
    assert "suena para Everton" in words(spanish)
    assert "Es la primera noticia de este culebrón." in words(spanish)
    assert labels(english) == ["Status", "Timeline", "Mute this saga", "Why this alert?"]
    assert labels(spanish) == ["Situación", "Cronología", "Silenciar este culebrón", "¿Por qué esta alerta?"]


async def test_what_is_taken_back_is_struck_in_the_language_of_each_guild(
    house: House, pena: LocalChannel
) -> None:
    await wire(house, house.BID)
    english, spanish = await house.news.next_message(), await pena.next_message()
    await house.discord.settled()
    (name,) = await house.store.player_names(WIRE)
    file = await house.store.player_file(WIRE, name.id)
    assert file is not None
    await house.store.mend(WIRE, 0, file.id, Retract(file.rumours[0].id), house.clock())
    house.bot.dispatcher.wake()
    await house.discord.until(lambda: english.edited and spanish.edited)
    assert "a moderator took the report back" in words(english)
    assert "un moderador retiró la información" in words(spanish)
    assert str(spanish.embeds[0]["title"]).startswith("~~")


async def test_a_digest_is_in_the_language_of_its_guild(house: House, pena: LocalChannel) -> None:
    guild_id = guild_of(pena)
    await house.store.change_rules(guild_id, pena.id, EVERYTHING, Rules(mode=Mode.DAILY), house.boss.id)
    await wire(house, house.BID)
    await wire(house, house.INTEREST)
    house.clock.ahead = dt.timedelta(days=1, hours=1)
    house.bot.dispatcher.wake()
    digest = await pena.next_message()
    assert digest.embeds[0]["title"] == "Qué se ha movido"
    assert labels(digest)[-1] == "¿Por qué estas novedades?"


async def test_a_guild_that_changes_its_language_keeps_what_stands_as_it_stands(
    house: House, pena: LocalChannel
) -> None:
    await wire(house, house.BID)
    before = await pena.next_message()
    await house.store.set_language(guild_of(pena), "en", house.boss.id)
    await wire(house, house.FEE_AGREED)
    assert "What changed" in words(await pena.next_message())
    await house.discord.settled()
    assert not before.edited
    assert "Qué cambia" in words(before)


async def test_why_is_told_in_the_language_of_who_asks(house: House) -> None:
    await house.store.subscribe(house.guild.id, house.news.id, EVERYTHING, Rules(), house.boss.id)
    await house.file(house.BID)
    alert = await house.news.next_message()
    await house.discord.settled()
    house.mod.user.locale = "es-ES"
    told = await house.mod.slash(house.news, "alerts why")
    assert "Publicada el" in told.text
    assert "alertas de todo" in told.text
    assert "es la primera noticia de este culebrón" in told.text
    assert "Publicada el" in (await house.mod.press(alert, "Why this alert?")).text
    assert "Posted on" in (await house.fan.press(alert, "Why this alert?")).text


async def test_a_follower_is_written_to_in_the_language_in_which_he_last_followed(house: House) -> None:
    await house.fan.slash(house.fan.dms, "follow", player="Marco Silvetti")
    house.fan.user.locale = "es-419"
    assert (
        "Sigues a Joao Almeida"
        in (await house.fan.slash(house.fan.dms, "follow", player="Joao Almeida")).text
    )
    for text in (house.BID, house.INTEREST):
        await wire(house, text)
        assert "Qué cambia" in words(await house.fan.dms.next_message())


async def test_kinds_are_offered_by_their_names_and_meant_by_their_words(house: House) -> None:
    house.mod.user.locale = "es-ES"
    offered = await house.mod.autocomplete(house.news, "alerts add", kinds="oferta, fich")
    assert offered == [("oferta, fichaje", "bid, signed")]
    done = await house.mod.slash(house.news, "alerts add", kinds="oferta, signed")
    (rules,) = (one.rules for one in await house.store.subscriptions(house.guild.id, house.news.id))
    assert rules.kinds == {Kind.BID, Kind.SIGNED}
    assert "solo oferta" in done.text
    refused = await house.mod.slash(house.news, "alerts add", kinds="nada")
    assert "No hay noticias del tipo nada" in refused.text


async def test_what_is_typed_is_answered_in_the_language_of_its_place(house: House) -> None:
    await house.store.set_language(house.guild.id, "es", house.boss.id)
    for typed, told in (
        ("!status nadie", "No hay nada guardado sobre nadie"),
        ("!status", "Falta: jugador. Por ejemplo: `!status van dijk`"),
        ("!rumour add Brentford", "Escribe /rumor añadir y elígelo."),
    ):
        asked = await house.fan.say(house.news, typed)
        assert told in words(await house.news.next_message(after=asked))
    mine = await house.fan.say(house.fan.dms, "!status nobody")
    assert "Nothing stored about nobody" in words(await house.fan.dms.next_message(after=mine))


async def test_what_a_follower_types_in_private_is_answered_in_the_language_in_which_he_follows(
    house: House,
) -> None:
    house.fan.user.locale = "es-ES"
    await house.fan.slash(house.fan.dms, "follow", player="Joao Almeida")
    asked = await house.fan.say(house.fan.dms, "!status nadie")
    assert "No hay nada guardado sobre nadie" in words(await house.fan.dms.next_message(after=asked))


async def test_for_a_message_that_is_no_command_nothing_is_looked_up(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[tuple[int, int]] = []
    look_up = house.store.language_of

    async def note(guild_id: int, channel_id: int) -> str:
        looked_up.append((guild_id, channel_id))
        return await look_up(guild_id, channel_id)

    monkeypatch.setattr(house.store, "language_of", note)
    for text in ("hello", "!play a song", "!"):
        await house.fan.say(house.news, text)
    await house.news.next_message(after=await house.fan.say(house.news, "!about"))
    assert looked_up == [(house.guild.id, house.news.id)]


async def test_help_names_commands_and_options_as_its_reader_sees_them(house: House) -> None:
    house.boss.user.locale = "es-ES"
    told = (await house.boss.slash(house.news, "help", topic="asking")).text.replace("\\", "")
    assert "/estado jugador [a-fecha-de]" in told
    assert "Ejemplo: /estado van dijk" in told
    told = (await house.boss.slash(house.news, "help", topic="alerts")).text
    assert "Ejemplo: /alertas añadir jugador:van dijk" in told
    asked = await house.boss.say(house.news, "!help rumour edit")
    assert "Mending" in words(await house.news.next_message(after=asked))


async def test_what_the_store_and_the_reader_say_is_said_in_the_language_of_who_asks(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.mod.user.locale = "es-ES"
    form = await house.mod.slash(house.news, "rumour add")
    held = await house.mod.submit(form, {"Texto": HELD})
    assert f"Retenido: {DOUBT}." in held.text
    await house.press(house.mod, held, "Confirmar")
    shown = (await house.mod.slash(house.news, "review")).text
    assert DOUBT in shown.casefold()
    assert "no lo dice con suficiente claridad" in shown

    async def unreadable(*_: object) -> None:
        raise StoreError(UNREADABLE)

    monkeypatch.setattr(house.store, "player_names", unreadable)
    refused = await house.mod.slash(house.news, "status", player="Joao Almeida")
    assert "Ahora mismo no se puede leer lo guardado. Inténtalo de nuevo." in refused.text
