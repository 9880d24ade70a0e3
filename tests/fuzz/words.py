"""Words that try to be something else where they are shown, and pieces that spoil a file; tests of injection use them too."""

from __future__ import annotations

__all__ = ["HOSTILE", "PIECES", "VALUES"]

HOSTILE: tuple[str, ...] = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "[klik](javascript:alert(1)) ![x](http://x.example/y.png)",
    "]]> --> </svg> </style> </textarea> </title> <!--",
    "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]> &a; &lt;",
    '"]; evil [label="x"]; // \\N \\l',
    'click a href "javascript:x" %% end }} || #35; subgraph',
    '#import "x.typ" #read("/etc/passwd") $x$ @ref <label> *vet* _schuin_ `code`',
    "`$(id)` ${HOME} %PATH% | cat; rm -rf .",
    "=cmd|' /C calc'!A0",
    "+1+1\t-2\t@SUM(A1)",
    "BEGIN:VEVENT\r\nATTENDEE:mailto:x@x.example\r\nSUMMARY:x;y,z\\n",
    "\x1b[31mrood\x1b[0m \x1b]0;titel\x07 \x9b2J \x08\x7f",
    "\u202etxt.exe\u202c \u2066rond\u2069 \u200f",
    "nul\0nul \ufffe \x85 \u2028 \ufeff",
    "---\n# kop\n- lijst\n```\n{{ template }} {% raw %}",
    "w" * 300,
    "e\u0301" * 40 + "\U0001f600\U0001f468\u200d\U0001f469",
    "../../../../etc/passwd",
    "",
)

PIECES: tuple[str, ...] = (
    *"[]{}:,-?!&*#|>'\"%@`~\n\t\r\\",
    *("\n  ", ": ", "- ", "---\n", "...\n", "<<: ", "? ", "!!int ", "!!python/object:os.system ", "&a ", "*a", ">-\n  ", "|+\n"),
    *("\ufeff", "\u2028", "\x85", "\0", "\x1b", "é", "😀", "\u202e"),
    *("[" * 70, "{a: " * 70, "- " * 70, "(" * 90, "not(" * 50, "9" * 5000, "a" * 5000),
    *("\u0660\u0661", "²", "١٢", "1_000", "１２"),
)

VALUES: tuple[str, ...] = (
    *("", "[]", "{}", "null", "~", "true", "no", "unknown", "1", "-1", "2.5", "1e999", "-1e-400", ".nan", ".inf", "0x10", "9" * 40),
    *("''", '""', "[[]]", "[a, b]", "{a: 1}", "x", "{nl: x, en: y}", "{nl: 1, en: []}", "home.unsafe", "pupil.sector", "teacher"),
    *("2025-02-30", "2025-W45-1", "0001-01-01", "9999-12-31", "2025-11-03T10:00", "2025-11-03", "P6W", "P0D", "P9999Y", "-P1D"),
    *("{all: []}", "{any: [true]}", "{not: {}}", "{not: home.unsafe}", "{at_least: 1e3, of: [home.unsafe]}", "{at_least: 0, of: [true]}"),
    *(
        "test.percentile / 0 > 1",
        "- - -1 < 2",
        "if home.unsafe then 1 else 2",
        "x in [1..2, 3]",
        "min() > 1",
        'date("9999-12-31") > today()',
    ),
    *("overridden", "started", "done", "underachievement", "carry_out", "{value: true, by: teacher}", "[{value: true}, {value: false}]"),
)
