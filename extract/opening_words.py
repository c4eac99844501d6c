"""The words by which opening.py tells years and the events beside them, by language.

`strong` events are a start of output, an opening or a completion; `weak` ones are what a plant does
("made", "shipped"); `builds` are what happens to a project before it works, and other dated things.
"""

from __future__ import annotations

import re

from extract.counts import COUNT
from extract.patterns import Patterns

_YEAR = r"(?:19|20)\d\d"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.)"
)
_PRODUCT = (
    r"(?:chips?|output|wafers?|cells?|batter\w+|packs?|modules?|cars?|vehicles?|engines?|parts?|bricks?|"
    r"products?|power|electricity|phases?|lines?|fabs?|buildings?|units?|shipments?|deliver\w+|magnets?|"
    r"metal|data\s+cent\w+|halls?|stages?|silicon|reactors?|trucks?|oil|gas|gigawatts?|megawatts?|steel|coils?|"
    r"slabs?|panels?|servers?|batch\w*|tons?|tonnes?|commercial|LNG|ore|ammonia|hydrogen|potash|copper|"
    r"lithium|alumin(?:i)?um|oxides?|pellets|crude|vaccines?|semiconductors|cables?|turbines|blades|towers|ingots?|concentrate|doses?|vials?|medicines?|electrons|flights?|teams?|cargo(?:es)?|bottles?|transformers?|LNG|model|one|ones|of\s+(?:them|these|the\s+\w+))"
)
STRONG_EN = (
    rf"(?:mov|push|delay|postpon|shift|slip|defer)\w*\s+(?:[\w$.,'’-]+\s+){{0,20}}?from\s+(?:(?:early|late|mid)[\s-]+)?{_YEAR}|"
    r"(?:slip|push|postpon|delay|defer)\w*(?:\s+(?:back|out|off))?(?=\s+(?:in)?to\s)|"
    r"open(?:s|ing|ed)?(?!\s+(?:to|up|courses|classes|talks)\b)|operational|operations?|in\s+operation|operating(?!\s+(?:expens|profit|income|margin|cost|budget|result))|production|on\s*-?\s*line|"
    r"on\s*-?\s*stream|complet(?:e|es|ed|ion)|finish(?:ed)?|start[\s-]?up|"
    rf"first\s+(?:[\w-]+\s+){{0,3}}?{_PRODUCT}|(?:leave|leaves|roll\s+off|rolls\s+off|come\s+off|comes\s+off)\s+"
    r"(?:the\s+|its\s+)?(?:[\w-]+\s+){0,2}(?:lines?|it)|(?:first\s+)?lines?\s+starts?|starts?\s+up|started\s+up|"
    r"(?:get|gets|getting)\s+going|commission(?:ed|ing)|(?:enter|go|come|put|bring|take|goes|comes)\w*\s+"
    r"(?:in|into|to)\s+(?:service|operation|use|production)|go(?:es)?\s+live|up\s+and\s+running|running|"
    r"(?:due|expected|scheduled|set|planned|meant|supposed|slated)\s+(?:to\s+(?:start|begin|open|operate|run|go)|back)|"
    r"(?:a|the|its)\s+start\s+(?:in|by|of\s+(?:its|the|their)\s+(?:[\w’'-]+\s+){0,3}(?:plant|factory|fab|mill|site|line|facility))|"
    r"(?:chips|cells|power|cars|vehicles|wafers)\s+(?:\w+\s+)?(?:come\s+out|flow|will\s+flow|to\s+flow)|"
    r"first\s+(?!payments?|instal|talks|jobs|hires|workers|employees)(?:[\w-]+\s+){1,3}(?:is|are)\s+(?:now\s+|still\s+)?"
    r"(?:planned|due|promised|expected|scheduled|foreseen|targeted|slated)|"
    r"(?:lines?|plants?|mills?|factor(?:y|ies)|fabs?|facility|smelter|units?|reactors?|trains?|campus|cent(?:er|re)|refinery|it|"
    r"first|second|third|other)\s+(?:one\s+)?(?:(?:is|are)\s+to\s+(?:start|begin)|(?:will|should|would|could)\s+(?:start|begin)|starts|begins)"
    r"(?=\s+(?:up\s+)?(?:in|by|from|early|late|next|this|around|before)\b)|"
    r"(?:leav|reach)\w*\s+(?:the\s+)?(?:gates?|market|customers|shops|dealers|shelves)|customers\s+can|completing|"
    r"connected|grid\s+connection|(?:building|construction|works?)\s+(?:\w+\s+){0,2}(?:continues?|lasts?|goes\s+on|runs)(?=\s+(?:until|through|to|into))|"
    r"ready(?!\s+for\s+(?:tools|equipment|machin|construction|building))|in\s+service|start\w*\s+(?:making|assembling|producing|work|turning|shipping|selling|operat\w+)|"
    r"(?:begin|begins|start|starts)\s+(?:there|here|up|making|assembling|producing|turning|shipping)|"
    r"begin\s+to\s+(?:make|produce|roll|come|leave|flow|ship|operate)|ramp\w*|come\s+on|"
    rf"(?:phase|stage)\s+(?:\d|[IV]+|one|two|three)(?=,?\s+(?:in\s+)?{_YEAR}\s*[:–—])|"
    r"return\w*\s+to\s+(?:the\s+grid|service)|restart\w*|switch\w*\s+on|energi[sz]ed|powered\s+up|hand\w*\s+over|"
    r"turn\s+out\s+(?:its|the)\s+first|cut\s+the\s+ribbon|move\s+in|occup(?:y|ied)|"
    r"(?:start|starts|opening|launch|completion|start-?up|sop|commissioning|in\s+service)\s*[:|]"
)
WEAK_EN = (
    r"produc(?:e|es|ing)|output|assembl\w+|making|(?:be|are|is|being)\s+(?:made|built|produced|packaged|packed|"
    r"assembled|manufactured|processed|refined|printed|bottled|brewed|cast|rolled|tested|available)|"
    r"will\s+produce|ship(?:s|ping|ments)?|"
    r"deliver(?:y|ies|s)?|(?:a|per|each)\s+year(?=,?\s+(?:from|starting|beginning|as\s+of)\b)|run(?!\s+on\b)|volume\s+production|in\s+place|launch\w*|capacity\s+of|"
    r"(?:will|and)\s+(?:build|make|assemble|supply|roll|refine|process|package|brew|bottle|turn\s+out)|"
    r"(?:beginning|starting)(?=\s+(?:in|from|around|early|late|mid)\b)"
)
_WORKS = (
    r"(?:construction|(?:site\s+|building\s+)?works?|building|site\s+preparation|earth\s?works?|excavation|clearing|"
    r"grading|hiring|recruiting|recruitment|sales|talks|drilling|piling|design|engineering)"
)
_BEGINS = r"(?:start|begin|commenc|kick|get|got)\w*"
BUILDS_EN = (
    rf"{_WORKS}\s+(?:(?!and\b|with\b|which\b|that\b)[\w’'-]+\s+){{0,6}}?{_BEGINS}(?:\s+(?:off|up|under\s?way))?(?:\s*[:|])?|"
    r"(?:world|global|worldwide)(?:['’]s)?\s+(?:\w+\s+)?(?:production|output|capacity|supply)|"
    r"construction(?!\s+(?:\w+\s+){0,2}(?:continues?|lasts?|goes\s+on|runs)\s+(?:until|through))|building\s+(?:work|starts|begins|is\s+to|will|continues(?!\s+(?:until|through|to)\b))|start\s+of\s+(?:construction|works?|building)|ground\s?-?break\w*|break\w*\s+ground|broke\s+ground|ground\s+(?:was|is|will\s+be|"
    r"is\s+to\s+be|to\s+be|has\s+been)\s+(?:to\s+be\s+)?broken|site\s+(?:work|preparation)|earth\s?work\w*|"
    r"earth\s+(?:will\s+)?moves?|shovels?|(?:start|begin|starts|begins)\s+(?:building|to\s+build)|hiring|hire[sd]?|sales|"
    r"acquired|equipment\s+move-in|announced|presented|unveiled|signed|decided|permits?|fiscal(?!\s+years?\b(?!\s+(?:19|20)))|revenue|founded|"
    r"employ\w*|invest\w*|market|demand|carbon|emissions?|neutral\w*|target|jobs|spend\w*|budget\w*|lease[sd]?|"
    r"memorand\w+|agreements?|award\w*|expenses|results|talks"
)
YEAR_EN = Patterns(
    [
        re.compile(
            rf"\b(?:in|into|by|from|for|until|through|to|during|between|late|early|mid|of|before|around|end|spring|summer|fall|"
            rf"autumn|winter|year|quarter|half|calendar|fiscal|{_MONTH}|as\s+(?:soon|early|late)\s+as|than)[\s-]+"
            rf"(?:in\s+)?(?:the\s+|its\s+|their\s+|the\s+company['’]s\s+)?(?:(?:first|second|third|fourth|last|end|start|beginning|middle|early|late|mid|"
            rf"spring|summer|autumn|fall|winter|half|quarter|course|of|calendar|fiscal|year|Q[1-4]|H[12]|[1-4]Q|[12]H)[\s-]+)*"
            rf"(?:{_MONTH}\s+(?:\d{{1,2}},?\s+)?)?(?:FY\s?)?(?P<year>{_YEAR})\b"
            rf"|\b(?:(?:in|by|from)\s+(?:the\s+)?)?(?P<rel>next)\s+(?:year|spring|summer|fall|autumn|winter)\b"
            rf"|(?:^|[-–—•(|]\s*)(?P<listed>{_YEAR})\s*[:|]"
            rf"|[:|]\s*(?:(?:calendar|fiscal|FY|Q[1-4]|H[12]|[1-4]Q|[12]H|{_MONTH})[\s/-]*)?(?P<stated>{_YEAR})\b"
            rf"|\b(?:Q[1-4]|H[12]|[1-4]Q|[12]H)[\s/-]*(?:of\s+)?(?:FY)?(?P<quarter>{_YEAR})\b"
            rf"|\bFY\s?['’]?(?P<fiscal>(?:20)?\d\d)\b"
            rf"|\b(?P<this>(?:later\s+)?this\s+(?:year|spring|summer|fall|autumn|winter)|(?:by\s+)?year-?\s?end|"
            rf"(?:by|before)\s+the\s+end\s+of\s+the\s+year)\b"
            rf"|\b(?P<that>(?:later\s+)?(?:that|the\s+same)\s+(?:same\s+)?year)\b"
            rf"|\b(?P<decade>(?:end|close)\s+of\s+(?:the|this)\s+decade)\b"
            rf"|\bwithin\s+(?:about\s+|roughly\s+|some\s+|around\s+|the\s+(?:next|coming|following)\s+)?(?:{COUNT}\s+(?:to|or)\s+)?(?P<within>{COUNT})\s+years?\b"
            rf"|\b(?:complete|completed|ready|finished|operational|running|done)\s+(?:with)?in\s+(?:about\s+|some\s+)?(?P<done>{COUNT})\s+years?\b"
            rf"|\b(?:first\s+(?:\w+\s+)?(?:production|output|power|gas|oil|ore|deliveries|shipments)|start-?up|completion|opening|"
            rf"commissioning|in\s+service),?\s+(?:early\s+|mid-?\s?|late\s+)?(?P<bare>{_YEAR})\b"
            rf"|\bin\s+(?:about\s+|roughly\s+|some\s+|around\s+)?(?P<after>{COUNT})\s+years?(?:['’]?\s+time|\s+from\s+now)",
            re.IGNORECASE,
        )
    ]
)
STRONG_JA = (
    r"(?:稼働|操業)(?!後)|(?:生産|製造|供給|出荷|運転|販売|営業)(?:の|を)?(?:開始|始め)|"
    r"(?:量産|竣工|完工|完成|出荷)(?!後)|動かし|動かす|開業|開所|開設|供用|始動|(?:以降|から)、?[^。、]{0,6}利用|順次、?ご?利用|利用(?:可能|開始|を開始)|提供(?:を|の)?(?:開始|始め)|サービス(?:を|の)?開始|生産に入|動き出|稼動|運開|立ち上げ"
)
BUILDS_JA = (
    r"着工|起工|建設(?:を|に)?(?:開始|着手|始め)|"
    r"発表|公表|取得|認定|設立|採用|目標|目指し|市場|需要"
)
YEAR_JA = Patterns(
    [
        re.compile(
            r"(?:(?P<year>20\d\d)|(?<!\d)(?P<short>\d\d))年(?:度)?|(?P<era>令和)(?P<era_year>\d{1,2})年|"
            r"(?P<after_next>再来年)|(?P<next>来年|来春|来夏|来秋|来冬)|(?P<following>翌年)|(?P<that>同年)|"
            r"(?P<this>今年|年内|月内|今月|本年|今春|今秋|今夏|今冬|年度内)|[|｜:：]\s*(?P<stated>20\d\d)(?=[./]\d|\s*[|｜])"
        )
    ]
)
WHEN = re.compile(
    r"(?:稼働|操業|生産|量産|竣工|完成|出荷|開業)(?:開始)?(?:予定)?(?:時期|日|年月)?\s*$|"
    r"(?:가동|양산|생산|준공|완공|개소)\s?(?:개시|시작)?\s?(?:예정)?\s?(?:시기|일정|일)?\s*$"
)
STRONG_KO = (
    r"(?:가동|양산|준공|완공|완성)(?!\s?(?:후|이후|뒤))|생산을?\s*(?:시작|개시)|생산에|생산한다|생산할|출하|개소|상업\s*(?:운전|가동|생산)|운영을?\s*시작|"
    r"공급을?\s*시작|문을\s*(?:연|열|여는|엽)|생산(?:하(?:고|며|기)|합니다|해)|불을?\s*켠|㎿를\s*켜|완료되|공사를\s*마치|증설이\s*끝나|"
    r"물량을\s*(?:내놓|쏟아)|(?<=부터 )돌(?:린다|릴|리며|리고|리기로)|"
    r"(?<=까지 )(?:새로 )?(?:올린다|올려|세운다|짓는다)|"
    r"서비스를?\s*(?:시작|개시)"
)
BUILDS_KO = (
    r"착공|공사(?:를|에)?\s*(?:시작|들어|착수)|첫\s*삽|발표|체결|설립|출범|채용|"
    r"건설(?:하여|해|을\s*시작)|투자|시장|전망|목표"
)
YEAR_KO = Patterns(
    [
        re.compile(
            r"(?:(?P<year>20\d\d)|(?<!\d)(?P<short>\d\d))년|(?P<after_next>내후년)|(?P<next>내년)|(?P<following>이듬해)|"
            r"(?P<that>같은 해|동년)|"
            r"(?P<this>올해|연내|연말|올 (?:상|하)반기|올 (?:봄|여름|가을|겨울))|"
            r"[|:：]\s*(?P<stated>20\d\d)(?=[./]\s?\d|\s*\|)"
        )
    ]
)
DONE = re.compile(
    r"\b(?:already|since|has\s+been|should\s+have|(?:was|were)\s+to\s+have|had|opened\s+in|was\s+opened|were|began\s+in|started\s+in|"
    r"ground\s+(?:was\s+)?broken|spent|announced|until\s+then|earlier|"
    r"(?:was|been|once|originally|initially|first|previously)\s+(?:due|to|scheduled|planned|expected|supposed|slated|set|"
    r"targeted|meant|aimed|foreseen))\b",
    re.IGNORECASE,
)
DID = re.compile(
    r"\b(?:opened|began|started|broke|completed|finished|closed|passed|launched|drew|took)\b", re.I
)
# what lasts to a year begins in none; what does not come until then, or is built until then, does
LASTS = re.compile(r"(?:until|through|for)\s", re.IGNORECASE)
NOT_UNTIL = re.compile(
    r"\b(?:not|n['’]t|no|never|hardly|delay\w*|postpon\w*|push\w*|defer\w*|put\s+(?:off|back)|wait\w*|"
    r"slip\w*|due|planned|set|scheduled|targeted|expected|promised|foreseen|slated|"
    r"(?:building|construction|works?)\s+(?:\w+\s+){0,2}(?:continues?|lasts?|goes\s+on|runs?)|complet\w+)\b[^.;]*$",
    re.IGNORECASE,
)
MOVED = re.compile(r"\s+(?:in)?to\s+(?:the\s+)?(?:\w+\s+){0,3}(?:(?:19|20)\d\d|next\s+year)", re.I)
# the old date of something put off, and the season that a report is about
WAS_DUE = re.compile(
    r"(?:\d{1,2}月|末|初め|初頭|前半|後半|春|夏|秋|冬|度)*(?:ごろ|頃)?(?:に|の|を)?(?:予定|目標)?(?:と|を予定)してい(?:た|る)"
    r"|[^。]{0,24}(?:計画|予定|見通し|見込み|はず|目標|想定)だった"
    r"|[^。、]{0,24}(?:めざして|目指して|計画して|予定して|見込んで|想定して|掲げて)いた"
    r"|(?:\d{1,2}月|末|春|夏|秋|冬|度|前半|後半|初め)*(?:ごろ|頃)?から(?:20)?\d\d年[^。]{0,12}(?:延期|遅ら|遅れ|ずれ|先送り|後ろ|変更|見直)"
    r"|\s*(?:\d{1,2}월|말|초|중|상반기|하반기|\d분기)*\s*(?:으로|로|에)?\s*(?:잡았던|잡혔던|예정됐던|예정이던|예정했던|계획했던|계획이던|목표로\s?했던|목표였던|하려던)"
    r"|\s*(?:\d{1,2}월|말|초|상반기|하반기)*\s*에서\s*(?:20\d\d년|내년|\d{2}년)"
    r"|\s+(?:(?:First|Second|Third|Fourth)\s+)?(?:Quarter\w*|Annual|Half-Year|Results|Earnings|Operational|Production\s+Report)\b"
)
STOPPED = Patterns(
    [
        re.compile(
            r"\b(?:(?:shelv\w+|scrap\w*|cancel\w*|drop(?:s|ped))(?!\s+(?:that|this|one|the|its)\s+(?:\w+\s+)?(?:half|part|phase|portion|line)\b)|no\s+longer|abandon\w*|froze\w*|freez\w+|paus\w+|on\s+hold|"
            r"defer\w*|withdr\w+|call(?:s|ed)?\s+off|halt\w*|suspend\w*|walk(?:s|ed|ing)?\s+away|axe[sd]|"
            r"(?:will|would|does|did)\s+not\s+(?:now\s+|be\s+|go\s+)?(?:proceed|built|build|ahead|continue|happen))\b|中止|断念|取りやめ|凍結|취소|중단|철회|보류",
            re.IGNORECASE,
        )
    ]
)
_NOT_THEN = (
    r"(?!\s+(?:\w+\s+){0,2}(?:in|by|from|until)\s+(?:(?:late|early|mid)[\s-]+)?(?:19|20)\d\d)"
)
# what is opened and is no plant
_NO_PLANT = (
    r"\s+(?:the\s+|a\s+|its\s+|new\s+)?(?:\w+\s+)?(?:tranche|talks|round|call|way|doors?\s+(?:to|for)\b|"
    r"window|possibilit|opportunit|applications|negotiation)"
)
OPENS_NOW = Patterns(
    [
        re.compile(
            rf"(?<!after it )(?<!since it )(?<!when it )\b(?:(?:opens|opened)(?!{_NO_PLANT})|"
            r"open\s+(?:its\s+doors|today)|(?:starts?|started|begins?|began)\s+(?:\w+\s+)?(?:production|operations?)|"
            r"(?:production|operations?)\s+(?:begins|starts|has\s+(?:begun|started)|is\s+under\s?way)|"
            r"inaugurat\w+|(?:left|rolled\s+off|roll\s+out|rolls\s+out)\s+(?:of\s+)?(?:the\s+line)?|(?:goes|went|comes|came)\s+(?:on\s*-?\s*line|on\s*-?\s*stream|live)|"
            r"(?:enters|entered|goes\s+into|went\s+into)\s+(?:service|operation|(?:\w+\s+)?production)|"
            r"cuts?\s+(?:the\s+|a\s+)?ribbon|ribbons?\s+(?:is\s+|was\s+|were\s+|are\s+)?cut|ribbon-?\s?cutting|"
            r"celebrat\w+\s+(?:the\s+)?(?:\w+\s+)?(?:opening|start)(?!\s+of\s+(?:construction|work)))\b"
            rf"{_NOT_THEN}|"
            r"が稼働(?!予定)|(?:始動|量産開始)$|(?:稼働|開業|開所|竣工)を祝う|(?:稼働|操業|生産|量産)を(?:開始|始め)(?:した|しました)|"
            r"(?:開所式|竣工式|開業式|完成式典)を(?:開|行|開催|執り|挙行)|(?:量産|操業|稼働)に入った|"
            r"(?:가동|양산|생산|운영|운전)(?:을|를)?\s*(?:시작|개시)(?:했다|하였다|했습니다)|(?:준공식|개소식|개장식)(?:을|를)|준공했다|(?:가동|양산|생산)에\s*(?:들어갔|돌입했)",
            re.IGNORECASE,
        )
    ]
)
# totals over several plants of a site, or over its phases
TOGETHER = Patterns(
    [
        re.compile(
            r"\b(?:together|combined|both|the\s+two|the\s+three|all\s+(?:two|three|four|five|six))\s+(?:with\s+)?(?:the\s+)?(?:first|second|"
            r"(?:\w+\s+)?(?:fabs|plants|factories|phases|stages|buildings|sites|campuses|lines|trains|mills|halls))\b"
            r"|(?:第?[1-9１-９一二]|両)(?:工場|期|棟)(?:と|を)?合わせ|(?:두|세)\s?(?:공장|팹|단계)(?:을|를)?\s?(?:모두\s?)?합",
            re.IGNORECASE,
        )
    ]
)
# of a plant whose completion and output are told, the output counts
COMPLETE = re.compile(r"complet|finish|built|완공|준공|공사|완성|完成|竣工|完工", re.IGNORECASE)
RUNS = re.compile(
    r"produc|output|operat|running|run\b|first\s|ship|양산|생산|가동|稼働|量産|生産|操業",
    re.IGNORECASE,
)
# a year from which things are done, without an event of its own
FROM_YEAR = Patterns(
    [
        re.compile(
            r"\b(?:from|starting(?:\s+in)?|beginning(?:\s+in)?|as\s+of|by)\s+(?:the\s+)?(?:(?:early|mid|late|end|start|beginning|middle|"
            rf"first|second|third|fourth|half|quarter|of)[\s-]+)*(?P<year>{_YEAR})\b(?!\s*(?:to|through|until|till|and)\s+{_YEAR})",
            re.IGNORECASE,
        )
    ]
)
SPENT_FROM = re.compile(
    r"\b(?:invest|spend|spent|put|pour|pay|paid|fund|cost|build|construct|built|hir|carbon|"
    r"emission|neutral|between|move|moving|delay|postpon|shift|push)\w*\b[^.;]*$",
    re.IGNORECASE,
)
# what opens a sentence that speaks of all that was told before it
OF_ALL = re.compile(
    r"(?:both|all|each|either|the\s+(?:two|three|four))\b|いずれも|両(?:工場|拠点|社)|(?:두|세)\s?(?:공장|곳|회사)|모두",
    re.IGNORECASE,
)
# the plant or phase that was there, or planned, before what is added
FIRST_PHASE = re.compile(
    r"\W*(?:the\s+)?(?:first\s+(?:building|phase|stage|fab|plant|factory|facility|site)|(?:phase|stage)\s+(?:1|one|I)"
    r"|第(?:1|一|１)(?:期|工場|棟)|1(?:단계|공장))",
    re.IGNORECASE,
)
SEASONS = {"spring": 5, "summer": 8, "fall": 11, "autumn": 11}  # the last month of each
