"""Places, sectors, dates and jobs of single claims."""

import time
from dataclasses import replace
from datetime import date

import pytest

from extract.horizon import horizon_of
from extract.jobs import jobs_of
from extract.opening import operational_by_of
from extract.places import place_mentions, place_of
from extract.sectors import sector_of
from repledge.contracts import Role
from tests.extract.seats import seat

HORIZONS = [
    # counted from the year of the document
    ("It will invest $5 billion over the next five years.", "en", 2030),
    ("It will spend $2bn over three to four years.", "en", 2029),
    ("It will invest $5 billion over the next decade.", "en", 2035),
    # a printed last year
    ("It plans to invest $5 billion through 2028.", "en", 2028),
    ("It will spend $9 billion between 2026 and 2029.", "en", 2029),
    ("It will spend $9 billion by the end of the decade.", "en", 2030),
    # the year dates output, not the money
    ("It will invest $5 billion in a plant and start production by 2028.", "en", None),
    # from today or from the closing of a deal; the term of an agreement
    ("It will sink $4 billion into the site between now and 2026.", "en", 2026),
    ("By an agreement that runs for ten years it commits $2 billion.", "en", 2035),
    # the window of an older sum, and of the works
    (
        "It is putting $5 billion into plants, part of the $20 billion that it pledged in May to "
        "spend over four years.",
        "en",
        None,
    ),
    ("It will invest $5 billion in a plant slated for completion within five years.", "en", None),
    # a span of years that ends in a printed one; counted from a deal's closing; other currencies
    ("It will invest $5 billion over the six years to the end of fiscal 2031.", "en", 2031),
    ("It doubles spending to $5 billion for the six years ending June 2029.", "en", 2029),
    ("It would spend $5 billion between closing and 2028.", "en", 2028),
    ("Over the course of four years it means to spend nearly $5 billion.", "en", 2029),
    ("(ii) ₹40,000 crore over three to six years: new grid.", "en", 2031),
    ("Over the next four years it will lay out 14 trillion won.", "en", 2029),
    # the past is no horizon
    ("It has invested $5 billion over the past five years.", "en", None),
    ("今後5年間で100億ドルを投資する。", "ja", 2030),
    ("2030年までに1兆円を投じる。", "ja", 2030),
    ("令和9年度までに100億円を投資する。", "ja", 2027),
    ("향후 5년간 450조원을 투자한다.", "ko", 2030),
    ("2028년까지 5조원을 투자한다.", "ko", 2028),
    # a window that starts later; a plan by its years
    ("2027년부터 10년에 걸쳐 5조원을 투자한다.", "ko", 2037),
    ("2026年から5年間で1兆円を投資する。", "ja", 2031),
    # a fiscal year from which is counted is the first of them
    ("2026年度からの5年間で1兆円を投資する。", "ja", 2030),
    ("LG그룹의 5년 계획은 100조원 투자다.", "ko", 2030),
    # months and days in a range; the line of a filing that dates the outlay
    ("2024년 10월 ~ 2027년 12월에 5조원을 투자한다.", "ko", 2027),
    ("공장에 5조원을 투자한다.\n\n투자기간: 2025-04-01 ~ 2028-12-31", "ko", 2028),
    ("投資額は500億円。\n\n投資期間：2025年4月～2028年3月", "ja", 2028),
]


@pytest.mark.parametrize(("text", "lang", "year"), HORIZONS)
def test_horizon(text: str, lang: str, year: int | None) -> None:
    found = horizon_of(seat(text, lang=lang))
    assert (found.value.end if found else None) == year


