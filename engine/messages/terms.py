"""What names and values are called in a sentence."""

from __future__ import annotations

from engine.messages.phrases import Phrase

__all__ = ["TERMS"]

TERMS: dict[str, Phrase] = {
    # who and what a draft is
    "somebody": Phrase("iemand anders", "somebody else"),
    "the draft": Phrase("het concept", "the draft"),
    # what names stand for
    "fact": Phrase("het feit", "the fact"),
    "measure": Phrase("de meting", "the measure"),
    "parameter": Phrase("de parameter", "the parameter"),
    "finding": Phrase("de bevinding", "the finding"),
    "hypothesis": Phrase("de hypothese", "the hypothesis"),
    "need": Phrase("de behoefte", "the need"),
    "layer": Phrase("de laag", "the layer"),
    "variant": Phrase("de variant", "the variant"),
    "alert": Phrase("het alarm", "the alert"),
    "intervention": Phrase("de interventie", "the intervention"),
    "addressee": Phrase("de behoefte of hypothese", "the need or hypothesis"),
    "protocol": Phrase("het protocol", "the protocol"),
    "guide": Phrase("het formulier", "the form"),
    "table": Phrase("de tabel", "the table"),
    "system": Phrase("het systeem", "the system"),
    "task": Phrase("de stap", "the step"),
    "event": Phrase("de stap", "the step"),
    "role": Phrase("de rol", "the role"),
    "informant": Phrase("de informant", "the informant"),
    "group": Phrase("de groep informanten", "the group of informants"),
    "section": Phrase("de bronpassage", "the section of a source"),
    "state": Phrase("de toestand", "the state"),
    "level": Phrase("het niveau-feit", "the level fact"),
    "choice": Phrase("het keuze-feit", "the choice fact"),
    "text": Phrase("de waarde", "the value"),
    # what stands in a file
    "a mapping": Phrase("een groep met sleutels", "a mapping"),
    "a list": Phrase("een lijst", "a list"),
    "text as such": Phrase("tekst", "text"),
    "yes or no": Phrase("true of false", "true or false"),
    "a number": Phrase("een getal", "a number"),
    "a whole number": Phrase("een geheel getal", "a whole number"),
    "a date": Phrase("een datum", "a date"),
    "nothing": Phrase("niets", "nothing"),
    "the end": Phrase("het einde", "the end"),
}
