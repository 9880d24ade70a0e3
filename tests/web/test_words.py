"""The words of the pages: each in both languages."""

from __future__ import annotations

from pathlib import Path

from babel.messages.extract import extract_from_dir

from web.words import english, translations

ROOT = Path(__file__).parents[2] / "web"
METHODS = [("**/templates/**.html", "jinja2.ext:babel_extract"), ("**.py", "python")]


def said() -> set[object]:
    """Collect what the templates and the code say."""
    options = {"**/templates/**.html": {"newstyle_gettext": "true", "trimmed": "false", "silent": "false"}}
    found = extract_from_dir(str(ROOT), METHODS, options, keywords={"gettext": None, "_": None, "ngettext": (1, 2), "say": (2,)})
    return {message for _, _, message, _, _ in found if message}


def known() -> dict[object, object]:
    """Read what has its English."""
    return {m.id if isinstance(m.id, str) else tuple(m.id): m.string for _, m in english()}


def test_every_sentence_of_the_pages_has_its_english() -> None:
    missing = sorted(map(str, said() - {each for each, english in known().items() if english}))
    assert not missing, "\n\n".join(f'msgid "{each}"\nmsgstr ""' for each in missing)


def test_no_english_is_kept_for_a_sentence_that_no_page_has() -> None:
    assert set(known()) - said() == set()


def test_dutch_is_what_the_templates_say() -> None:
    assert translations("nl").gettext("Leerlingen") == "Leerlingen"
    assert translations("en").gettext("Leerlingen") == "Pupils"


def test_no_sentence_stands_in_two_catalogues() -> None:
    where: dict[object, str] = {}
    for path, message in english():
        id_ = message.id if isinstance(message.id, str) else tuple(message.id)
        assert where.setdefault(id_, path.name) == path.name, id_
