"""What people really have in their channels, as Discord tells it, and the article that is read from it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from bot.localdiscord import File, Kind
from bot.localdiscord.payloads import message_payload

if TYPE_CHECKING:
    from bot.drafts import Draft
    from bot.localdiscord import Response
    from tests.conftest import House

BID = "Brentford have rejected a £20m bid from Everton for midfielder Joao Almeida."
MORE = "Everton are expected to return with a better offer for Joao Almeida."
LINK = "https://www.skysports.com/football/news/1"
TWEET: dict[str, Any] = {
    "type": "rich",
    "author": {"name": "Karl Moss (@KarlMoss)", "url": "https://x.com/KarlMoss"},
    "description": BID,
    "url": "https://x.com/KarlMoss/status/1",
    "footer": {"text": "X"},
    "timestamp": "2024-07-02T21:00:00+00:00",
}
ARTICLE: dict[str, Any] = {
    "type": "article",
    "title": "Bid refused",
    "description": BID,
    "url": LINK,
    "provider": {"name": "Sky Sports"},
}
WEBHOOK = {"id": "77", "username": "Karl Moss", "bot": True, "discriminator": "0000", "avatar": None}


def snapshot(**changes: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "type": 0,
        "content": "",
        "embeds": [],
        "attachments": [],
        "timestamp": "2024-07-01T12:00:00+00:00",
        "edited_timestamp": None,
        "flags": 0,
        "mentions": [],
        "mention_roles": [],
        "components": [],
    }
    return {"message": {**base, **changes}}


async def used_on(house: House, **changes: Any) -> Response:
    """Use the menu on a message that is as it is told here."""
    message = await house.fan.say(house.news, "x")
    said = {**message_payload(message, house.discord.state.world), "content": "", **changes}
    data = {
        "id": "1",
        "name": "Add as rumour",
        "type": 3,
        "target_id": said["id"],
        "resolved": {"messages": {said["id"]: said}},
    }
    return await house.discord.interact(house.mod.payload(Kind.COMMAND, house.news, data))


async def brought(house: House) -> Draft:
    since = house.clock() - dt.timedelta(hours=1)
    draft = await house.store.last_draft(house.guild.id, house.mod.id, house.news.id, since)
    assert draft is not None
    return draft


# What the message is, then its text, who says it, the address, and the day (None: today).
MESSAGES: dict[str, tuple[dict[str, Any], str, str | None, str | None, str | None]] = {
    "plain text": ({"content": BID}, BID, None, None, None),
    "text with markup": ({"content": f"# 🚨\n> **{BID}** <:cl:1>"}, f"🚨\n{BID}", None, None, None),
    "text with a link": ({"content": f"{BID} <{LINK}>"}, BID, "Sky Sports", LINK, None),
    "a masked link": ({"content": f"[{BID}]({LINK})"}, BID, "Sky Sports", LINK, None),
    "a spoiler": ({"content": f"||{BID}||"}, BID, None, None, None),
    "a code block": ({"content": f"```\n{BID}\n```"}, BID, None, None, None),
    "a link alone": ({"content": LINK, "embeds": [ARTICLE]}, f"Bid refused\n{BID}", "Sky Sports", LINK, None),
    "text and what its link shows": (
        {"content": f"{MORE} {LINK}", "embeds": [ARTICLE]},
        f"{MORE}\n\nBid refused\n{BID}",
        "Sky Sports",
        LINK,
        None,
    ),
    "the text of the embed again": (
        {"content": BID, "embeds": [{**TWEET, "timestamp": None}]},
        BID,
        "Karl Moss",
        TWEET["url"],
        None,
    ),
    "a post as its platform shows it": (
        {"content": TWEET["url"], "embeds": [TWEET]},
        BID,
        "Karl Moss",
        TWEET["url"],
        "2024-07-02",
    ),
    "a post as a mirror shows it, its account in the title": (
        {
            "content": "https://fxtwitter.com/KarlMoss/status/1",
            "embeds": [
                {
                    "type": "rich",
                    "title": "Karl Moss (@KarlMoss)",
                    "description": BID,
                    "provider": {"name": "FxTwitter"},
                }
            ],
        },
        BID,
        "Karl Moss",
        "https://fxtwitter.com/KarlMoss/status/1",
        None,
    ),
    "a reporter whom the lists know by his handle": (
        {"embeds": [{"type": "rich", "author": {"name": "Fab 🔵 (@FabrizioRomano)"}, "description": BID}]},
        BID,
        "Fabrizio Romano",
        None,
        None,
    ),
    "a webhook with a reporter's name": (
        {"content": BID, "webhook_id": "77", "author": WEBHOOK},
        BID,
        "Karl Moss",
        None,
        None,
    ),
    "a webhook of a mirror": (
        {
            "content": TWEET["url"],
            "embeds": [TWEET],
            "webhook_id": "77",
            "application_id": "78",
            "author": {**WEBHOOK, "username": "Karl Moss • TweetShift"},
        },
        BID,
        "Karl Moss",
        TWEET["url"],
        "2024-07-02",
    ),
    "a webhook that nobody has named": (
        {"content": BID, "webhook_id": "77", "author": {**WEBHOOK, "username": "Captain Hook"}},
        BID,
        None,
        None,
        None,
    ),
    "another bot": ({"content": BID, "author": {**WEBHOOK, "username": "Newsbot"}}, BID, None, None, None),
    "an answer of another bot": (
        {
            "content": BID,
            "webhook_id": "78",
            "application_id": "78",
            "author": {**WEBHOOK, "username": "Newsbot"},
        },
        BID,
        None,
        None,
        None,
    ),
    "several embeds": (
        {"embeds": [{"type": "rich", "description": BID}, {"type": "rich", "description": MORE}]},
        f"{BID}\n\n{MORE}",
        None,
        None,
        None,
    ),
    "fields of an embed": (
        {"embeds": [{"type": "rich", "title": "Deal", "fields": [{"name": "News", "value": BID}]}]},
        f"Deal\nNews\n{BID}",
        None,
        None,
        None,
    ),
    "a forwarded message": (
        {"message_snapshots": [snapshot(content=BID)]},
        BID,
        None,
        None,
        "2024-07-01",
    ),
    "a forwarded embed with a comment": (
        {"content": "look", "message_snapshots": [snapshot(embeds=[TWEET])]},
        f"look\n\n{BID}",
        "Karl Moss",
        TWEET["url"],
        "2024-07-02",
    ),
    "a text in the components": (
        {
            "flags": 1 << 15,
            "components": [
                {"type": 17, "id": 1, "components": [{"type": 10, "id": 2, "content": f"**{BID}**"}]}
            ],
        },
        BID,
        None,
        None,
        None,
    ),
    "a reply": (
        {"content": BID, "type": 19, "message_reference": {"type": 0, "message_id": "5", "channel_id": "6"}},
        BID,
        None,
        None,
        None,
    ),
}


@pytest.mark.parametrize("name", MESSAGES)
async def test_a_message_is_read_as_people_read_it(house: House, name: str) -> None:
    told, text, outlet, url, day = MESSAGES[name]
    shown = await used_on(house, **told)
    assert "Joao Almeida" in shown.text, shown.text
    article = (await brought(house)).article
    assert (article.text, article.outlet, article.url) == (text, outlet, url)
    assert article.published == (dt.date.fromisoformat(day) if day else house.clock().date())


async def test_who_is_named_by_the_webhook_answers_for_it(house: House) -> None:
    await used_on(house, content=BID, webhook_id="77", author=WEBHOOK)
    await house.boss.slash(house.news, "alerts add")
    shown = await used_on(
        house, content=MORE.replace("Almeida", "Abrantes") + " " + BID, webhook_id="77", author=WEBHOOK
    )
    await house.press(house.mod, shown, "Confirm")
    alert = await house.news.next_message()
    assert "Karl Moss" in str(alert.embeds)


async def test_a_file_beside_a_text_is_read_with_it(house: House) -> None:
    message = await house.fan.say(house.news, "look", files=[File("message.txt", BID.encode())])
    await house.mod.use_on(message, "Add as rumour")
    assert (await brought(house)).article.text == f"look\n\n{BID}"


async def test_the_bots_own_messages_are_no_news(house: House) -> None:
    await house.boss.slash(house.news, "alerts add")
    await house.file(house.BID)
    alert = await house.news.next_message()
    answer = await house.mod.use_on(alert, "Add as rumour")
    assert "That is a message of mine" in answer.content
    said = message_payload(alert, house.discord.state.world)
    forwarded = snapshot(embeds=said["embeds"], components=said["components"])
    assert "That is a message of mine" in (await used_on(house, message_snapshots=[forwarded])).content


@pytest.mark.parametrize(
    "told",
    [
        {"content": "<:cl:1> <@1>"},
        {"content": LINK},
        {"embeds": [{"type": "gifv", "url": "https://tenor.com/x"}]},
        {"content": "~~struck~~"},
        {"sticker_items": [{"id": "3", "name": "x", "format_type": 1}]},
    ],
)
async def test_a_message_that_says_nothing_is_refused(house: House, told: dict[str, Any]) -> None:
    assert "no text in this message" in (await used_on(house, **told)).content


@pytest.mark.parametrize(
    "text", ["a" * 4000, "\u202e" * 100 + BID, "```" * 1000, "[" * 2000, "\x00" + BID, "@everyone " * 300]
)
async def test_a_hostile_text_is_answered(house: House, text: str) -> None:
    shown = await used_on(
        house, content=text, embeds=[{"type": "rich", "author": {"name": text[:256]}, "title": text[:256]}]
    )
    assert shown.text
    assert "Sorry" not in shown.text
