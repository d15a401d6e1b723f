"""Rashomon: who says what about a contested event, and what follows from each account."""

__version__ = "0.1.0"
