"""Protocols enacted: where a case stands on a date, which tasks are open, and by when."""
