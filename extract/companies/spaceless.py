"""Names that no list knows in Japanese and Korean: told by their trade or by a firm's ending.

A name found once is one wherever the text writes it as the subject or owner of something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_JA_NAME = r"[ァ-ヶー一-鿿A-Za-z0-9Ａ-Ｚａ-ｚ・＆&]{2,14}?"
_JA_ENDS = (
    r"(?:製作所|精機|精密|工業|電子|電機|電工|電線|化学|製薬|薬品|製鋼|製鉄|製鋼所|重工|紙業|製紙|食品|酒造|"
    r"醸造|乳業|製菓|ホールディングス|ＨＤ|HD|フーズ|テクノロジー|テクノロジーズ|テック|マテリアル|マテリアルズ|エナジー|エナジーズ|"
    r"エレクトロニクス|セミコンダクター|ファーマ|商事|物産|運輸|海運|汽船|建機|興産|金属|鉱業|セメント|硝子|"
    r"ガラス|紡績|倉庫|通運|地所|鉄道|航空|銀行|自動車|ソーラー|ロボティクス|システムズ|モビリティ)"
)
# words that end like a firm's name and are none
_JA_NONE = re.compile(
    r"(?:石油|有機|無機|天然|非鉄|貴|重|軽|電気|地方|大手|中央|各|同|新|国内|海外|外資系|再生|格安|貨物|民間|"
    r"国際|中小|半導体|次世代|電動|商用|乗用|高級|軽量|板|地銀|都市|投資|開発|政策|医|車載|蓄|全固体|太陽光)?"
    + _JA_ENDS
)
_JA_TRADE = (
    r"(?:メーカー|大手|企業|会社|商社|事業者|ベンチャー|スタートアップ|子会社|専業|中堅|老舗|財閥|ファンド|公社|部品|"
    r"素材|材料|製紙|製薬|食品|化学|鉄鋼|機械)"
)
_JA_SUBJECT = r"(?=(?:[（(][^）)\n]{1,30}[）)])?(?:は|が|、|・|と|など|の(?:社長|子会社|新工場|工場)|によると))"
# what only a pledger does: "a parts maker, Acme, will build"
_JA_PLEDGES = (
    r"(?=(?:[（(][^）)\n]{1,30}[）)])?(?:は|が)[^。\n]{0,80}(?:投じ|投資|建設|新設|増設|整備|建て))"
)
_JAPANESE = (
    re.compile(rf"{_JA_TRADE}(?:の|で|、|・|である|大手の|「)({_JA_NAME}){_JA_PLEDGES}"),
    re.compile(rf"(?<![ァ-ヶー一-鿿A-Za-z0-9])({_JA_NAME}{_JA_ENDS}){_JA_SUBJECT}"),
)
_KO_NAME = r"[가-힣A-Za-z0-9&]{2,12}?"
_KO_ENDS = (
    r"(?:정공|정밀|정기|전자|전기|전선|화학|케미칼|제약|바이오|제철|제강|중공업|에너지솔루션|테크|텍|소재|머티리얼즈|"
    r"공업|식품|제과|홀딩스|물산|상사|해운|항공|이노베이션|시스템즈|시스템|로보틱스|모터스|엔지니어링|실업|제지|"
    r"시멘트|모빌리티|퓨처|파마|파마텍|반도체|산업)"
)
_KO_NONE = re.compile(
    r"(?:석유|정밀|종합|국내|해외|신|첨단|미래|핵심|시스템|메모리|전력|차량용|전장|의약|친환경|부품|뿌리|기간|주력|"
    r"관련|방위|자동차|조선|바이오|반도체|가전|중견|대형|이차전지|배터리|인공지능|생명|민간|저비용|국적|전략|차세대|한국)?"
    + _KO_ENDS
)
_KO_TRADE = (
    r"(?:업체|기업|회사|제조사|스타트업|계열사|자회사|운용사|운영사|개발사|공기업|전문업체|전문기업|대기업|사업자|소재사|"
    r"부품사|제약사|항공사|해운사|건설사|벤처)"
)
_KO_SUBJECT = r"(?=(?:\([^)\n]{1,30}\))?(?:은|는|이|가|과|와|도|의|,|·)(?:[\s,]|$))"
_KO_PLEDGES = r"(?=(?:\([^)\n]{1,30}\))?(?:은|는|이|가)\s[^.\n]{0,100}(?:투자|짓는|지어|건설|신설|증설|구축|세운|들여|투입))"
_KOREAN = (
    re.compile(rf"{_KO_TRADE}(?:인|이자)?\s['‘\"“]?({_KO_NAME}){_KO_PLEDGES}"),
    re.compile(rf"(?<![가-힣A-Za-z0-9])({_KO_NAME}{_KO_ENDS}){_KO_SUBJECT}"),
)
_PATTERNS = {"ja": _JAPANESE, "ko": _KOREAN}
_NONE = {"ja": _JA_NONE, "ko": _KO_NONE}
_SUBJECTS = {"ja": _JA_SUBJECT, "ko": _KO_SUBJECT}
# what stands behind a trade without being a name
_COMMON = re.compile(
    r".*(?:社|各社|側|勢|首脳|幹部|氏|工場|市場|業界|企業|メーカー|大手|会社|グループ|政府|県|市|町|村|省|庁|都|府)$"
    r"|(?:うち|ほか|場合|多く|今回|今後|計画|投資|一部|中心|誘致|進出|役員|経営|連携|向け|関連|買収).*"
    r"|.*(?:들|업체|기업|회사|정부|시장|공장|사장|회장|대표|관계자|임원|직원|측|등|도청|시청|공급|투자|유치|간|중)$"
    r"|[0-9A-Za-z年月日]{1,3}|\d.*"
    rf"|.*・{_JA_ENDS}"
)
_MOST = 12  # names of one text that are looked for again


def spaceless_names(text: str, lang: str) -> Iterator[tuple[int, int]]:
    """Where the text names a firm by its trade or ending, and where it names the same one again.

    >>> text = "部品メーカーのゼット精機は新工場を建てる。"
    >>> [text[a:b] for a, b in spaceless_names(text, "ja")]
    ['ゼット精機']
    """
    names: dict[str, None] = {}
    for pattern in _PATTERNS[lang]:
        for match in pattern.finditer(text):
            name = match[1]
            if not (_NONE[lang].fullmatch(name) or _COMMON.fullmatch(name)):
                names.setdefault(name)
    if not names:
        return
    known = "|".join(map(re.escape, sorted(list(names)[:_MOST], key=len, reverse=True)))
    before = r"(?<![ァ-ヶー一-鿿A-Za-z0-9])" if lang == "ja" else r"(?<![가-힣A-Za-z0-9])"
    again = re.compile(rf"{before}({known}){_SUBJECTS[lang]}")
    yield from (match.span(1) for match in again.finditer(text))
