"""The reading model, word lists, and the tables that more than one stage reads."""
