"""The phrases of which claims are told, by their kind: whole ones, so that each language orders its own words.

Their slots: ``{actor}`` does it or holds it, ``{club}`` is the suitor, ``{player}`` is he whom it is about, ``{clubs}``
the suitor's genitive, ``{sum}`` is money, ``{hedge}`` the "reportedly " of what nobody stands up for, or nothing.
"""

from __future__ import annotations

from bot.model import Kind
from bot.speech import mark, mark_as, marks

# --- what is so ---

OF_SUITOR = {
    Kind.INTEREST: marks("{club} are {hedge}interested"),
    Kind.ENQUIRY: marks("{club} have {hedge}enquired"),
    Kind.TALKS: marks("{club} are {hedge}in talks"),
    Kind.BID: marks("{club} have {hedge}made an offer"),
    Kind.IMPROVED_BID: marks("{club} have {hedge}improved their offer"),
    Kind.SIGNED: marks("{club} have {hedge}signed {player}"),
    Kind.RELEASE_CLAUSE: marks("{club} have {hedge}met the release clause"),
    Kind.WITHDREW: marks("{club} have {hedge}ended their interest"),
}
"""What a suitor does, or several."""

OF_SUITOR_WITH_SUM = {
    Kind.BID: marks("{club} have {hedge}made an offer of {sum}"),
    Kind.IMPROVED_BID: marks("{club} have {hedge}improved their offer to {sum}"),
    Kind.SIGNED: marks("{club} have {hedge}signed {player} for {sum}"),
    Kind.RELEASE_CLAUSE: marks("{club} have {hedge}met the release clause of {sum}"),
}

OF_OTHERS = {
    Kind.BID_REJECTED: mark("{actor} have {hedge}turned down an offer from {club}"),
    Kind.FEE_AGREED: mark("{actor} and {club} have {hedge}agreed a fee"),
    Kind.PERSONAL_TERMS: mark("{actor} has {hedge}agreed terms with {club}"),
    Kind.MEDICAL: mark("a medical with {club} has {hedge}been arranged"),
    Kind.LOAN_AGREED: mark("a loan to {club} is {hedge}agreed"),
    Kind.DENIED: mark("{actor} {hedge}deny it"),
    Kind.COLLAPSED: mark("the move to {club} has {hedge}collapsed"),
    Kind.WANTS_MOVE: mark("{actor} {hedge}wants to go"),
    Kind.TRANSFER_REQUEST: mark("{actor} has {hedge}handed in a transfer request"),
    Kind.REJECTS_MOVE: mark("{actor} has {hedge}said no to {club}"),
    Kind.CONTRACT_RENEWAL: mark("{actor} has {hedge}agreed a new contract"),
    Kind.NOT_FOR_SALE: mark("{actor} {hedge}do not want to sell"),
    Kind.PRICE_SET: mark("{actor} have {hedge}named a price"),
    Kind.OPEN_TO_SALE: mark("{actor} would {hedge}sell"),
    Kind.COMPETITION: mark("there is {hedge}competition for {player}"),
}
"""What the player does, or his club, or what has come of it."""

OF_OTHERS_WITH_SUM = {
    Kind.BID_REJECTED: mark("{actor} have {hedge}turned down an offer of {sum} from {club}"),
    Kind.FEE_AGREED: mark("{actor} and {club} have {hedge}agreed a fee of {sum}"),
    Kind.PRICE_SET: mark("{actor} have {hedge}named a price of {sum}"),
}

DENIED_BY_PLAYER = mark("{actor} {hedge}denies it")

WITHOUT_CLUB = {
    Kind.COLLAPSED: mark("the move is {hedge}off"),
    Kind.WITHDREW: mark("those who were interested have {hedge}ended their interest"),
    Kind.REJECTS_MOVE: mark("{actor} has {hedge}said no to a move"),
}
"""The same where no suitor is named: it is over with everybody."""

AGREED_IN_ROW = mark("have agreed a fee with {club}")
AGREED_IN_ROW_WITH_SUM = mark("have agreed a fee of {sum} with {club}")
"""What two clubs do together, told in the row of one of them, which is not named again."""

# --- what is weighed, expected, conditional or denied ---

