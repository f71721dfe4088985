import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner, Result

from cleanwire.cli import main
from reviewing import SCRAPED, written

needs_extra = pytest.mark.skipif(
    not all(find_spec(name) for name in ("starlette", "uvicorn")),
    reason="needs the extra review",
)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["review", "--no-browser", *arguments])


def assert_failed(result: Result, problem: str) -> None:
    assert result.exit_code == 2
    assert result.stderr.startswith("cleanwire: ")
    assert result.stderr.count("\n") == 1
    assert problem in result.stderr


@pytest.fixture
def text(tmp_path: Path) -> str:
    (name,) = written(tmp_path, {"a.txt": SCRAPED})
    return name


@pytest.fixture
def server(tmp_path: Path, text: str) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "cleanwire.cli", "review", "--no-browser", "-o", str(tmp_path / "out"), text]
    (tmp_path / "scratch").mkdir()
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "PYTHONUNBUFFERED": "1",
        "TMPDIR": str(tmp_path / "scratch"),
    }
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, env=environment, text=True) as server:
        yield server
        server.kill()


def assert_serves(server: "subprocess.Popen[str]") -> None:
    assert server.stdout
    line = server.stdout.readline()
    address = re.fullmatch(r"Reviewing at (http://127\.0\.0\.1:\d+/[\w-]{32}/)\n", line)
    assert address
    with urlopen(address[1]) as answer:  # noqa: S310, our own server
        assert b"cleanwire" in answer.read()


@needs_extra
@pytest.mark.skipif(os.name == "nt", reason="has other signals")
def test_it_serves_at_the_address_that_it_prints_and_ends_with_ctrl_c(server: "subprocess.Popen[str]") -> None:
    assert_serves(server)
    assert server.stdout
    assert "everything is stored in" in server.stdout.readline()
    server.send_signal(signal.SIGINT)
    assert server.communicate(timeout=30) == ("\n", "")
    assert server.returncode == 0


@needs_extra
@pytest.mark.skipif(os.name == "nt", reason="has other signals")
def test_no_copies_of_documents_are_left_behind_when_it_is_terminated(
    server: "subprocess.Popen[str]", tmp_path: Path
) -> None:
    assert_serves(server)
    assert list((tmp_path / "scratch").iterdir())
    server.terminate()
    assert server.communicate(timeout=30)[1] == ""
    assert server.returncode == 128 + signal.SIGTERM
    assert not list((tmp_path / "scratch").iterdir())


@needs_extra
@pytest.mark.skipif(os.name == "nt", reason="has other shells")
def test_it_serves_even_if_standard_output_is_closed(tmp_path: Path, text: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = f"review --no-browser --port {port} -o {tmp_path / 'out'} {text}"
    command = ["sh", "-c", f"exec {sys.executable} -m cleanwire.cli {options} >&-"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, env=environment) as server:
        answer = b""
        while server.poll() is None and not answer:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port)) as client:
                client.sendall(b"GET / HTTP/1.0\r\n\r\n")
                answer = client.recv(100)
        server.terminate()
    assert b" 403 " in answer


@needs_extra
@pytest.mark.skipif(os.name == "nt", reason="nothing is locked there")
def test_a_second_review_in_the_same_folder_is_refused(
    server: "subprocess.Popen[str]", tmp_path: Path, text: str
) -> None:
    assert server.stdout
    server.stdout.readline()
    assert_failed(run("-o", str(tmp_path / "out"), text), "another `cleanwire review` uses it")


@needs_extra
def test_a_port_that_is_taken_is_an_error(tmp_path: Path, text: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert_failed(run("-o", str(tmp_path / "out"), "--port", port, text), f"--port {port}: cannot be used")


@needs_extra
@pytest.mark.parametrize(
    ("content", "options", "problem"),
    [
        ("", ["gone.txt"], "gone.txt: cannot be read"),
        (
            '{"body": "One."}\n',
            ["a.jsonl"],
            "no record has text in the field 'text'; name the one that has with --field: 'body'",
        ),
        ("", ["a.jsonl"], "hold no document"),
    ],
)
def test_what_cannot_be_reviewed_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, options: list[str], problem: str
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, {"a.jsonl": content})
    assert_failed(run(*options), problem)
    assert not Path("review").exists()


def test_without_files_the_usage_is_said() -> None:
    assert_failed(run(), "Missing argument 'FILES...'")


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("cleanwire.review._NEEDED", ("no_such_package",))
    assert_failed(run(text), "(no_such_package): pip install 'cleanwire[review]'")


def test_the_command_line_loads_no_server() -> None:
    code = (
        "import cleanwire.cli, sys; print([name for name in ('starlette', 'uvicorn', 'httpx2') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
