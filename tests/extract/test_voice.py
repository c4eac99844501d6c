"""Who speaks: by kind, source, title and the first lines."""

from datetime import date
from typing import Any

import pytest

from extract.voice import voice_of
from repledge.contracts import Document

CASES: list[Any] = [
    pytest.param({"source": "toyota-newsroom"}, "company", id="a company's newsroom"),
    pytest.param({"source": "honda-us-news"}, "company", id="its name stands above 'news'"),
    pytest.param({"source": "toyota-city-courier"}, "press", id="a paper's name above the company"),
    pytest.param({"source": "ammonia-weekly"}, "press", id="a trade paper"),
    pytest.param({"source": "hinode-shimbun", "lang": "ja"}, "press", id="a Japanese paper"),
    pytest.param({"source": "energy-department"}, "government", id="a department"),
    pytest.param({"source": "ontario-newsroom"}, "government", id="a province's newsroom"),
    pytest.param({"source": "acme", "kind": "filing"}, "filing", id="the kind is told"),
    pytest.param({"source": "acme", "kind": "wire"}, "press", id="a wire"),
    pytest.param({"source": "lakeside-examiner"}, "press", id="a local paper by its last word"),
    pytest.param({"source": "diario-norte", "lang": "es"}, "press", id="a Spanish paper"),
    pytest.param({"source": "minato-tsushin", "lang": "ja"}, "press", id="a Japanese agency"),
    pytest.param({"source": "star-semiconductor"}, "company", id="a paper word that begins a name"),
    pytest.param({"source": "pmo-canada"}, "government", id="a prime minister's office"),
    pytest.param({"source": "higashi-pref", "lang": "ja"}, "government", id="a prefecture"),
    pytest.param({"source": "kementerian-energi"}, "government", id="an Indonesian ministry"),
    pytest.param({"source": "acme", "title": "A Running List of Investment"}, "list", id="a list"),
    pytest.param({"source": "pr-newswire-energy", "kind": "wire"}, "company", id="PR Newswire"),
    pytest.param({"source": "prnewswire"}, "company", id="in one word"),
    pytest.param({"source": "business-wire"}, "company", id="Business Wire"),
    pytest.param({"source": "globenewswire-semiconductors"}, "company", id="GlobeNewswire"),
    pytest.param({"source": "PR TIMES", "lang": "ja"}, "company", id="PR TIMES"),
    pytest.param({"source": "kyodo-news-pr-wire"}, "company", id="the agency's release service"),
    pytest.param({"source": "newswire-korea-all"}, "company", id="a Korean release wire"),
    pytest.param({"source": "x9", "url": "https://www.newswire.co.kr/newsRead.php?no=1"}, "company",
                 id="by its host"),
    pytest.param({"source": "reuters"}, "press", id="Reuters"),
    pytest.param({"source": "ap"}, "press", id="AP"),
    pytest.param({"source": "ap-moller-maersk-newsroom"}, "company", id="initials of a company"),
    pytest.param({"source": "apple-newsroom"}, "company", id="no AP inside a word"),
    pytest.param({"source": "bloomberg"}, "press", id="Bloomberg"),
    pytest.param({"source": "yonhap-news-agency"}, "press", id="an agency is no government"),
    pytest.param({"source": "kyodo"}, "press", id="Kyodo"),
    pytest.param({"source": "nikkei-asia"}, "press", id="Nikkei"),
    pytest.param({"source": "x9", "url": "https://notreuters.com/a"}, "company",
                 id="another host with the same ending"),
    pytest.param({"source": "x9", "url": "https://[broken/a"}, "company", id="a broken address"),
    pytest.param({"source": "x9", "text": "LONDON, Jan 3 (Wire A) - Acme said"}, "press",
                 id="an agency's dateline"),
    pytest.param({"source": "x9", "text": "We will build a plant."}, "company", id="first person"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "voice"), CASES)
def test_voice(changes: dict[str, Any], voice: str) -> None:
    values: dict[str, Any] = {
        "id": "d", "url": "https://a.example/d", "source": "s", "title": "Acme invests",
        "published": date(2025, 1, 1), "lang": "en", "text": "Acme invests.",
    }  # fmt: skip
    assert voice_of(Document(**{**values, **changes})) == voice
