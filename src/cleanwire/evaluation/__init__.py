"""Compares cleanwire with other tools on texts and pages with known articles, as the command `evaluate` does."""

from cleanwire.evaluation.documents import Document, Page, Text
from cleanwire.evaluation.peers import TOOLS, Tool
from cleanwire.evaluation.reading import read_documents, shipped_documents
from cleanwire.evaluation.running import Report, Row, Step, evaluate
from cleanwire.evaluation.scores import PageScore, TextScore
from cleanwire.evaluation.table import render_json, render_markdown, render_text

__all__ = [
    "TOOLS",
    "Document",
    "Page",
    "PageScore",
    "Report",
    "Row",
    "Step",
    "Text",
    "TextScore",
    "Tool",
    "evaluate",
    "read_documents",
    "render_json",
    "render_markdown",
    "render_text",
    "shipped_documents",
]
