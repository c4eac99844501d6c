"""A person's look at a newsroom: a few polite requests, and what each was answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from scraper.http import Failed, Fetched, Http, NotModified, Refused
from scraper.robots import Robots


@dataclass(slots=True)
class Visitor:
    """Asks as the crawler does, robots.txt first; an address is asked only once."""

    http: Http
    robots: Robots
    front_bytes: int
    pdf_bytes: int
    answers: dict[str, Fetched | Refused | Failed] = field(default_factory=dict)

    def fetch(self, url: str) -> Fetched | Refused | Failed:
        """A page, or why there is none."""
        if url not in self.answers:
            self.answers[url] = self._ask(url)
        return self.answers[url]

    def get(self, url: str) -> bytes | None:
        """A page as `list_links` wants it; `failure` tells why there is none."""
        answer = self.fetch(url)
        return answer.body if isinstance(answer, Fetched) else None

    def failure(self, url: str) -> str | None:
        """Why an address that was asked gave nothing."""
        answer = self.answers.get(url)
        return answer.reason if isinstance(answer, Refused | Failed) else None

    def _ask(self, url: str) -> Fetched | Refused | Failed:
        refusal = self.robots.refusal(url)
        if refusal is not None:
            return Refused(url, None, refusal)
        is_pdf = urlsplit(url).path.lower().endswith(".pdf")
        cap = self.pdf_bytes if is_pdf else self.front_bytes
        answer = self.http.get(url, max_bytes=cap, refusal=self.robots.refusal)
        if isinstance(answer, NotModified):
            raise AssertionError("no validators were sent")
        return answer
