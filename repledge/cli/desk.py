"""`desk`, and the people who may use it."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import click
import uvicorn

from repledge import crawling, importing, pipeline
from repledge.audit import Knowledge, audit_list, audit_object, read_list
from repledge.cli.context import Settings, now, pass_settings, talk, write_json
from repledge.cli.main import cli
from repledge.config import Config
from repledge.contracts import Document
from repledge.desk import Captured, Checked, Desk, address_fault, is_loopback, make_app
from repledge.desk.passwords import LEAST, hashed, new_token, token_hash
from repledge.errors import BadConfig, BadInput, UsageError
from repledge.feeds import entries_of, write_feeds
from repledge.followup import claimant_object
from repledge.store import Store, open_store, partners, people
from scraper.charset import decode
from scraper.evidence import read_record

_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")


@cli.command()
@click.option("--port", type=click.IntRange(0, 65_535), help="Default: from the config, 8321.")
@pass_settings
def desk(settings: Settings, port: int | None) -> None:
    """The review desk, on this machine until it has users: see docs/desk.md."""
    config = settings.config()
    with settings.store(config) as store:
        has_users = any(user.state == "active" for user in people.users(store))
    fault = address_fault(config.desk.host, has_users, config.desk.proxy_header)
    if fault:
        raise BadConfig(fault)
    app = make_app(desk_of(settings, config))
    chosen = config.desk.port if port is None else port
    talk(f"The desk: http://{config.desk.host}:{chosen}/  (Ctrl-C ends it)")
    uvicorn.run(app, host=config.desk.host, port=chosen, log_level="warning", server_header=False,
                proxy_headers=False)  # fmt: skip


def desk_of(settings: Settings, config: Config) -> Desk:
    """The desk with all that the stages lend it."""
    return Desk(
        store_path=settings.store_path(config),
        clock=now,
        host=config.desk.host,
        strategic=config.extract.strategic,
        proxy_header=config.desk.proxy_header,
        proxy_addresses=config.desk.proxy_addresses,
        check=lambda store, pasted: _checked(store, pasted, config),
        audit=lambda store, name, body, since: _audited(store, config, name, body, since),
        claimant=lambda store, name: claimant_object(pipeline.claimant(store, name)),
        captured=lambda document: _captured(document, config),
        publish=_publisher(settings, config),
    )


def _checked(store: Store, pasted: str, config: Config) -> Checked:
    if pasted.startswith(("http://", "https://")) and len(pasted.split()) == 1:
        if is_loopback(urlsplit(pasted).hostname or ""):
            raise BadInput(f"{pasted}: is this machine; paste the text of the release instead.")
        document = crawling.fetch_release(pasted, config, now)
    else:
        lang = "ja" if _KANA.search(pasted) else "ko" if _HANGUL.search(pasted) else "en"
        document = importing.from_text(pasted, "pasted text", now().date(), lang)
    return Checked(rows=pipeline.check(document, store, config, now()))


def _audited(
    store: Store, config: Config, name: str, body: bytes, since: date | None
) -> dict[str, Any]:
    pledges = read_list(name, body, now().date())
    earlier = pipeline.known_before(store, config)
    knowledge = Knowledge(history=earlier, run_rates=pipeline.run_rates(config))
    return audit_object(audit_list(pledges, knowledge, since))


def _captured(document: Document, config: Config) -> Captured | None:
    if document.evidence is None:
        return None
    body = read_record(config.path(config.paths.evidence), document.evidence)
    return Captured(text=decode(body, None), digest=hashlib.sha256(body).hexdigest(), intact=True)


def _publisher(settings: Settings, config: Config) -> Callable[[], None]:
    one_at_a_time = threading.Lock()

    def publish() -> None:
        with one_at_a_time:
            store = open_store(settings.store_path(config))
            try:
                write_feeds(
                    entries_of(store), config.path(config.paths.public),
                    config.path(config.paths.private), config.feeds,
                    strategic=config.extract.strategic,
                )  # fmt: skip
            finally:
                store.close()

    return publish


@cli.group(name="partners")
def partners_() -> None:
    """Who may read verdicts by program (docs/desk.md, "Query API")."""


@partners_.command("add")
@click.argument("name")
@click.option("--scope", type=click.Choice(["signed", "all"]), default="signed", show_default=True,
              help="signed: what a person signed; all: also what waits for a reader.")  # fmt: skip
@pass_settings
def add_partner(settings: Settings, name: str, scope: partners.Scope) -> None:
    """Print a new token; it is shown once, and an older one of that name ends."""
    token = new_token()
    with settings.store(settings.config()) as store:
        partners.save_partner(store, name, token_hash(token), scope, now())
    click.echo(token)
    talk(f"{name} may read {scope} verdicts with this token; keep it safe, it is not shown again.")


@partners_.command("revoke")
@click.argument("name")
@pass_settings
def revoke(settings: Settings, name: str) -> None:
    """End a partner's token at once."""
    with settings.store(settings.config()) as store:
        partners.revoke_partner(store, name, now())
    talk(f"The token of {name} has ended.")


@partners_.command("list")
@pass_settings
def list_partners(settings: Settings) -> None:
    """All partners with what they may see and whether their token is good."""
    with settings.store(settings.config()) as store:
        found = partners.partners(store)
    for partner in found:
        state = "revoked" if partner.revoked_at else "active"
        if settings.as_json:
            write_json({"name": partner.name, "scope": partner.scope, "state": state})
        else:
            click.echo(f"{partner.name}\t{partner.scope}\t{state}")


@cli.group()
def users() -> None:
    """The people who may use the desk."""


@users.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(["reader", "reviewer", "editor"]), default="reviewer")
@click.password_option(help="Asked for where it is not given.")
@pass_settings
def add(settings: Settings, name: str, role: people.Role, password: str) -> None:
    """Add a user, or give an existing one a new password and role."""
    if len(password) < LEAST:
        raise UsageError(f"The password has fewer than {LEAST} characters; take a longer one.")
    with settings.store(settings.config()) as store:
        people.save_user(store, name, hashed(password), role, now())
    talk(f"{name} may use the desk as {role}.")


@users.command("disable")
@click.argument("name")
@pass_settings
def disable(settings: Settings, name: str) -> None:
    """Lock a user out at once; what the user decided stays."""
    with settings.store(settings.config()) as store:
        people.disable_user(store, name)
    talk(f"{name} is locked out.")


@users.command("list")
@pass_settings
def list_(settings: Settings) -> None:
    """All users with role and state."""
    with settings.store(settings.config()) as store:
        found = people.users(store)
    for user in found:
        if settings.as_json:
            write_json({"name": user.name, "role": user.role, "state": user.state})
        else:
            click.echo(f"{user.name}\t{user.role}\t{user.state}")
