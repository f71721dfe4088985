"""Who may use the server, and what a browser may do with its answers.

Every program and every web page on the machine can reach a port of the loopback address. So each request needs a token,
which is part of the address; its Host has to be this server's, since a site may point its own name here (DNS
rebinding); and changes have to come from the server's own page.
"""

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from secrets import compare_digest
from typing import Any

__all__ = ["MOST_BYTES", "Guard"]

MOST_BYTES = 4_000_000
"""The largest request: a decision about each line of a document of 40,000 lines, at 100 bytes each."""

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
"""The browser runs only the server's own files, sends nothing elsewhere, and text cannot become markup by mistake."""

_HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)

_Message = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_Message]]
_Send = Callable[[_Message], Awaitable[None]]
_Application = Callable[[_Message, _Receive, _Send], Awaitable[None]]


class Guard:
    """An ASGI application that passes on permitted requests, without the token in their path, and refuses all others.

    `hosts` are the server's names with its port.
    """

    def __init__(self, application: _Application, *, token: str, hosts: Iterable[str]) -> None:
        self._application = application
        self._token = token.encode()
        self._hosts = frozenset(host.encode() for host in hosts)

    async def __call__(self, scope: _Message, receive: _Receive, send: _Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            return

        async def send_guarded(message: _Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), *_HEADERS]}
            await send(message)

        if problem := self._problem(scope):
            status, text = problem
            headers = [(b"content-type", b"text/plain; charset=utf-8")]
            await send_guarded({"type": "http.response.start", "status": status, "headers": headers})
            await send_guarded({"type": "http.response.body", "body": f"{text}\n".encode()})
            return
        await self._application({**scope, "root_path": f"/{self._token.decode()}"}, receive, send_guarded)

    def _problem(self, scope: _Message) -> tuple[int, str] | None:
        """Return the status and message of a refusal, or None if the request is permitted."""
        headers = _headers(scope)
        host = headers.get(b"host", b"")
        _, _, rest = scope["path"].partition("/")
        if host not in self._hosts:
            return 403, "this address is not the server's own"
        if not compare_digest(rest.partition("/")[0].encode("utf-8", "surrogatepass"), self._token):
            return 403, "the address has no token, or an old one: use the whole address that `cleanwire review` printed"
        if scope["method"] in ("GET", "HEAD"):
            return None
        if headers.get(b"origin") != b"http://" + host or headers.get(b"content-type") != b"application/json":
            return 403, "only the server's own page can make changes"
        size = headers.get(b"content-length", b"")
        if not size.isdigit() or int(size) > MOST_BYTES:
            return 413, f"a request holds at most {MOST_BYTES:,} bytes; change fewer lines at once"
        return None


def _headers(scope: _Message) -> dict[bytes, bytes]:
    """Return the headers of a request; headers that are given twice are omitted."""
    found: dict[bytes, bytes] = {}
    for name, value in scope["headers"]:
        found[name] = b"" if name in found else value
    return found
