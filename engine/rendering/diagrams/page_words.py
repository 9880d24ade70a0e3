"""What the trainer's page says, in both languages."""

from __future__ import annotations

from engine.rendering.diagrams.wording import Words

__all__ = ["PAGE_WORDS"]

PAGE_WORDS: dict[str, Words] = {
    "other_language": ("English", "Nederlands"),
    "search": ("Zoek in de stappen", "Search the steps"),
    "found": ("{n} gevonden", "{n} found"),
    "found_none": ("niets gevonden", "nothing found"),
    "zoom_in": ("Groter", "Larger"),
    "zoom_out": ("Kleiner", "Smaller"),
    "whole": ("Hele blad", "Whole sheet"),
    "sheet": ("Blad", "Sheet"),
    "present": ("Presenteren", "Present"),
    "stop_presenting": ("Stop presenteren", "Stop presenting"),
    "print": ("Afdrukken", "Print"),
    "drawing": ("Tekening", "Drawing"),
    "drawing_help": (
        "Tab gaat langs de stappen, Enter opent een stap. Met de pijltjes schuif je, met + en \u2212 vergroot je, 0 toont het hele blad.",
        "Tab walks along the steps, Enter opens a step. The arrow keys move, + and \u2212 zoom, 0 shows the whole sheet.",
    ),
    "step": ("Deze stap", "This step"),
    "choose_step": ("Kies een stap in de tekening of in de lijst.", "Choose a step in the drawing or in the list."),
    "then": ("Wat daarna kan", "What may follow"),
    "always": ("altijd", "always"),
    "when": ("als", "when"),
    "walk": ("Loop een casus", "Walk a case"),
    "case": ("Casus", "Case"),
    "own_walk": ("zelf lopen, zonder casus", "walk freely, without a case"),
    "begin": ("Begin opnieuw", "Begin anew"),
    "back": ("Terug", "Back"),
    "now_at": ("Nu bij", "Now at"),
    "also_open": ("Ook open", "Also open"),
    "done": ("Klaar: verder", "Done: go on"),
    "started": ("Begonnen", "Started"),
    "what_if": ("Wat gebeurt er als je dit kiest?", "What happens if you choose this?"),
    "then_comes": ("Dan komt", "Then comes"),
    "no_more": ("Dan kan niet meer", "Then no longer possible"),
    "nothing": ("niets", "nothing"),
    "ends": ("De route eindigt hier.", "The route ends here."),
    "leaves_to": ("Verder in een andere route", "On in another route"),
    "facts_say": ("de feiten van deze casus zeggen", "the facts of this case say"),
    "true": ("ja", "yes"),
    "false": ("nee", "no"),
    "unknown": ("nog niet te zeggen", "cannot be told yet"),
    "contradictory": ("verschillend gezien", "seen differently"),
    "otherwise_than_facts": ("Wat als: je kiest hier anders dan de feiten.", "What if: here you choose otherwise than the facts."),
    "walked": ("Gelopen", "Walked"),
    "outline": ("De stappen in woorden", "The steps in words"),
    "side": ("Uitleg en oefening", "Explanation and practice"),
    "tools": ("Bediening", "Controls"),
    "people_decide": (
        "Dit is een hulp om de route te leren kennen. Wie het kind kent, beslist.",
        "This is a help to get to know the route. Those who know the child decide.",
    ),
}
