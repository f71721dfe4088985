"""The server's addresses: the page and its files, documents, decisions, exports, the pack under edit."""

import json
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from cleanwire.errors import CleanwireError
from cleanwire.report.shell import stylesheet
from cleanwire.review.desk import Desk, UnknownError
from cleanwire.review.shown import work_record
from cleanwire.review.store import StaleError

__all__ = ["application"]

STATIC = Path(__file__).with_name("static")

_Record = dict[str, Any]
_Endpoint = Callable[[Request], Awaitable[Response]]


def application(desk: Desk) -> Starlette:
    """Return the application that serves a desk. It does not check who asks; that is the task of `Guard`."""
    one = "/api/documents/{id}"
    return Starlette(
        routes=[
            Route("/", _page),
            Route("/report.css", _report_styles),
            Route("/api/session", _asking(lambda _: desk.session())),
            Route("/api/documents", _asking(lambda request: desk.listed(request.query_params))),
            Route(one, _asking(lambda request: desk.document(_id(request)))),
            Route(f"{one}/beside", _asking(lambda request: desk.beside(_id(request), request.query_params))),
            Route(f"{one}/changes", _telling(lambda request, body: desk.change(_id(request), body)), methods=["POST"]),
            Route(f"{one}/files", _telling(lambda request, body: desk.save(_id(request), body)), methods=["POST"]),
            Route("/api/training", _telling(lambda _, __: desk.save_training()), methods=["POST"]),
            Route("/api/rules", _asking(lambda request: desk.rules(request.query_params.get("seen", "")))),
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        exception_handlers={
            StaleError: partial(_failed, status=409),
            UnknownError: partial(_failed, status=404),
            CleanwireError: partial(_failed, status=422),
        },
    )


async def _page(_: Request) -> Response:
    return FileResponse(STATIC / "index.html")


async def _report_styles(_: Request) -> Response:
    return Response(stylesheet("base"), media_type="text/css")


def _asking(answer: Callable[[Request], _Record]) -> _Endpoint:
    """Return an endpoint for a query. Documents are cleaned in a thread, so that other requests are not blocked."""

    async def endpoint(request: Request) -> Response:
        return _json(await run_in_threadpool(answer, request))

    return endpoint


def _telling(answer: Callable[[Request, _Record], _Record]) -> _Endpoint:
    """Return an endpoint for a request with a record in its body."""

    async def endpoint(request: Request) -> Response:
        try:
            body = json.loads(await request.body())
        except (ValueError, RecursionError):  # not JSON, or nested too deeply
            body = None
        if not isinstance(body, dict):
            return _json({"error": "the request should hold a JSON object"}, status=400)
        return _json(await run_in_threadpool(answer, request, body))

    return endpoint


async def _failed(_: Request, error: Exception, *, status: int) -> Response:
    record: _Record = {"error": str(error)}
    if isinstance(error, StaleError):
        record["work"] = work_record(error.work)
    return _json(record, status=status)


def _json(record: _Record, *, status: int = 200) -> Response:
    # ASCII, so that lone surrogates survive.
    return Response(json.dumps(record), status_code=status, media_type="application/json")


def _id(request: Request) -> str:
    return str(request.path_params["id"])
