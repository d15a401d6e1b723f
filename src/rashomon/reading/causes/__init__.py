"""Causes with sign, relation and factuality."""