OPENINGS = [
    ("The plant will cost $2bn. Production starts in the second half of 2027.", "en", 2027),
    ("The plant will cost $2bn. It should be up and running by 2028.", "en", 2028),
    # the start of works is not the start of output
    ("The plant will cost $2bn. Construction begins in 2026; it opens in 2028.", "en", 2028),
    # opened long ago
    ("It will spend $2bn on the plant, which opened in 1996.", "en", None),
    # stopped: nothing will open
    ("It shelved the $2bn plant that was to open in 2027.", "en", None),
    # ground to be broken is no opening, whichever year stands first
    (
        "It costs $2bn. Ground is to be broken in 2026, with the first cells by the end of 2028.",
        "en",
        2028,
    ),
    # verbs of output far down the text, dates as a table tells them, and counted from today
    (
        "The plant will cost $2bn. Chips will be packaged there from the second half of 2028.",
        "en",
        2028,
    ),
    ("The plant will cost $2bn. Start: 2027", "en", 2027),
    ("The plant will cost $2bn. It is due for completion within five years.", "en", 2030),
    # a clear word further down beats a weak one; an industry's output is not the plant's
    (
        "The plant costs $2bn. Millions of cars will be made by 2030. Production begins in 2027.",
        "en",
        2027,
    ),
    # what starts is told by its product, its line, or as due
    ("The plant will cost $2bn. First LNG is targeted for 2029.", "en", 2029),
    ("The plant will cost $2bn. The furnace is now due back in 2027.", "en", 2027),
    ("It puts $2bn into a mill in Ohio, with 740 workers and a start in 2029.", "en", 2029),
    ("The plant costs $2bn. The line is scheduled to start by the end of 2026.", "en", 2026),
    # of a pair of years the first; a fiscal year of the company's own
    ("It will spend $2bn on a hub, to open between 2028 and 2029.", "en", 2028),
    ("It spends $2bn. First output is expected in the company's 2029 fiscal year.", "en", 2029),
    # dates of reports: quarters, fiscal years, the decade; "as early as"
    ("The plant will cost $2bn. First ore: Q3 2027.", "en", 2027),
    ("The plant will cost $2bn. First metal is now expected in the course of FY28.", "en", 2028),
    ("The smelter will cost $2bn. Iron could be cast before the end of the decade.", "en", 2030),
    ("The plant will cost $2bn. First panes could be made as early as 2027.", "en", 2027),
    # whatever begins, construction is no opening; a plant's start is
    ("The plant costs $2bn. Construction is expected to begin in late 2026.", "en", None),
    ("The plant costs $2bn. Construction start: third quarter of 2026", "en", None),
    ("The plant costs $2bn. Work begins in 2026 and production in 2029.", "en", 2029),
    # what was once due in a year is not due in it; what has slipped has its new year
    ("It spends $2bn on a lab that was due to open in 2026.", "en", None),
    ("It will move the start of the $2bn mill, told in 2022, from 2026 to 2029.", "en", 2029),
    ("20億ドルの工場は2027年に稼働をめざしていた。", "ja", None),
    ("20억 달러를 투자한다. 2026년 초로 잡았던 완공은 밀린다.", "ko", None),
    # a season to come
    ("The plant will cost $2bn. Production begins this summer.", "en", 2025),
    # an opening told as today's news, and one told of another year
    ("The governor cut the ribbon at the $2bn plant.", "en", 2025),
    ("The $2bn plant goes online in late 2019.", "en", None),
    ("20億ドルの新工場の開所式を開いた。", "ja", 2025),
    ("20억 달러를 들인 공장의 준공식을 열었다.", "ko", 2025),
    # of several plants together, the first to open
    ("Together the two plants cost $2bn. One opens in 2028. The other opens in 2027.", "en", 2027),
    # Japanese and Korean years counted from today
    ("20億ドルを投じる。再来年に稼働する。", "ja", 2027),
    ("20억 달러를 투자한다. 내후년 가동한다.", "ko", 2027),
    # building that starts is no opening
    ("It costs $2bn. Building starts in 2026, and production is to begin by 2028.", "en", 2028),
    # the season of a report is no date of a plant
    ("June 2025 Quarterly Production Report: the plant will cost $2bn.", "en", None),
    # the old date of what is late, in Japanese and Korean; works before it have their own year
    ("工場に20億ドルを投じる。27年末としていた稼働は29年前半になる。", "ja", 2029),
    (
        "20억 달러를 투자한다. 2026년 초 공사를 시작해 2028년 말부터 배터리 셀을 양산한다.",
        "ko",
        2028,
    ),
    ("20억 달러를 투자한다. 증설이 끝나는 2027년에는 생산능력이 2배가 된다.", "ko", 2027),
    # the old date of what has moved
    (
        "The plant will cost $2bn. The start of production has moved from 2026 into 2028.",
        "en",
        2028,
    ),
    # a rate from a year on; a bare year behind its event; phases of a list
    ("The $2bn pays for a cell line, 12 gigawatt-hours a year from 2027.", "en", 2027),
    ("A $2bn electrolyser for Arizona, first production 2027.", "en", 2027),
    ("It costs $2bn. Phase 1, in 2027: 900,000 tons. Phase 2, in 2029: more.", "en", 2027),
    ("The refinery costs $2bn and aims for first oxides in 2027.", "en", 2027),
    # so many years from now; the longer of two
    ("The plant costs $2bn. It should be complete in four years.", "en", 2029),
    ("It costs $2bn. It is to be ready for output within two to three years.", "en", 2028),
    # near miss: how long ago
    ("The plant costs $2bn, the largest to open in twenty years.", "en", None),
    # the output has a year of its own, and what arrives before it dates none
    ("The plant costs $2bn. Tools arrive late this year, with output in 2027.", "en", 2027),
    (
        "The plant costs $2bn. It makes 30 tons a day by 2029, with first output in 2027.",
        "en",
        2027,
    ),
    # near miss: an opening in one of two years
    ("The plant costs $2bn. In 2027 or 2028 it opens.", "en", 2027),
    ("20億ドルを投じる。2027年1月以降、順次ご利用いただけます。", "ja", 2027),
    ("20억 달러를 투자한다. 2027년부터 물량을 내놓는 일정이다.", "ko", 2027),
    ("20억 달러를 투자한다. 새 생산동을 2027년 말까지 새로 올린다.", "ko", 2027),
    ("20억 달러로 공장을 지어 2027년 말부터 돌린다.", "ko", 2027),
    ("20億ドルを投じる。2027年の稼働開始を予定する。", "ja", 2027),
    ("20億ドルを投じる。2026年に着工し、2028年末までに生産を始める。", "ja", 2028),
    ("20億ドルを投じる。第一期は2027年に動き出す。", "ja", 2027),
    # a heading says what the line below it dates
    ("投資額は500億円。\n\n3. 稼働時期\n　2028年度第1四半期", "ja", 2028),
    ("20억 달러를 투자한다. \n\n가동 예정 시기\n2028년 상반기", "ko", 2028),
    ("20억 달러를 투자한다. 2028년부터 가동한다.", "ko", 2028),
    ("20억 달러를 투자한다. 2026년 초 공사를 시작해 2028년 말부터 양산한다.", "ko", 2028),
]


