"""Addresses of real protocols against servers on this machine: S3 by moto, the web by the standard library."""

import contextlib
import os
import signal
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from cleanwire.corpus import CorpusOptions, clean_files
from cleanwire.errors import ReadingError, WritingError
from engines import engine
from invented_corpora import files_in, records, write

fsspec = engine("servers", "fsspec")
engine("servers", "aiohttp")

PLAIN = CorpusOptions(profile=None)
NAMES = ("a.jsonl", "b.jsonl.gz", "c.jsonl.zst", "d.parquet", "e.csv")


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with files of several kinds, each with several shards."""
    folder = tmp_path_factory.mktemp("corpus") / "in"
    for number, name in enumerate(NAMES):
        write(folder / name, records(2500, start=2500 * number))
    return folder


@pytest.fixture(scope="module")
def whole(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the output of a run on this machine over the corpus."""
    out = tmp_path_factory.mktemp("whole") / "out"
    clean_files(corpus, out, PLAIN, workers=1)
    return files_in(out)


def run(*arguments: str, **environment: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "cleanwire.cli", "corpus", "--no-profile", *arguments],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """Return the address of an empty S3."""
    engine("servers", "s3fs")
    threaded = engine("servers", "moto.server").ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    threaded.start()
    host, port = threaded.get_host_and_port()
    yield f"http://{host}:{port}"
    threaded.stop()


class TestS3:
    @pytest.fixture
    def bucket(self, endpoint: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Any]:
        """Return the file system of a server with one empty bucket, `crawl`."""
        for name, value in {
            "AWS_ENDPOINT_URL": endpoint,
            "AWS_ACCESS_KEY_ID": "key",
            "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_CONFIG_FILE": str(tmp_path / "none"),
            "AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "none"),
        }.items():
            monkeypatch.setenv(name, value)
        kind = fsspec.get_filesystem_class("s3")
        kind.clear_instance_cache()
        system = kind(use_listings_cache=False)
        system.mkdir("crawl")
        yield system
        system.rm("crawl", recursive=True)
        kind.clear_instance_cache()

    def names(self, bucket: Any, folder: str) -> set[str]:
        found = (path.removeprefix(f"{folder}/") for path in bucket.find(folder))
        return {name for name in found if ".cleanwire" not in name}

    def outputs(self, bucket: Any, folder: str) -> dict[str, bytes]:
        return {name: bucket.cat_file(f"{folder}/{name}") for name in self.names(bucket, folder)}

    def test_a_bucket_becomes_another_folder_of_it_with_several_workers(
        self, bucket: Any, corpus: Path, whole: dict[str, bytes]
    ) -> None:
        bucket.put(f"{corpus}/", "crawl/in/", recursive=True)
        clean_files("s3://crawl/in/", "s3://crawl/out", PLAIN, workers=2)
        assert self.outputs(bucket, "crawl/out") == whole
        clean_files("s3://crawl/in/a.jsonl", "s3://crawl/out", PLAIN, workers=1, overwrite=True)
        assert self.outputs(bucket, "crawl/out") == {"a.jsonl": whole["a.jsonl"]}
        clean_files(["s3://crawl/in/*.jsonl*", "s3://crawl/in/[de].*"], "out", PLAIN, workers=1)
        assert files_in(Path("out")) == whole

    def test_a_file_over_100_megabytes_is_sent_in_parts_and_is_the_same(self, bucket: Any, tmp_path: Path) -> None:
        rows = [{**row, "page": letter * 60_000_000} for row, letter in zip(records(2), "ab", strict=True)]
        write(tmp_path / "in/a.jsonl", rows)
        clean_files(tmp_path / "in", "s3://crawl/out", PLAIN, workers=1)
        clean_files(tmp_path / "in", "out", PLAIN, workers=1)
        assert bucket.info("crawl/out/a.jsonl")["ETag"].endswith('-3"')  # the number of parts
        assert self.outputs(bucket, "crawl/out") == files_in(Path("out"))

    @pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
    @pytest.mark.parametrize("elsewhere", [False, True], ids=["here", "on another machine"])
    def test_a_run_that_is_killed_goes_on_and_writes_the_same_bytes(
        self, bucket: Any, corpus: Path, whole: dict[str, bytes], *, elsewhere: bool
    ) -> None:
        bucket.put(f"{corpus}/", "crawl/in/", recursive=True)
        process = run("s3://crawl/in", "-o", "s3://crawl/out", "--workers", "1")
        until = time.monotonic() + 120
        while len(self.names(bucket, "crawl/out")) < 2:
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < until
            time.sleep(0.05)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        assert self.names(bucket, "crawl/out") < whole.keys()
        cache = {"XDG_CACHE_HOME": str(Path("another").absolute())} if elsewhere else {}
        again = run("s3://crawl/in", "-o", "s3://crawl/out", "--workers", "2", **cache)
        told = "cleanwire: complete, resumed from an earlier run: the cleaned files are in s3://crawl/out\n"
        assert (again.communicate()[1], again.returncode) == (told, 0)
        assert self.outputs(bucket, "crawl/out") == whole

    @pytest.mark.usefixtures("bucket")
    def test_a_bucket_that_is_not_there_is_one_line(self, corpus: Path) -> None:
        with pytest.raises(ReadingError, match=r"s3://none/a\.jsonl: cannot be read: .*does not exist.*check the addr"):
            clean_files("s3://none/a.jsonl", "out", PLAIN, workers=1)
        with pytest.raises(WritingError, match=r"s3://none/out/\S+: cannot be written: .*does not exist"):
            clean_files(corpus / "a.jsonl", "s3://none/out", PLAIN, workers=1)

    @pytest.mark.usefixtures("bucket")
    def test_missing_credentials_are_one_line(self) -> None:
        process = run("s3://crawl/a.jsonl", "-o", "out", AWS_ACCESS_KEY_ID="", AWS_SECRET_ACCESS_KEY="")
        out, error = process.communicate()
        assert (process.returncode, out) == (2, "")
        assert error == (
            "cleanwire: s3://crawl/a.jsonl: cannot be read: Unable to locate credentials; "
            "check the address, the network and the credentials\n"
        )

    @pytest.mark.usefixtures("bucket")
    def test_a_server_that_nobody_answers_for_is_one_line(self) -> None:
        options = {"AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_MAX_ATTEMPTS": "1"}
        process = run("s3://crawl/a.jsonl", "-o", "out", **options)
        out, error = process.communicate()
        assert (process.returncode, out, error.count("\n")) == (2, "", 1)
        assert error.startswith("cleanwire: s3://crawl/a.jsonl: cannot be read: ")
        assert error.endswith("; check the address, the network and the credentials\n")


