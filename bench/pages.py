"""How well pages are read, beside the peers in the same run: main text and day of publication.

    python bench/pages.py HTML_DIR

HTML_DIR holds article-extraction-benchmark-*.tar.xz, publishers-*.tar.xz, dates-800.tar.xz and
dates-800-labels.json. Text: precision and recall of four-token shingles, averaged over the pages,
as article-extraction-benchmark scores it; a Han, kana or Hangul character is a token of its own.
Dates: right day, wrong day, none.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import tarfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import trafilatura
from htmldate import find_date

from repledge.errors import BadInput
from scraper.article import read_page

_TOKEN = re.compile(r"[぀-ヿ㐀-鿿가-힯]|[^\W぀-ヿ㐀-鿿가-힯]+")
_SHINGLE = 4
_LANGUAGES = {"jp": "ja", "kr": "ko", "de": "de"}


@dataclass(frozen=True)
class Page:
    """One recorded page with what stands on it."""

    name: str
    group: str
    url: str
    body: bytes
    text: str


def main() -> None:
    """Print one line a group and reader."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("html_dir", type=Path)
    parser.add_argument("--faults", action="store_true", help="name the pages that are read worse")
    asked = parser.parse_args()
    pages = [*_benchmark(asked.html_dir), *_publishers(asked.html_dir)]
    readers: dict[str, Callable[[Page], str]] = {"repledge": _ours, "trafilatura": _peer}
    scores = {
        name: {p.name: _score(read(p), p.text) for p in pages} for name, read in readers.items()
    }
    for group in [*sorted({p.group for p in pages}), "all"]:
        for name, found in scores.items():
            members = [found[p.name] for p in pages if group in {p.group, "all"}]
            _print_text(group, name, members)
    if asked.faults:
        for page in pages:
            ours, peer = (f1(*scores[name][page.name]) for name in readers)
            if ours < peer - 0.005 or ours < 0.9:
                _say(f"  {page.group} {page.name}: {ours:.3f} beside {peer:.3f}")
    _print_dates(asked.html_dir, faults=asked.faults)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _benchmark(folder: Path) -> Iterator[Page]:
    for path in folder.glob("article-extraction-benchmark-*.tar.xz"):
        files = _unpacked(path)
        truth = json.loads(next(v for k, v in files.items() if k.endswith("ground-truth.json")))
        for name, body in files.items():
            if name.endswith(".html.gz"):
                key = Path(name).name.removesuffix(".html.gz")
                fact = truth[key]
                yield Page(
                    key, "benchmark en", fact["url"], gzip.decompress(body), fact["articleBody"]
                )


def _publishers(folder: Path) -> Iterator[Page]:
    for path in folder.glob("publishers-*.tar.xz"):
        files = _unpacked(path)
        recorded: defaultdict[str, list[str]] = defaultdict(list)
        for name in sorted(files):
            if name.endswith(".html.gz"):
                recorded[re.sub(r"(?:_\d+){3}\.html\.gz$", "", name)].append(name)
        for stem, names in recorded.items():
            versions: dict[str, Any] = json.loads(files[f"{stem}.json"])
            if len(versions) != len(names):
                continue
            for name, fact in zip(names, versions.values(), strict=True):
                group = _LANGUAGES.get(stem.split("/")[1], "en")
                text = _expected(fact.get("body"))
                if text:
                    body = gzip.decompress(files[name])
                    yield Page(Path(name).name, f"publishers {group}", "", body, text)


def _expected(body: dict[str, Any] | None) -> str:
    if not body:
        return ""
    parts = list(body["summary"])
    for section in body["sections"]:
        parts += [*section["headline"], *section["paragraphs"]]
    return "\n".join(parts)


def _unpacked(path: Path) -> dict[str, bytes]:
    with tarfile.open(path) as tar:
        return {m.name: f.read() for m in tar if m.isfile() and (f := tar.extractfile(m))}


def _ours(page: Page) -> str:
    try:
        return read_page(page.body, page.url or "http://page.example/").text
    except BadInput:
        return ""


def _peer(page: Page) -> str:
    return trafilatura.extract(page.body, include_comments=False) or ""


def _score(found: str, expected: str) -> tuple[float, float]:
    """Precision and recall of shingles."""
    have, want = _shingles(found), _shingles(expected)
    common = sum((have & want).values())
    return common / (sum(have.values()) or 1), common / (sum(want.values()) or 1)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = _TOKEN.findall(text)
    last = max(1, len(tokens) - _SHINGLE + 1)
    return Counter(tuple(tokens[i : i + _SHINGLE]) for i in range(last)) if tokens else Counter()


def f1(precision: float, recall: float) -> float:
    """The harmonic mean; 0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _print_text(group: str, name: str, scores: list[tuple[float, float]]) -> None:
    precision = sum(p for p, _ in scores) / len(scores)
    recall = sum(r for _, r in scores) / len(scores)
    words = f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1(precision, recall):.3f}"
    _say(f"text  {group:14} {len(scores):4} pages  {name:12} {words}")


def _print_dates(folder: Path, *, faults: bool) -> None:
    labels = json.loads((folder / "dates-800-labels.json").read_text(encoding="utf-8"))
    files = {Path(k).name: v for k, v in _unpacked(folder / "dates-800.tar.xz").items()}
    readers: dict[str, Callable[[bytes, str], str | None]] = {
        "repledge": _our_day,
        "htmldate": lambda body, url: _peer_day(body, url),
    }
    for name, read in readers.items():
        counts: Counter[str] = Counter()
        for url, fact in labels.items():
            day = read(files[fact["file"]], url)
            outcome = "none" if day is None else "right" if day == fact["date"] else "wrong"
            counts[outcome] += 1
            if faults and name == "repledge" and outcome != "right":
                _say(f"  {outcome} {day} for {fact['date']}: {fact['file']} {url}")
        total = sum(counts.values())
        shares = "  ".join(f"{k} {counts[k] / total:.3f}" for k in ("right", "wrong", "none"))
        _say(f"dates {total} pages  {name:12} {shares}")


def _our_day(body: bytes, url: str) -> str | None:
    try:
        day = read_page(body, url).published
    except BadInput:
        return None
    return day.isoformat() if day else None


def _peer_day(body: bytes, url: str) -> str | None:
    found: str | None = find_date(body, url=url, original_date=True)
    return found


if __name__ == "__main__":
    main()
