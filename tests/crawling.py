"""A site on this machine, and crawls of it in separate processes, since a reactor runs only once per process."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

TIMEOUT = 60
"""How many seconds a crawl of a few pages may take: it takes two."""

SPIDER = """
import json, sys
from dataclasses import dataclass, field
import attrs, scrapy
from scrapy.crawler import CrawlerProcess

class Item(scrapy.Item):
    url, text, cleanwire_removed = scrapy.Field(), scrapy.Field(), scrapy.Field()

@dataclass
class Record:
    url: str
    text: str
    cleanwire_removed: list = field(default_factory=list)

@attrs.define
class Entry:
    url: str
    text: str
    cleanwire_removed: list = attrs.Factory(list)

urls, settings = json.loads(sys.argv[1])

class Spider(scrapy.Spider):
    name = "site"
    start_urls = urls
    custom_settings = settings

    def parse(self, response):
        for kind in (dict, Item, Record, Entry):
            yield kind(url=response.url, text=response.text)

process = CrawlerProcess({"LOG_LEVEL": "WARNING", "TELNETCONSOLE_ENABLED": False})
crawler = process.create_crawler(Spider)
process.crawl(crawler)
process.start()
print(json.dumps(crawler.stats.get_stats(), default=str))
"""
"""Yields every page as an item of each class, and prints the stats of the crawl."""

CLASSES = 4


@contextmanager
def site(pages: Mapping[str, str]) -> Iterator[str]:
    """Serve pages by their paths on the loopback interface, and yield the address of the site."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = pages.get(self.path)
            self.send_response(404 if page is None else 200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write((page or "").encode())

        def log_message(self, *_: object) -> None:
            """Be quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Crawl(NamedTuple):
    """The outcome of a crawl."""

    items: list[dict[str, Any]]
    stats: dict[str, Any]
    log: str


def crawl(folder: Path, urls: list[str], **settings: object) -> Crawl:
    """Return the items of pages after the pipeline, sorted by address."""
    all_settings = {
        "ITEM_PIPELINES": {"cleanwire.integrations.scrapy.ArticlePipeline": 300},
        "FEEDS": {"items.jsonl": {"format": "jsonlines"}},
        **settings,
    }
    done = run_program(folder, SPIDER, json.dumps([urls, all_settings]))
    feed = folder / "items.jsonl"
    items = [json.loads(line) for line in feed.read_text("utf-8").splitlines()] if feed.exists() else []
    return Crawl(sorted(items, key=lambda item: urls.index(item["url"])), json.loads(done.stdout), done.stderr)


def run_program(folder: Path, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a folder. Scrapy reads the source of spiders, so it is a file."""
    (folder / "program.py").write_text(program, "utf-8")
    command = [sys.executable, "program.py", *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=True, timeout=TIMEOUT
    )