class Handler(SimpleHTTPRequestHandler):
    """Serves only whole files, as the standard library does."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Print nothing."""


class PiecesHandler(Handler):
    """Also serves ranges of files, as most servers do."""

    def end_headers(self) -> None:
        self.send_header("Accept-Ranges", "bytes")
        super().end_headers()

    def do_GET(self) -> None:
        asked = self.headers.get("Range")
        if asked is None:
            super().do_GET()
            return
        data = Path(self.translate_path(self.path)).read_bytes()
        first, _, last = asked.removeprefix("bytes=").partition("-")
        part = data[int(first) : int(last) + 1]
        self.send_response(206)
        self.send_header("Content-Range", f"bytes {first}-{int(first) + len(part) - 1}/{len(data)}")
        self.send_header("Content-Length", str(len(part)))
        self.end_headers()
        with contextlib.suppress(BrokenPipeError):
            self.wfile.write(part)


class BreakingHandler(Handler):
    """Closes the connection in the middle of a file."""

    def copyfile(self, source: Any, outputfile: Any) -> None:
        outputfile.write(source.read(3000))


@contextlib.contextmanager
def serving(folder: Path, handler: type[Handler], context: ssl.SSLContext | None = None) -> Iterator[str]:
    """Serve a folder, and yield its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        if context:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield f"{'https' if context else 'http'}://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class TestWeb:
    @pytest.mark.parametrize("handler", [PiecesHandler, Handler])
    def test_files_of_a_web_server_become_the_same_files(
        self, corpus: Path, whole: dict[str, bytes], handler: type[Handler]
    ) -> None:
        names = NAMES if handler is PiecesHandler else tuple(name for name in NAMES if name != "d.parquet")
        with serving(corpus, handler) as address:
            clean_files([f"{address}/{name}" for name in names], "out", PLAIN, workers=1)
        assert files_in(Path("out")) == {name: whole[name] for name in names}

    def test_what_stands_behind_a_question_mark_is_no_part_of_the_name(
        self, corpus: Path, whole: dict[str, bytes]
    ) -> None:
        with serving(corpus, PiecesHandler) as address:
            clean_files(f"{address}/b.jsonl.gz?token=a.b/c", "out", PLAIN, workers=1)
        assert files_in(Path("out")) == {"b.jsonl.gz": whole["b.jsonl.gz"]}

    def test_a_folder_that_the_server_lists_stands_for_its_files(self, corpus: Path, whole: dict[str, bytes]) -> None:
        with serving(corpus.parent, PiecesHandler) as address:
            clean_files(f"{address}/in/", "out", PLAIN, workers=1)
        assert files_in(Path("out")) == whole

    def test_parquet_of_a_server_that_knows_no_pieces_is_one_line(self, tmp_path: Path) -> None:
        rows = [{"text": os.urandom(40).hex()} for _ in range(40_000)]
        write(tmp_path / "in/a.parquet", rows)
        with (
            serving(tmp_path / "in", Handler) as address,
            pytest.raises(ReadingError, match=r"a\.parquet: cannot be read in pieces: .*; download it first"),
        ):
            clean_files(f"{address}/a.parquet", "out", PLAIN, workers=1)

    def test_a_line_that_breaks_ends_the_run_which_goes_on_later(self, corpus: Path, whole: dict[str, bytes]) -> None:
        port = 0
        with serving(corpus, BreakingHandler) as address:
            port = int(address.rpartition(":")[2])
            with pytest.raises(ReadingError, match=r"/a\.jsonl: cannot be read: .*check the address, the network"):
                clean_files(f"{address}/a.jsonl", "out", PLAIN, workers=1)
        assert port > 0
        assert files_in(Path("out")) == {}
        with serving(corpus, PiecesHandler) as address:
            clean_files(f"{address}/a.jsonl", "out", PLAIN, workers=1)
        assert files_in(Path("out")) == {"a.jsonl": whole["a.jsonl"]}

    def test_what_is_not_there_is_one_line(self, corpus: Path) -> None:
        with (
            serving(corpus, Handler) as address,
            pytest.raises(ReadingError, match=r"none\.jsonl: cannot be read: 404"),
        ):
            clean_files(f"{address}/none.jsonl", "out", PLAIN, workers=1)

    @pytest.mark.parametrize("address", ["http://127.0.0.1:9/a.jsonl", "http://host.invalid/a.jsonl"])
    def test_a_server_that_cannot_be_reached_is_one_line(self, address: str) -> None:
        with pytest.raises(
            ReadingError, match=r"cannot be read: Cannot connect to host .*; check the address, the net"
        ):
            clean_files(address, "out", PLAIN, workers=1)

    def test_the_web_cannot_be_written_to(self, corpus: Path) -> None:
        with serving(corpus, Handler) as address, pytest.raises(WritingError, match="cannot be written"):
            clean_files(corpus / "a.jsonl", f"{address}/out", PLAIN, workers=1)

    @pytest.mark.skipif(which("openssl") is None, reason="openssl, which makes a certificate, is not installed")
    def test_an_encrypted_line_is_read_and_a_certificate_that_nobody_knows_is_one_line(
        self, corpus: Path, whole: dict[str, bytes]
    ) -> None:
        subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
        made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem"]
        subprocess.run([*made, *subject], check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain("cert.pem", "key.pem")
        with serving(corpus, PiecesHandler, context) as address:
            known = run(f"{address}/b.jsonl.gz", "-o", "out", "--workers", "1", SSL_CERT_FILE="cert.pem")
            told = "cleanwire: complete: the cleaned files are in out\n"
            assert (known.communicate()[1], known.returncode) == (told, 0)
            unknown = run(f"{address}/b.jsonl.gz", "-o", "none", "--workers", "1")
            _, error = unknown.communicate()
        assert files_in(Path("out")) == {"b.jsonl.gz": whole["b.jsonl.gz"]}
        assert unknown.returncode == 2
        assert "certificate verify failed" in error
        assert error.count("\n") == 1
