"""A headless Chromium, driven over its DevTools protocol through two pipes: only the browser has to be installed."""

import json
import os
import select
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_NAMES = ("chromium", "chromium-browser", "google-chrome") if hasattr(os, "posix_spawn") else ()

PROGRAM = next(filter(None, map(shutil.which, _NAMES)), None)
"""The browser on the path, or None; tests skip without it."""

PATIENCE = 60
"""How many seconds to wait for an answer. Starting takes one or two on an idle machine."""

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)

CODES = {
    "Tab": 9,
    "Enter": 13,
    "Escape": 27,
    "End": 35,
    "Home": 36,
    "ArrowLeft": 37,
    "ArrowUp": 38,
    "ArrowRight": 39,
    "ArrowDown": 40,
}
"""Keys that type nothing, with their numbers in the protocol."""

CONTROL, SHIFT = 2, 8
"""Modifier keys, with their numbers in the protocol."""


class BrowserError(Exception):
    """The browser refused a command, or does not answer."""


class Pipes:
    """The connection to a browser, shared by its tabs."""

    def __init__(self, reading: int, writing: int) -> None:
        self._reading = reading
        self._writing = writing
        self._received = b""
        self._last = 0
        self.tabs: dict[str | None, Tab] = {}

    def send(self, method: str, params: dict[str, Any], session: str | None) -> Any:
        """Return the result of a command; events that arrive in between go to the `events` of their tabs."""
        self._last += 1
        message = {"id": self._last, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self._writing, json.dumps(message).encode() + b"\0")
        while (answer := self._receive()).get("id") != self._last:
            self._pass_on(answer)
        if "error" in answer:
            raise BrowserError(f"{method}: {answer['error']['message']}")
        return answer["result"]

    def wait(self) -> None:
        """Wait for an event, and pass it on to its tab."""
        self._pass_on(self._receive())

    def _pass_on(self, event: dict[str, Any]) -> None:
        if tab := self.tabs.get(event.get("sessionId")):
            tab.events.append(event)

    def _receive(self) -> dict[str, Any]:
        while b"\0" not in self._received:
            ready, _, _ = select.select([self._reading], [], [], PATIENCE)
            chunk = os.read(self._reading, 1 << 16) if ready else b""
            if not chunk:
                raise BrowserError("the browser does not answer")
            self._received += chunk
        message, _, self._received = self._received.partition(b"\0")
        answer: dict[str, Any] = json.loads(message)
        return answer


class Tab:
    """One page of a browser."""

    def __init__(self, pipes: Pipes) -> None:
        self._pipes = pipes
        self._session: str | None = None
        self.events: list[dict[str, Any]] = []
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        pipes.tabs[self._session] = self
        for domain in ("Page", "Runtime", "Network"):
            self.send(f"{domain}.enable")
        # Keys go to the page, and it counts as visible, whichever tab is in front.
        self.send("Emulation.setFocusEmulationEnabled", enabled=True)

    def another(self) -> "Tab":
        """Return another tab of the same browser."""
        return Tab(self._pipes)

    def send(self, method: str, **params: Any) -> Any:
        """Return the result of a command; events that arrive in between go to `events`."""
        return self._pipes.send(method, params, self._session)

    def open(self, page: Path | str, *, width: int = 1000, height: int = 1400, dark: bool = False) -> None:
        """Load a file or an address, on a screen of this size, and wait until it has loaded."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.send("Emulation.setEmulatedMedia", features=[scheme])
        screen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.send("Emulation.setDeviceMetricsOverride", **screen)
        self.events.clear()
        self.send("Page.navigate", url=page if isinstance(page, str) else page.as_uri())
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            self._pipes.wait()

    def requested(self) -> list[str]:
        """Return the addresses requested since the page was opened."""
        sent = (event["params"] for event in self.events if event["method"] == "Network.requestWillBeSent")
        return [request["request"]["url"] for request in sent]

    def ask(self, expression: str) -> Any:
        """Return the value of an expression in JavaScript."""
        answer = self.send("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in answer:
            raise BrowserError(f"{expression}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def wait_for(self, expression: str) -> Any:
        """Return the value of an expression in JavaScript once it is true."""
        end = time.monotonic() + PATIENCE
        while not (value := self.ask(expression)):
            if time.monotonic() > end:
                raise BrowserError(f"{expression}: never became true")
            time.sleep(0.02)
        return value

    def press(self, key: str, *, shift: bool = False, control: bool = False) -> None:
        """Press and release a key such as `Tab`, `ArrowRight` or `x`."""
        held = CONTROL * control + SHIFT * shift
        sign = {"text": key} if len(key) == 1 and not control else {}
        pressed = {"key": key, "modifiers": held, "windowsVirtualKeyCode": CODES.get(key) or ord(key.upper())}
        if key in CODES:
            pressed["code"] = key
        self.send("Input.dispatchKeyEvent", type="keyDown" if sign else "rawKeyDown", **pressed, **sign)
        self.send("Input.dispatchKeyEvent", type="keyUp", **pressed)

    def write(self, text: str) -> None:
        """Type into the focused field."""
        self.send("Input.insertText", text=text)

    def click(self, selector: str, *, shift: bool = False) -> None:
        """Click the middle of an element."""
        where = {"button": "left", "clickCount": 1, "modifiers": SHIFT * shift, **self._middle(selector)}
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, **where)

    def hover(self, selector: str) -> None:
        """Move the mouse over an element."""
        self.send("Input.dispatchMouseEvent", type="mouseMoved", **self._middle(selector))

    def shot(self, path: Path) -> None:
        """Save the screen as PNG."""
        import base64  # noqa: PLC0415, for people only

        path.write_bytes(base64.b64decode(self.send("Page.captureScreenshot")["data"]))

    def _middle(self, selector: str) -> dict[str, float]:
        # Queried through the document and not in JavaScript, which a page may not run.
        root = self.send("DOM.getDocument")["root"]["nodeId"]
        node = self.send("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        before: list[float] = []
        while True:  # until scrolling has ended
            self.send("DOM.scrollIntoViewIfNeeded", nodeId=node)
            quad = self.send("DOM.getContentQuads", nodeId=node)["quads"][0]
            if quad == before:
                return {"x": sum(quad[0::2]) / 4, "y": sum(quad[1::2]) / 4}
            before = quad
            time.sleep(0.02)


@contextmanager
def browsing() -> Iterator[Tab]:
    """Start a browser with an empty profile, yield its tab, and end it."""
    assert PROGRAM
    commands_out, commands_in = os.pipe()
    answers_out, answers_in = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        log = (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)
        pipes = [(os.POSIX_SPAWN_DUP2, commands_out, 3), (os.POSIX_SPAWN_DUP2, answers_in, 4)]
        arguments = [PROGRAM, *FLAGS, f"--user-data-dir={profile}"]
        pid = os.posix_spawn(PROGRAM, arguments, os.environ, file_actions=[*pipes, log])
        os.close(commands_out)
        os.close(answers_in)
        try:
            yield Tab(Pipes(answers_out, commands_in))
        finally:
            os.close(commands_in)  # which tells a browser to end
            os.close(answers_out)
            _end(pid)


def _end(pid: int) -> None:
    """Wait for a process; kill it if it does not end by itself."""
    for _ in range(100):
        if os.waitpid(pid, os.WNOHANG)[0]:
            return
        time.sleep(0.05)
    os.kill(pid, 9)
    os.waitpid(pid, 0)
