"""Case files kept: what someone answered, read as a value and written into the file."""
