"""The server of a review: on the loopback address, protected by a token, until it is interrupted."""

import socket
from collections.abc import Callable
from pathlib import Path
from secrets import token_urlsafe

import uvicorn

from cleanwire.errors import OptionError
from cleanwire.review.application import application
from cleanwire.review.background import Background
from cleanwire.review.desk import Desk
from cleanwire.review.documents import Documents
from cleanwire.review.guard import Guard
from cleanwire.review.opening import Opener
from cleanwire.review.options import ReviewOptions
from cleanwire.review.rules_watch import RulesWatch
from cleanwire.review.store import opened_store

__all__ = ["serve"]

HOST = "127.0.0.1"
"""The loopback address, which no other machine can reach."""

TOKEN_BYTES = 24
"""192 bits, which nobody can guess."""

GRACE_SECONDS = 2
"""How long a running request may take when the server is to end."""


def serve(documents: Documents, output: Path, options: ReviewOptions, *, told: Callable[[str], None]) -> None:
    """Serve a review of documents until it is interrupted. `told` is called with its address once it can be opened.

    Decisions are written to the folder `output`, which is created if needed.

    Raises OptionError if the port or the folder is in use, and ReadingError and WritingError for the folder.
    """
    with opened_store(output) as store, _listening(options.port) as listener:
        opener = Opener(documents, options.cleaner)
        watch = RulesWatch(options.rules, options.cleaner) if options.rules else None
        background = Background(opener, watch)
        token = token_urlsafe(TOKEN_BYTES)
        host = f"{HOST}:{listener.getsockname()[1]}"
        guarded = Guard(application(Desk(opener, store, background)), token=token, hosts=(host,))
        config = uvicorn.Config(
            guarded,
            log_config=None,  # uvicorn's own fails if standard output is closed
            log_level="error",
            access_log=False,
            lifespan="off",
            ws="none",
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
        background.start()
        try:
            told(f"http://{host}/{token}/")
            uvicorn.Server(config).run(sockets=[listener])
        finally:
            background.stop()


def _listening(port: int) -> socket.socket:
    """Return a socket that accepts connections, on any free port for 0."""
    try:
        return socket.create_server((HOST, port))
    except OSError as error:
        raise OptionError(f"--port {port}: cannot be used: {error.strerror}; name another, or omit it") from error
