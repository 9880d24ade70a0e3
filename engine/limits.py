"""How much is taken of what we are given: everything beyond is refused with a sentence, before it can hang or fill the machine."""

from __future__ import annotations

__all__ = [
    "ARCHIVE_BYTES",
    "ARCHIVE_PARTS",
    "CONDITION_CHARACTERS",
    "CONDITION_DEPTH",
    "DRAFT_FILES",
    "DRAFT_TEXT",
    "FAULTS_SAID",
    "FILE_BYTES",
    "FILE_DEPTH",
    "FILE_VALUES",
    "FOLDER_ENTRIES",
    "TABLE_COLUMNS",
    "TABLE_MEMORY",
    "TABLE_ROWS",
    "TABLE_SECONDS",
]

FILE_BYTES = 5_000_000  # one YAML file or source text; the largest that ships has 24 kB
FILE_DEPTH = 60  # lists and groups within each other
FILE_VALUES = 100_000  # keys, texts, numbers, lists and groups of one file; all rules that ship together have a third of it
CONDITION_CHARACTERS = 100_000  # one condition
CONDITION_DEPTH = 40  # forms within each other
FOLDER_ENTRIES = 50_000  # files and folders that are looked at under one folder: enough for a school, too few for a whole disk
DRAFT_TEXT = 300_000  # characters of one file that is written in the page
DRAFT_FILES = 500  # files of a school's folder that the page keeps versions of
FAULTS_SAID = 200  # faults that are told one by one; the rest is counted
ARCHIVE_PARTS = 2_000  # of a file that is a zip inside; a workbook of a school has some dozens
ARCHIVE_BYTES = 300_000_000  # unpacked: about a million rows of ten columns
TABLE_COLUMNS = 2_000  # of a workbook or CSV; a school's export has some dozens
TABLE_ROWS = 100_000_000  # of one Parquet file; a table that is larger is for an engine of its own (`--engine duckdb`)
TABLE_MEMORY = 6_000_000_000  # addresses of the process that reads a workbook or Parquet file, of which it takes many more than it uses
TABLE_SECONDS = 120  # that trying one first may take, and more for a large file