@pytest.mark.parametrize(("text", "lang", "year"), OPENINGS)
def test_operational_by(text: str, lang: str, year: int | None) -> None:
    claim = text.split("。" if lang == "ja" else ". ")[0]
    found = operational_by_of(seat(claim, text=text, lang=lang))
    assert (found.value if found else None) == year


def test_a_season_that_is_over_dates_no_opening() -> None:
    text = "The plant will cost $2bn. Rivals stopped shipping parts this spring."
    found = operational_by_of(seat(text.split(". ")[0], text=text, published=date(2025, 7, 18)))
    assert found is None


def test_an_umbrella_has_no_year_of_first_output() -> None:
    text = "It will spend $60bn on seven fabs; the first opens in 2026."
    assert operational_by_of(seat(text, role="umbrella")) is None


JOBS = [
    ("It will invest $1bn and create 1,761 jobs.", "en", 1761),
    ("It will invest $1bn and hire at least two thousand people.", "en", 2000),
    # construction and existing staff do not count
    ("The $1bn plant brings 2,000 construction jobs.", "en", None),
    ("The $1bn goes to a plant that already employs 900 people.", "en", None),
    ("The $1bn plant creates 700 permanent jobs and 2,000 construction jobs.", "en", 700),
    # years and plants between the number and the people
    ("Over five years, $1bn and 20,000 jobs will be added.", "en", 20_000),
    # spelled numbers, people by the name of their state, work that somebody will find
    ("It will invest $1bn, and six hundred people will work there.", "en", 600),
    ("The price is $1bn, and 7,200 Texans will find permanent work.", "en", 7200),
    # the staff to come of a plant that runs
    ("It will invest $1bn and aims to employ 2,500 once every line runs.", "en", 2500),
    # more than so many who are there already
    ("The $1bn goes to a plant with more than 1,300 people at work.", "en", None),
    # who works there today, in other words; a workforce that shrinks
    ("The $1bn goes to a mill. Some 1,100 people work on the site.", "en", None),
    ("It invests $1bn and cuts 3,500 jobs by 2030.", "en", None),
    ("It invests $1bn; its dealers included, it accounts for 57,000 jobs.", "en", None),
    # a label is its whole line, and what follows the label may be parts
    ("Investment: $1bn\n- Jobs created: 350, besides the 900 there", "en", 350),
    ("Investment: $1bn\n- Construction and fabrication jobs: 1,300", "en", None),
    ("It will spend $1bn and create 910 new jobs: 550 in Tulsa, 360 in Enid.", "en", 910),
    # two kinds of jobs in a row
    ("The $1bn brings up to 900 construction jobs and up to 600 in manufacturing.", "en", 600),
    # what a text says of people instead of "jobs"
    ("At $1bn the two sites take on 4,800 people.", "en", 4800),
    ("The $1bn mill will give direct work to 1,250 people.", "en", 1250),
    ("The plant costs $1bn, and over 1,150 will be hired.", "en", 1150),
    ("It costs $1bn. Two thousand and thirty-five jobs come to the site.", "en", 2035),
    ("10億ドルの工場では約4000人が働く。", "ja", None),
    ("10億ドルを投じ、従業員を最大4000人に増やす計画だ。", "ja", 4000),
    # "will" before "and employ"; who will run it; a staff that grows
    ("It will build a $1bn plant in Ohio and employ 2,000 Ohioans.", "en", 2000),
    ("The $1bn plant is large; 300 to 350 will later run the units.", "en", 350),
    ("The $1bn plant began with 140 staff, soon to be over 180.", "en", 180),
    # near miss: what the whole state gains, a plant that employs
    ("The plant costs $1bn. Some 12,000 jobs statewide would follow.", "en", None),
    ("The $1bn goes to a firm that ships and employs 2,000 people.", "en", None),
    # the number stands behind the jobs
    ("10억 달러를 투자한다. 정규 일자리는 750개로 예상된다.", "ko", 750),
    ("10억 달러를 투자한다. 가동 뒤 상시 인력은 250여 명이 된다.", "ko", 250),
    # stores are no people
    ("The $1bn opens 35 Supercenters and new lines.", "en", None),
    ("10億ドルを投じ、約700名を雇用します。", "ja", 700),
    ("10億ドルを投じ、直接雇う人数は3400人以上になる。", "ja", 3400),
    ("10억 달러를 투자해 1만 2,000명을 고용한다.", "ko", 12_000),
]


