"""Page -> statements: one encoder pass, then one extractor per file."""