CONSIDERED_BY_PLAYER = mark("{actor} is {hedge}considering {thing}")
CONSIDERED_BY_CLUB = marks("{actor} are {hedge}considering {thing}")
EXPECTED = mark("{thing} is {hedge}expected")
ON_CONDITION = mark("{thing} {hedge}depends on a condition")

SUITOR_ON_CONDITION = {
    Kind.INTEREST: marks("{club} would {hedge}be interested under a condition"),
    Kind.BID: marks("{club} would {hedge}make an offer under a condition"),
}
OTHERS_ON_CONDITION = {
    Kind.OPEN_TO_SALE: mark("{actor} would {hedge}sell under a condition"),
    Kind.TRANSFER_REQUEST: mark("{actor} would {hedge}ask for a transfer under a condition"),
}

THINGS = {
    Kind.INTEREST: mark("interest from {club}"),
    Kind.ENQUIRY: mark("an enquiry from {club}"),
    Kind.TALKS: mark("talks with {club}"),
    Kind.BID: mark("an offer from {club}"),
    Kind.IMPROVED_BID: mark("a better offer from {club}"),
    Kind.BID_REJECTED: mark("a refusal of {clubs} offer"),
    Kind.FEE_AGREED: mark("an agreement with {club}"),
    Kind.PERSONAL_TERMS: mark("terms with {club}"),
    Kind.MEDICAL: mark("a medical with {club}"),
    Kind.SIGNED: mark("a move to {club}"),
    Kind.LOAN_AGREED: mark("a loan to {club}"),
    Kind.RELEASE_CLAUSE: mark("payment of the release clause by {club}"),
    Kind.WITHDREW: mark("an end of {clubs} interest"),
    Kind.DENIED: mark("a denial"),
    Kind.COLLAPSED: mark("a collapse of the move to {club}"),
    Kind.WANTS_MOVE: mark("a wish to go"),
    Kind.TRANSFER_REQUEST: mark("a transfer request"),
    Kind.REJECTS_MOVE: mark("a refusal of {club}"),
    Kind.CONTRACT_RENEWAL: mark("a new contract"),
    Kind.NOT_FOR_SALE: mark("a refusal to sell"),
    Kind.PRICE_SET: mark("a price"),
    Kind.OPEN_TO_SALE: mark("readiness to sell"),
    Kind.COMPETITION: mark("a race with other clubs"),
}
"""The thing itself."""

OWN_THINGS = {
    Kind.INTEREST: mark("a pursuit"),
    Kind.ENQUIRY: mark("an enquiry"),
    Kind.TALKS: mark("talks"),
    Kind.BID: mark("an offer"),
    Kind.IMPROVED_BID: mark("a better offer"),
    Kind.RELEASE_CLAUSE: mark("payment of the release clause"),
    Kind.WITHDREW: mark("an end of their interest"),
}
"""The same said of the suitor himself: "Everton are considering an offer"."""

CONSIDERED = "what somebody considers"
"""The context of a thing that somebody weighs doing: other languages say it by a verb."""

CONSIDERED_THINGS = {
    Kind.SIGNED: mark_as("what somebody considers", "a move to {club}"),
    Kind.WANTS_MOVE: mark_as("what somebody considers", "a wish to go"),
    Kind.TRANSFER_REQUEST: mark_as("what somebody considers", "a transfer request"),
    Kind.REJECTS_MOVE: mark_as("what somebody considers", "a refusal of {club}"),
    Kind.CONTRACT_RENEWAL: mark_as("what somebody considers", "a new contract"),
    Kind.NOT_FOR_SALE: mark_as("what somebody considers", "a refusal to sell"),
    Kind.PRICE_SET: mark_as("what somebody considers", "a price"),
    Kind.OPEN_TO_SALE: mark_as("what somebody considers", "readiness to sell"),
}
CONSIDERED_OWN_THINGS = {
    Kind.INTEREST: mark_as("what somebody considers", "a pursuit"),
    Kind.ENQUIRY: mark_as("what somebody considers", "an enquiry"),
    Kind.TALKS: mark_as("what somebody considers", "talks"),
    Kind.BID: mark_as("what somebody considers", "an offer"),
    Kind.IMPROVED_BID: mark_as("what somebody considers", "a better offer"),
    Kind.RELEASE_CLAUSE: mark_as("what somebody considers", "payment of the release clause"),
    Kind.WITHDREW: mark_as("what somebody considers", "an end of their interest"),
}