@pytest.mark.parametrize(("text", "lang", "count"), JOBS)
def test_jobs(text: str, lang: str, count: int | None) -> None:
    found = jobs_of(seat(text, lang=lang))
    assert (found.value if found else None) == count


def test_the_new_total_of_a_project_goes_with_the_new_total_of_its_staff() -> None:
    claim = "It brings the investment to $3bn."
    for tail in (
        "It adds 240 jobs, which makes a total of about 2,100.",
        "The number of jobs rises to 2,100.",
    ):
        found = jobs_of(seat(claim, text=f"{claim} {tail}", new_total=True))
        assert found is not None
        assert found.value == 2100


PLACES = [
    ("It will build a $1bn plant in Chandler, Arizona.", "total", "US", "AZ"),
    ("It will build a $1bn plant in Spartanburg, S.C.", "total", "US", "SC"),
    # several states: the country alone
    ("It will invest $1bn in New York and Vermont.", "umbrella", "US", None),
    # a dateline and a head office are no site
    ("DALLAS, March 1, 2025 - It will invest $1bn in a plant in Lehi, Utah.", "total", "US", "UT"),
    ("The Dallas-based company will invest $1bn in Ohio.", "total", "US", "OH"),
    # the country that pays is not the country where the money goes
    ("Japan will invest $550 billion in the United States.", "umbrella", "US", None),
    # the currency of a foreign project is no place, nor is the river
    ("It will invest about US$11 billion in a plant in Ontario.", "total", "CA", None),
    (
        "It will build a $1bn mill on the west bank of the Mississippi in Louisiana.",
        "total",
        "US",
        "LA",
    ),
    # a county's plant, though the sentence also goes "in the U.S."
    ("The Chesterfield County factory, its first in the U.S., costs $1bn.", "total", "US", "VA"),
    # a town named like an everyday word, and one of a country that the text names
    ("The Spring Budget brings a $1bn plant to Britain.", "total", "GB", None),
    ("It will spend $1bn in Cambridge, where Britain has its laboratories.", "total", "GB", None),
    # dollars are no place
    ("It will invest 3 billion US dollars in Southeast Asia.", "umbrella", None, None),
    ("It will spend $1bn in Magdeburg, Germany.", "total", "DE", None),
    # where the works are, and where a maker comes from
    ("It will spend $1bn on its U.S.-based growth and manufacturing.", "umbrella", "US", None),
    ("The Spain-based packaging maker will spend $1bn.", "umbrella", None, None),
    # countries that deal with each other are no place; towns with two names are
    ("The U.S.-UAE Partnership brings $100bn by 2035.", "umbrella", None, None),
    ("It will spend $1bn in Raleigh-Durham, North Carolina.", "total", "US", "NC"),
    # a state's river runs through others too; water called like a town is no town
    ("It will spend $1bn on docks along the lower Ohio.", "umbrella", "US", None),
    ("In Virginia, on the Elizabeth River, it will build a $1bn yard.", "total", "US", "VA"),
    # whose companies they are is no site; a town's company is at least in its country
    ("Two American retail groups have promised Poland $1bn.", "umbrella", "PL", None),
    ("It would put $1bn into the Pittsburgh company.", "umbrella", "US", None),
    # the head of an entry says where, whatever is named behind it
    ("Chandler, Arizona: $1bn for chips like those from Chicago", "component", "US", "AZ"),
    # every state
    ("It will invest $9bn in all fifty states.", "umbrella", "US", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "role", "country", "region"), PLACES)
