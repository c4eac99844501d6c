"""The desk's addresses: which page function serves which, and who may."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from typing import Literal

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from repledge.desk import (
    audit_page,
    check_page,
    company_page,
    deciding,
    followup_page,
    health_page,
    partner_api,
    people_page,
    queue_page,
    verdict_page,
)
from repledge.desk.guard import Guard
from repledge.desk.render import fault_page, render
from repledge.desk.serve import is_loopback
from repledge.desk.settings import Desk
from repledge.desk.visit import PageFunction, endpoint
from repledge.desk.words import N_
from repledge.store.people import Role

Needs = Literal["nobody"] | Role

# address, page function, who may; each of these also answers with `.json`
PAGES: tuple[tuple[str, PageFunction, Needs], ...] = (
    ("/queue", queue_page.show_queue, "reader"),
    ("/claims/{claim_id}", verdict_page.show_verdict, "reader"),
    ("/companies", company_page.list_companies, "reader"),
    ("/companies/{company_id:path}", company_page.show_company, "reader"),
    ("/claimants", followup_page.list_claimants, "reader"),
    ("/claimants/speaker", followup_page.show_claimant, "reader"),
    ("/watch", followup_page.show_watch, "reader"),
    ("/where", company_page.show_where, "reader"),
    ("/sources", health_page.list_sources, "reader"),
    ("/issues", health_page.list_issues, "reader"),
    ("/runs", health_page.list_runs, "reader"),
    ("/quality", health_page.show_quality, "reader"),
    ("/audits", audit_page.list_audits, "reader"),
    ("/audits/{number}", audit_page.show_audit, "reader"),
    ("/check", check_page.ask_check, "reader"),
    ("/keys", people_page.show_keys, "reader"),
)
ONLY_HTML: tuple[tuple[str, PageFunction, Needs], ...] = (
    ("/", queue_page.show_queue, "reader"),
    ("/documents/{document_id}/captured", verdict_page.show_captured, "reader"),
    ("/login", people_page.ask_login, "nobody"),
)
FORMS: tuple[tuple[str, PageFunction, Needs], ...] = (
    ("/claims/{claim_id}/decide", deciding.decide, "reviewer"),
    ("/claims/{claim_id}/undo", deciding.undo, "reviewer"),
    ("/claims/{claim_id}/rule-out", deciding.rule_out, "reviewer"),
    ("/claims/{claim_id}/assign", deciding.assign, "reviewer"),
    ("/claims/{claim_id}/ask", deciding.ask, "reviewer"),
    ("/copies", queue_page.confirm_copies, "reviewer"),
    ("/views", queue_page.save_view, "reviewer"),
    ("/views/delete", queue_page.delete_view, "reviewer"),
    ("/check", check_page.check, "reader"),
    ("/check.json", check_page.check, "reader"),
    ("/audits", audit_page.make_audit, "reviewer"),
    ("/keys", people_page.set_preferences, "reader"),
    ("/language", people_page.choose_language, "nobody"),
    ("/login", people_page.log_in, "nobody"),
    ("/logout", people_page.log_out, "nobody"),
)


def make_app(desk: Desk) -> Starlette:
    """The desk as an ASGI application."""
    routes: list[BaseRoute] = [
        Route(f"{path}{ending}", endpoint(desk, work, render, needs), methods=["GET"])
        for path, work, needs in PAGES
        for ending in (".json", "")
    ]
    routes += [
        Route(path, endpoint(desk, work, render, needs), methods=[method])
        for method, rows in (("GET", ONLY_HTML), ("POST", FORMS))
        for path, work, needs in rows
    ]
    routes += partner_api.routes(desk)
    routes.append(Mount("/static", StaticFiles(directory=Path(__file__).parent / "static")))
    here = is_loopback(desk.host) and not desk.proxy_header
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, only_this_machine=here)],
        exception_handlers={HTTPException: _http_fault, Exception: _broken},
    )


def _http_fault(request: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException):
        nowhere = error.detail == HTTPStatus.NOT_FOUND.phrase
        detail = N_("This address leads nowhere.") if nowhere else error.detail
        return fault_page(request, error.status_code, detail)
    raise error


def _broken(request: Request, error: Exception) -> Response:
    words = N_("This page failed; the log of the desk tells why. Nothing was lost.")
    return fault_page(request, 500, words)
