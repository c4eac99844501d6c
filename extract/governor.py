"""The noun or verb that a Japanese or Korean sum belongs to: 100億円の補助, 대출금은 100억 원.

Both languages put the label of a sum in front of it and its head noun or verb behind it ("loan:
100", "100's loan", "lends 100"), so that words of investing elsewhere in the sentence say nothing.
What stands behind decides, else the label. Money that is already out of the door is told by an
adverb ("so far") together with a past form behind the sum or a running total in front of it.
"""

from __future__ import annotations

import re

from extract.cues import Span, Voice, cues_of
from extract.sums import SeatedSum

_FILE = "cues_governor"
_REACH = 45  # characters to either side
_LOUD = 8.0  # of money already spent
_OPEN = ("open", "lean", "spent", "running total")  # a label beats these
_WINS = 9.0  # strength of a label that wins over a verb of investing: "on dividends it spends 100"
# words that qualify the sum and govern nothing
_ROUND = {
    "ja": re.compile(
        r"(?:以上|以下|未満|超|余り|あまり|余|強|弱|程度|ほど|前後|近く|相当|規模|台|分|ずつ"
        r"|[（(][^）)]{0,40}[）)])*"
    ),
    "ko": re.compile(
        r"(?:이상|이하|미만|안팎|가량|정도|남짓|대(?=의|를|에|로| )|수준|쯤|상당|규모"
        r"|\([^)]{0,40}\)| )*"
    ),
}
_END = {"ja": re.compile(r"[、。，；;　）)]"), "ko": re.compile(r"[,.;“”\"](?!\d)")}
_NAME = re.compile(r"「[^」]*」?|『[^』]*』?|‘[^’]*’?|'[^']*'?")
_FROM = {"ja": re.compile("から|より"), "ko": re.compile("에서|보다")}
# behind a bare topic ("as for 100 of it,") the clause goes on
_TOPIC = {
    "ja": re.compile(r"(?:(?:について|に対し(?:て)?|に関し(?:て)?)(?:は|も)?|は|も|が|を)、"),
    "ko": re.compile(r"(?:에 대해(?:서)?(?:는|도)?|은|는|도),"),
}
# what may stand between a label and its sum: its particle, a comparison, words that qualify
_LINK = {
    "ja": re.compile(
        r"(?:[（(][^）)]{0,20}[）)])?(?:総額|合計|規模|上限|目標|見通し|予想|計画|案|など|等|の)*"
        r"(?:、\d{2,4}年(?:度)?)?"
        r"(?:(?:は|が|も|で|：|:)、?[^、。：:]{0,24}|として、?|に|を|[\s　=＝])?"
        r"(?:約|およそ|ほぼ|最大(?:で)?|総額(?:で)?|合計(?:で)?|計|合わせて|年間?|毎年|推定"
        r"|少なくとも|上限|平均|US|米|[$￥¥\s])*"
    ),
    "ko": re.compile(
        r"(?:\([^)]{0,20}\))?(?: ?(?:총액|합계|규모|상한|한도|목표|전망치|등))*"
        r"(?:(?:은|는|이|가|도|:|：)[^.,]{0,28}|(?:으로|로|에|을|를|만)?)"
        r"(?: ?(?:올해|지난해|작년|현재|20\d\d년))?"
        r"(?:약|총|모두|최대|연간?|해마다|매년|각각|평균|무려|미화|합쳐|합계|[$₩\s])*"
    ),
}


def governor_of(body: str, lang: str, seated: SeatedSum) -> Voice | None:
    """What the words governing the sum make of it: `claim`, or the kind of no-pledge."""
    behind, label = _behind(body, lang, seated), _label(body, lang, seated)
    if (out := _spent(body, lang, seated, behind, label)) is not None:
        return out
    named = label if label is not None and label.says not in _OPEN else None
    if named is not None and (_is(behind, None, *_OPEN) or named.strength >= _WINS):
        return named
    voice = label if _is(behind, None, *_OPEN) else behind
    if voice is not None and voice.says == "lean":
        return voice._replace(says="claim")
    return None if voice is None or voice.says in _OPEN else voice


def _is(voice: Voice | None, *says: str | None) -> bool:
    return (voice.says if voice is not None else None) in says


def _spent(
    body: str, lang: str, seated: SeatedSum, behind: Voice | None, label: Voice | None
) -> Voice | None:
    """Words for "so far", where nothing is still to be put in."""
    if _is(behind, "spent") or (_is(behind, None) and _is(label, "claim", "running total")):
        adverb = _adverb(body, lang, seated)
        return Voice(_LOUD, "past spending", *adverb) if adverb is not None else None
    return None


def _behind(body: str, lang: str, seated: SeatedSum) -> Voice | None:
    """The first head noun or verb behind the sum, the longer of two that begin together.

    What stands within quotation marks is a name.
    """
    within = _clause_behind(body, lang, seated)
    names = [match.span() for match in _NAME.finditer(body, *within)]
    heard = (
        voice
        for voice in _heard(body, lang, "after", within)
        if not any(left <= voice.start < right for left, right in names)
    )
    return min(heard, key=lambda voice: (voice.start, -voice.end), default=None)


def _clause_behind(body: str, lang: str, seated: SeatedSum) -> Span:
    start = _end_of(_ROUND[lang], body, seated.span[1])
    start = _end_of(_TOPIC[lang], body, start)
    others = (left for left, _ in seated.others if left >= start)
    most = min((seated.line.end, start + _REACH, *others))
    mark = _END[lang].search(body, start, most)
    return start, mark.start() if mark else most


def _end_of(pattern: re.Pattern[str], body: str, start: int) -> int:
    found = pattern.match(body, start)
    return found.end() if found else start


def _label(body: str, lang: str, seated: SeatedSum) -> Voice | None:
    """The nearest label in front of the sum, the longer of two that end together."""
    left, start = _clause_before(body, lang, seated)
    linked = (
        voice
        for voice in _heard(body, lang, "before", (left, start))
        if voice.says != "so far" and _LINK[lang].fullmatch(body, voice.end, start)
    )
    return max(linked, key=lambda voice: (voice.end, -voice.start), default=None)


def _adverb(body: str, lang: str, seated: SeatedSum) -> Span | None:
    """Where words for "so far" stand around the sum."""
    left = _clause_before(body, lang, seated)[0]
    right = _clause_behind(body, lang, seated)[1]
    told = [v for v in _heard(body, lang, "before", (left, right)) if v.says == "so far"]
    return (told[0].start, told[0].end) if told else None


def _clause_before(body: str, lang: str, seated: SeatedSum) -> Span:
    """From the sum before, if the text does not go on "from that to this", up to the sum."""
    start = seated.span[0]
    before = sorted(right for _, right in seated.others if right <= start)
    if before and _FROM[lang].match(body, before[-1], start):
        before.pop()
    return max((seated.line.start, start - _REACH, *before)), start


def _heard(body: str, lang: str, side: str, within: Span) -> list[Voice]:
    return [
        Voice(cue.weight, cue.says, *match.span())
        for cue, matches in cues_of(_FILE, lang).find(body, *within)
        for match in matches
        if cue.side == side
    ]