def test_place(text: str, role: Role, country: str | None, region: str | None) -> None:
    found = place_of(seat(text, role=role), place_mentions(f"News\n{text}"))
    place = found.value if found else None
    assert (place and place.country, place and place.region) == (country, region)


TOWNS = [
    ("ko", "미국 멤피스 공장에 5조원을 투자한다.", "TN"),
    ("ja", "米国フィラデルフィアの造船所に500億円を投資する。", "PA"),
    # a ship's name, and the word for "main"
    ("ko", "미국 메인 스폰서로 5조원을 투자한다.", None),
]


@pytest.mark.parametrize(("lang", "text", "region"), TOWNS)
def test_american_towns_in_japanese_and_korean(lang: str, text: str, region: str | None) -> None:
    found = place_of(seat(text, lang=lang), place_mentions(f"News\n{text}", lang))
    assert (found.value.region if found else None) == region


NATIONS = [
    # who is dealt with gets the money, though only the payer is named beside it
    ("The other $200 billion is for chips.", "US"),
    # near miss: the sentence itself goes home
    ("It will spend $200 billion in South Korea.", "KR"),
]


@pytest.mark.parametrize(("claim", "country"), NATIONS)
def test_a_nation_pledges_to_the_one_it_deals_with(claim: str, country: str) -> None:
    text = f"The deal binds the United States. America lowers its duties. {claim}"
    context = seat(claim, title="South Korea signs a deal", text=text, role="component")
    found = place_of(replace(context, nation="KR"), place_mentions(context.view.body))
    assert found
    assert found.value.country == country


def test_a_governor_speaks_for_the_state() -> None:
    context = seat("The company will invest $1bn in the Commonwealth.", source="governor-pa")
    found = place_of(context, place_mentions(context.view.body))
    assert found
    assert found.value.region == "PA"


def test_a_fact_sheet_says_where() -> None:
    text = "- Investment: $1bn\n\n- Location: Chandler, Arizona\n\n- Jobs: 500"
    context = seat("- Investment: $1bn", text=text)
    found = place_of(context, place_mentions(context.view.body))
    assert found
    assert found.value.region == "AZ"


SECTORS = [
    ("It will build a $1bn battery cell plant.", ["automotive"], "total", "batteries"),
    # nothing said: what the company does
    ("It will invest $1bn there.", ["automotive"], "total", "automotive"),
    # an owner of everything builds what the words say
    ("It will invest $1bn in data centers.", ["finance_real_estate"], "total", "ai_data_centers"),
    # an umbrella over several sectors
    ("$9bn for batteries, semiconductors, shipyards.", [], "umbrella", "mixed"),
    ("造船に1500億ドルを充てる。", ["mixed"], "component", "aerospace_defense"),
]


@pytest.mark.parametrize(("text", "hints", "role", "code"), SECTORS)
def test_sector(text: str, hints: list[str], role: Role, code: str) -> None:
    assert sector_of(seat(text, role=role), hints).value == code


EVIL = ["in New York, " * 300, "5 years " * 300, "A" * 4000, "Plant " * 700, "in " * 1500]


@pytest.mark.parametrize("text", EVIL)
def test_evil_text_takes_bounded_time(text: str) -> None:
    context = seat(text)
    started = time.perf_counter()
    mentions = place_mentions(context.view.body)
    for read in (horizon_of, operational_by_of, jobs_of, sector_of):
        read(context)
    place_of(context, mentions)
    assert time.perf_counter() - started < 3
