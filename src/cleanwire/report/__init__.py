"""Results for people and programs: labelled text, the terminal, HTML pages, JSON, summaries of corpora.

Reports do not import the class `Result`, but only know its attributes in `outcome.Outcome`. So `Result` can have the
methods that people look for, without a circle of imports.
"""

from cleanwire.report.labelled import Labelled, Removal, parse_labelled

__all__ = ["Labelled", "Removal", "parse_labelled"]
