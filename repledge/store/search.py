"""Full-text search over documents and claims in English, Japanese and Korean.

SQLite's `unicode61` finds no word inside a Japanese sentence and `trigram` misses words of two
characters (投資, 투자), so runs of these scripts are indexed as overlapping pairs of characters; a
search for such a run is then a phrase of pairs. Names are also found by parts of three letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from repledge.contracts import Document
from repledge.store.store import Store
from repledge.text import fold

MOST_FOUND = 1_000  # newest first; a word found more often than this says nothing
_RUN = re.compile(
    r"(?P<pairs>[\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7a3々]+)|(?P<word>\w+?(?=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|\W|$))"
)
_WORD = re.compile(r"\w+")
_IN_PAIRS = re.compile(r"[\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7a3々]")
_MOST_TERMS = 12


def words_of(text: str) -> str:
    """The text as the index wants it: words, and pairs of characters for Japanese and Korean.

    >>> words_of("新たな投資 2 billion")
    '新た たな な投 投資 2 billion'
    """
    folded = fold(text)
    if _IN_PAIRS.search(folded) is None:  # the same words, five times as soon
        return " ".join(_WORD.findall(folded))
    return " ".join(token for run in _runs(text) for token in run)


def query_of(typed: str) -> str | None:
    """What a person typed as a safe FTS5 query: all terms wanted, the last letters open.

    Nothing of the FTS5 language passes: every token is quoted. None where nothing is left.

    >>> query_of('toyota* OR "battery')
    '"toyota"* "or"* "battery"*'
    >>> query_of("現代自動車")
    '"現代 代自 自動 動車"'
    """
    terms = [_term(run) for run in _runs(typed[:400])][:_MOST_TERMS]
    return " ".join(terms) or None


def index_document(store: Store, document: Document) -> None:
    """Make a stored document findable in its newest version."""
    with store.transaction():
        store.db.execute(
            "INSERT INTO searched_documents (document_id) VALUES (?) "
            "ON CONFLICT (document_id) DO NOTHING",
            [document.id],
        )
        number = store.db.execute(
            "SELECT id FROM searched_documents WHERE document_id = ?", [document.id]
        ).fetchone()[0]
        store.db.execute("DELETE FROM search_documents WHERE rowid = ?", [number])
        store.db.execute(
            "INSERT INTO search_documents (rowid, words) VALUES (?, ?)",
            [number, words_of(document.body)],
        )


def find_documents(store: Store, typed: str) -> list[str]:
    """Ids of documents that hold all the words, newest in the store first, MOST_FOUND at most."""
    query = query_of(typed)
    if query is None:
        return []
    rows = store.db.execute(
        "SELECT document_id FROM searched_documents WHERE id IN (SELECT rowid FROM "
        "search_documents WHERE search_documents MATCH ? ORDER BY rowid DESC LIMIT ?) "
        "ORDER BY id DESC",
        [query, MOST_FOUND],
    )
    return [row[0] for row in rows]


def find_claims(store: Store, typed: str) -> list[str]:
    """Ids of claims whose company, project or quote holds the words as typed (also inside a word);
    nothing for less than three characters.
    """
    words = [word for word in fold(typed[:400]).split() if len(word) >= 3][:_MOST_TERMS]
    if not words:
        return []
    query = " ".join('"' + word.replace('"', '""') + '"' for word in words)
    rows = store.db.execute(
        "SELECT claim_id FROM queue WHERE id IN (SELECT rowid FROM search_claims WHERE "
        "search_claims MATCH ? ORDER BY rowid DESC LIMIT ?)",
        [query, MOST_FOUND],
    )
    return [row[0] for row in rows]


def _runs(text: str) -> Iterator[list[str]]:
    for match in _RUN.finditer(fold(text)):
        run = match[0]
        if match["word"] or len(run) == 1:
            yield [run]
        else:
            yield [run[i : i + 2] for i in range(len(run) - 1)]


def _term(run: list[str]) -> str:
    phrase = '"' + " ".join(run) + '"'
    return f"{phrase}*" if len(run) == 1 else phrase
