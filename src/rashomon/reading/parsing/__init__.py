"""Text -> words, tree, names and spans: the encoder and what is decoded from it."""
