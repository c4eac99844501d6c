"""The REST interface of WordPress: `…/wp-json/wp/v2/posts`, or the endpoint of another post type.

See developer.wordpress.org/rest-api/reference/posts: at most 100 posts a page, newest first; `date`
is in the time zone of the site, so its day is the one that the newsroom wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scraper.kinds.link import Link, asked, day_in, read_json, records, unreadable, whole, words_of
from scraper.sources import Source

PER_PAGE = 100
_FIELDS = "link,title,date"


def links(source: Source, get: Callable[[str], bytes | None]) -> Iterator[Link]:
    """The posts, newest first, at most `source.pages` pages of them."""
    for number in range(1, source.pages + 1):
        url = asked(source.url, per_page=PER_PAGE, _fields=_FIELDS)
        if number > 1:
            url = asked(url, page=number)
        body = get(url)
        if body is None:
            return
        posts = read_json(source, url, body)
        if not isinstance(posts, list):  # an error comes as an object with `code` and `message`
            raise unreadable(source, url, "is no list of posts")
        for post in records(posts):
            address = whole(url, str(post.get("link") or ""))
            if address is not None:
                yield Link(address, words_of(post.get("title")), day_in(post.get("date")))
        if len(posts) < PER_PAGE:  # a page behind the last one is answered with an error
            return
