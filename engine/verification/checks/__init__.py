"""One file a check, named after its code."""
