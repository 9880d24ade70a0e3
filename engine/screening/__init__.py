"""Many pupils at once: the same conditions over columns instead of one case."""
