"""Results for people and programs: labelled text, the terminal, HTML pages, JSON, summaries of corpora.

Reports stand below the values that they show, and know of a result only what `outcome.Outcome` says. So `Result` can
have the methods that people look for, and imports still point one way.
"""

from cleanwire.report.labelled import Labelled, Removal, parse_labelled

__all__ = ["Labelled", "Removal", "parse_labelled"]
