"""Statements and pages -> one self-contained HTML file.

The file opens from disk in any current browser, without network: style and script are inline and
the page's own Content-Security-Policy forbids every request. It reads without script too.
"""

from rashomon.report.build import render
from rashomon.report.sides import Compared

__all__ = ["Compared", "render"]
