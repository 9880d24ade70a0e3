"""Nouns to surfaces: JSON, the terminal, pages and pictures; knows no evaluator."""
