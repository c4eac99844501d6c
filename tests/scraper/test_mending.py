"""Articles in several parts, sentences full of links, and lines that belong to the page."""

import pytest

from scraper.article import read_page
from scraper.furniture import is_furniture

URL = "http://a.example/x"
FIRST = "Acme Corp. will build a battery plant near the river and hire 400 people there. " * 6
SECOND = "The council had approved the plan in the spring, the mayor said on Monday. " * 6
KANA = "アクメは十五億ドルを投じて電池工場を建て、四百人を雇うと発表した。" * 4


def text_of(body: str) -> str:
    page = f"<html><body><main><h1>Acme builds</h1>{body}</main></body></html>"
    return read_page(page, URL).text


def test_an_article_split_by_advertising_is_read_whole_and_in_order() -> None:
    def part(prose: str) -> str:
        box = f'<div class="grid article__body"><p>{prose}</p><p>{prose}</p></div>'
        return f'<div class="row">{box}</div><div class="ad"><span>Advertisement</span></div>'

    text = text_of(f'<div class="chunks">{part(FIRST)}{part(SECOND)}</div>')
    assert text.index(FIRST.strip()) < text.index(SECOND.strip())


@pytest.mark.parametrize(
    "line",
    [
        # names of two and three characters, all linked
        '宮城県：<a href="/1">仙台市</a>、<a href="/2">石巻市</a>、<a href="/3">塩竈市</a>',
        # a label and its one linked name
        '<a href="/4">福島県</a>：<a href="/5">郡山市</a>',
        '공장 위치: <a href="/6">조지아주</a>, <a href="/7">서배너</a>',
    ],
)
def test_short_lines_of_linked_names_stay(line: str) -> None:
    prose = f"<p>{KANA}</p>"
    text = text_of(f"<article>{prose}<p>{line}</p>{prose}<p>{line}</p>{prose}</article>")
    plain = line.replace("</a>", "")
    for number in "1234567":
        plain = plain.replace(f'<a href="/{number}">', "")
    assert plain in text


@pytest.mark.parametrize(
    ("line", "furniture"),
    [
        ("Advertisement", True),  # an empty slot
        ("Advertisement spending will rise to $2 billion.", False),  # a sentence begins like it
        ("READ MORE: Acme's older plants", True),
        ("Learn more about the project at acme.example.", False),  # no other page of the site
        ("- Print article", True),  # a list of buttons
        ("Printing plants are among them.", False),
        ("© 2026 Acme Corp.", True),
        ("Copyright law is not touched by it.", False),
        ("This material may not be published or redistributed.", True),
        ("Sign up for our daily newsletter", True),
        ("Suppliers can sign up for the programme from May.", False),
        ("Follow us on LinkedIn and X.", True),
        ("Follow-on orders are worth $300 million.", False),
        ("無断転載を禁じます。", True),
        ("会員登録をすると全文を読めます。", True),
        ("会員企業三十社が投資する。", False),
        ("무단 전재 및 재배포 금지", True),
        ("광고 사업에 1조원을 투자한다.", False),  # a business, not a slot
        ("Lesen Sie auch: Acme baut", True),
        ("© " + FIRST, False),  # too long to be a line of rights alone
    ],
)
def test_lines_of_the_page_are_none_of_the_news(line: str, furniture: bool) -> None:
    assert is_furniture(line) is furniture


def test_a_line_of_the_page_is_left_out_of_its_paragraph() -> None:
    text = text_of(f"<article><p>{FIRST}<br>© 2026 Acme Corp.</p><p>{SECOND}</p></article>")
    assert text == f"{FIRST.strip()}\n\n{SECOND.strip()}"