NOT_SO = {
    Kind.INTEREST: mark("there is {hedge}no interest from {club}"),
    Kind.ENQUIRY: mark("there is {hedge}no enquiry from {club}"),
    Kind.TALKS: mark("there are {hedge}no talks with {club}"),
    Kind.BID: mark("there is {hedge}no offer from {club}"),
    Kind.IMPROVED_BID: mark("there is {hedge}no better offer from {club}"),
    Kind.BID_REJECTED: mark("there is {hedge}no refusal of {clubs} offer"),
    Kind.FEE_AGREED: mark("there is {hedge}no agreement with {club}"),
    Kind.PERSONAL_TERMS: mark("there are {hedge}no terms with {club}"),
    Kind.MEDICAL: mark("there is {hedge}no medical with {club}"),
    Kind.SIGNED: mark("there is {hedge}no move to {club}"),
    Kind.LOAN_AGREED: mark("there is {hedge}no loan to {club}"),
    Kind.RELEASE_CLAUSE: mark("there is {hedge}no payment of the release clause by {club}"),
    Kind.WITHDREW: mark("there is {hedge}no end of {clubs} interest"),
    Kind.DENIED: mark("there is {hedge}no denial"),
    Kind.COLLAPSED: mark("there is {hedge}no collapse of the move to {club}"),
    Kind.WANTS_MOVE: mark("there is {hedge}no wish to go"),
    Kind.TRANSFER_REQUEST: mark("there is {hedge}no transfer request"),
    Kind.REJECTS_MOVE: mark("there is {hedge}no refusal of {club}"),
    Kind.CONTRACT_RENEWAL: mark("there is {hedge}no new contract"),
    Kind.NOT_FOR_SALE: mark("there is {hedge}no refusal to sell"),
    Kind.PRICE_SET: mark("there is {hedge}no price"),
    Kind.OPEN_TO_SALE: mark("there is {hedge}no readiness to sell"),
    Kind.COMPETITION: mark("there is {hedge}no race with other clubs"),
}
OWN_NOT_SO = {
    Kind.INTEREST: mark("there is {hedge}no pursuit"),
    Kind.ENQUIRY: mark("there is {hedge}no enquiry"),
    Kind.TALKS: mark("there are {hedge}no talks"),
    Kind.BID: mark("there is {hedge}no offer"),
    Kind.IMPROVED_BID: mark("there is {hedge}no better offer"),
    Kind.RELEASE_CLAUSE: mark("there is {hedge}no payment of the release clause"),
    Kind.WITHDREW: mark("there is {hedge}no end of their interest"),
}

# --- what has been told already ---

NOUNS = {
    Kind.INTEREST: mark("the interest"),
    Kind.ENQUIRY: mark("the enquiry"),
    Kind.TALKS: mark("the talks"),
    Kind.BID: mark("the offer"),
    Kind.IMPROVED_BID: mark("the better offer"),
    Kind.BID_REJECTED: mark("the refusal"),
    Kind.FEE_AGREED: mark("the agreement"),
    Kind.PERSONAL_TERMS: mark("the terms"),
    Kind.MEDICAL: mark("the medical"),
    Kind.SIGNED: mark("the signing"),
    Kind.LOAN_AGREED: mark("the loan"),
    Kind.RELEASE_CLAUSE: mark("the payment of the clause"),
    Kind.WITHDREW: mark("the end of the interest"),
    Kind.DENIED: mark("the denial"),
    Kind.COLLAPSED: mark("the collapse"),
    Kind.WANTS_MOVE: mark("the player's wish"),
    Kind.TRANSFER_REQUEST: mark("the request"),
    Kind.REJECTS_MOVE: mark("the player's no"),
    Kind.CONTRACT_RENEWAL: mark("the new contract"),
    Kind.NOT_FOR_SALE: mark("the club's no to a sale"),
    Kind.PRICE_SET: mark("the price"),
    Kind.OPEN_TO_SALE: mark("the club's readiness to sell"),
    Kind.COMPETITION: mark("the race"),
}
"""What each kind of news is called where it has been told."""
