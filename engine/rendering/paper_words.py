"""The fixed words on paper, for each reader: school reads what is concluded, parents and pupil what is done together."""

from __future__ import annotations

from engine.model.reading import Eyes
from engine.model.text import Language

__all__ = ["PAPER_WORDS", "paper_word", "reader_of"]

PAPER_WORDS: dict[str, tuple[str, str]] = {
    # who it is for
    "for.school": ("Alleen voor school. Dit blad gaat niet mee naar huis.", "For the school only. This sheet does not go home."),
    "for.parents": ("Voor ouders", "For parents"),
    "for.pupil": ("Voor de leerling", "For the pupil"),
    "for.together": ("Voor leerling, ouders en school samen", "For pupil, parents and school together"),
    "for.team": ("Voor het team", "For the team"),
    # the advice
    "title.school": ("Advies voor het overleg", "Advice for the meeting"),
    "title.parents": ("Samen verder", "Going on together"),
    "title.pupil": ("Samen verder", "Going on together"),
    "intro.parents": (
        "Dit blad is om samen te bespreken. Jullie kennen je kind het langst: wat hier niet klopt, verandert door wat jullie vertellen.",
        "This sheet is for talking together. You have known your child longest: what is wrong here changes by what you tell.",
    ),
    "intro.pupil": (
        "Dit blad is voor het gesprek met jou. Klopt iets niet, of wil je het anders? Zeg het, of schrijf het op. Jouw tempo telt.",
        "This sheet is for the talk with you. Is something wrong, or do you want it otherwise? Say so, or write it down. Your pace counts.",
    ),
    "watch": ("Let op", "Take care"),
    "goes_well": ("Wat goed gaat", "What goes well"),
    "nothing_noted.school": (
        "Nog niets genoteerd. Vraag eerst wanneer het wel lukt.",
        "Nothing noted yet. Ask first when it does go well.",
    ),
    "nothing_noted.parents": (
        "Daar beginnen we graag mee. Wanneer gaat het goed, thuis en op school?",
        "We like to begin there. When do things go well, at home and at school?",
    ),
    "nothing_noted.pupil": (
        "Daar beginnen we graag mee. Wanneer gaat het goed? Waar krijg jij energie van?",
        "We like to begin there. When do things go well? What gives you energy?",
    ),
    "noted_apart": (
        "Hierover is al iets moois verteld; vraag ernaar",
        "Something good has been told about this; ask about it",
    ),
    "do_now.school": ("Nu doen", "Do now"),
    "do_now.parents": ("Wat er nu gebeurt", "What happens now"),
    "do_now.pupil": ("Wat er nu gebeurt", "What happens now"),
    "alerts_first": (
        "Nu geen stap uit een protocol; begin met wat bij de waarschuwingen staat.",
        "No step from a protocol now; begin with the warnings.",
    ),
    "choose_help": (
        "Nu geen stap uit een protocol; kies samen iets uit wat kan helpen.",
        "No step from a protocol now; choose together from what could help.",
    ),
    "no_steps": ("Nu geen stap uit een protocol; volg hoe het gaat.", "No step from a protocol now; follow how things go."),
    "more_steps": ("en nog {n}, hierachter", "and {n} more, behind"),
    "all_steps": ("Alle stappen die nu open staan", "All steps that are open now"),
    "step": ("wat", "what"),
    "who": ("wie", "who"),
    "when": ("wanneer", "when"),
    "agreed": ("afgesproken", "agreed"),
    "by": ("uiterlijk {day}", "by {day}"),
    "overdue.school": ("te laat sinds {day}", "overdue since {day}"),
    "overdue.parents": ("had gekund tot {day}", "was due on {day}"),  # at home nobody is told that they are late
    "overdue.pupil": ("had gekund tot {day}", "was due on {day}"),
    "no_term": ("in overleg", "to be agreed"),
    "stands_out.school": ("Wat opvalt", "What stands out"),
    "stands_out.parents": ("Wat we zien", "What we see"),
    "stands_out.pupil": ("Wat we zien", "What we see"),
    "nothing_stands_out": ("Nog niets met zekerheid.", "Nothing for certain yet."),
    "perhaps.school": ("Waardoor misschien", "Perhaps because"),
    "perhaps.parents": ("Wat misschien meespeelt, om samen over te praten", "What may play a part, to talk about together"),
    "perhaps.pupil": ("Wat misschien meespeelt, om samen over te praten", "What may play a part, to talk about together"),
    "nothing_argued": ("Nog geen aanwijzingen voor een oorzaak.", "No signs of a cause yet."),
    "needed": ("Wat nodig is", "What is needed"),
    "support.school": ("Welke ondersteuning past", "Which support fits"),
    "support.parents": ("Welke ondersteuning we voorstellen", "Which support we propose"),
    "support.pupil": ("Welke ondersteuning we voorstellen", "Which support we propose"),
    "proposal": ("voorstel", "proposed"),
    "could_be_up_to": ("Kan nog worden: {layer}.", "Could still become: {layer}."),
    "not_lighter": ("Niet lichter", "Not lighter"),
    "missing.school": ("De leerling {what}.", "The pupil {what}."),
    "missing.parents": ("Jullie kind {what}.", "Your child {what}."),
    "missing.pupil": ("De leerling {what}.", "The pupil {what}."),
    "nearest": ("Het dichtst erbij: {what}.", "Nearest: {what}."),
    "seek": ("Te zoeken: {what}.", "To look for: {what}."),
    # fields of the meeting
    "ours": ("Onze afspraken", "What we agree"),
    "field.school.1": ("Wat kiezen we, en waarom?", "What do we choose, and why?"),
    "field.school.2": ("Wie doet wat, en vóór wanneer?", "Who does what, and by when?"),
    "field.school.3": ("Kiezen we anders dan dit advies? Waarom?", "Do we choose otherwise than this advice? Why?"),
    "field.school.4": ("Wanneer kijken we terug, en met wie?", "When do we look back, and with whom?"),
    "field.parents.1": ("Wat klopt, en wat niet?", "What is right, and what is not?"),
    "field.parents.2": ("Wat willen ons kind en wij?", "What do our child and we want?"),
    "field.parents.3": ("Wat doen wij thuis, klein genoeg voor elke dag?", "What do we do at home, small enough for every day?"),
    "field.parents.4": ("Wanneer spreken we elkaar weer?", "When do we speak again?"),
    "field.pupil.1": ("Wat klopt, en wat niet?", "What is right, and what is not?"),
    "field.pupil.2": ("Wat wil jij dat er anders wordt?", "What do you want to change?"),
    "field.pupil.3": ("Wat ga je zelf doen, en wat heb je daarbij nodig?", "What will you do, and what do you need for it?"),
    "field.pupil.4": ("Wanneer praten we weer?", "When do we talk again?"),
    # behind the first page
    "could_help.school": ("Wat kan helpen", "What could help"),
    "could_help.parents": ("Wat kan helpen, om uit te kiezen", "What could help, to choose from"),
    "could_help.pupil": ("Wat kan helpen, om uit te kiezen", "What could help, to choose from"),
    "what": ("wat", "what"),
    "pupil": ("leerling", "pupil"),
    "pupil.you": ("jij", "you"),
    "parents": ("ouders", "parents"),
    "school": ("school", "school"),
    "leads": ("trekt: {who}", "leads: {who}"),
    "takes": ("kost: {what}", "takes: {what}"),
    "evidence": ("bewijs: {grade}", "evidence: {grade}"),
    "why": ("Waar dit op rust", "What this rests on"),
    "conclusion": ("conclusie", "conclusion"),
    "rests_on": ("wat mensen zien en weten", "what people see and know"),
    "as_above": ("als hierboven", "as above"),
    "speaks_against": ("anders: ", "otherwise: "),
    "more_reasons": ("en nog {n}", "and {n} more"),
    "methods": ("De meetmethoden naast elkaar", "The methods of measuring side by side"),
    "seen_differently": ("Wordt verschillend gezien", "Is seen differently"),
    "ask.school": ("Nog niet bekend, en wie het weet", "Not known yet, and who knows"),
    "ask.parents": ("Wat jullie misschien weten", "What you may know"),
    "ask.pupil": ("Wat jij misschien wilt vertellen", "What you may want to tell"),
    "ask_intro.parents": (
        "Niet alles hoeft. Kies wat jullie willen vertellen.",
        "Not everything is needed. Choose what you want to tell.",
    ),
    "ask_intro.pupil": (
        "Je hoeft niet alles te beantwoorden.",
        "You need not answer everything.",
    ),
    "first_to_ask": ("Eerst te vragen", "To ask first"),
    "settled": (
        "Dit advies staat: geen antwoord kan ondersteuning, stappen of alarmen nog veranderen.",
        "This advice stands: no answer can change support, steps or alerts any more.",
    ),
    "more_questions": (
        "Dit beslist nu het meest. De rest stelt ‘wegwijzer ask’, één voor één, tot er niets meer kan veranderen.",
        "These decide most now. ‘wegwijzer ask’ asks the others, one by one, until nothing can change any more.",
    ),
    "done": ("Wat al is gedaan", "What has been done"),
    "event.done": ("gedaan", "done"),
    "event.started": ("begonnen", "begun"),
    "event.overridden": ("anders gekozen", "chosen otherwise"),
    "because": ("omdat: {what}", "because: {what}"),
    "instead": ("in plaats daarvan: {what}", "instead: {what}"),
    "sources": ("Bronnen", "Sources"),
    # guides
    "keep_in_mind": ("Hoe we dit doen", "How we do this"),
    "known": ("Al bekend", "Known already"),
    "blank_subject": ("Leerling: ______________   Datum: ______________", "Pupil: ______________   Date: ______________"),
    # what this sheet is
    "about": ("Over dit blad", "About this sheet"),
    "made_by": (
        "Gemaakt voor {day}, met de regels ‘{name}’, versie {version}. Kenmerk van die regels: {digest}.",
        "Made for {day}, by the rules ‘{name}’, version {version}. Mark of those rules: {digest}.",
    ),
    "made_blank": (
        "Een leeg blad volgens de regels ‘{name}’, versie {version}. Kenmerk van die regels: {digest}.",
        "A blank sheet by the rules ‘{name}’, version {version}. Mark of those rules: {digest}.",
    ),
    "of_school": ("De regels zijn aangevuld door: {school}.", "The rules were added to by: {school}."),
    "left_out": (
        "Wat iemand in vertrouwen vertelde, en wat over gezondheid en hulp gaat, staat niet op dit blad.",
        "What somebody told in confidence, and what concerns health and care, does not stand on this sheet.",
    ),
    "people_decide": (
        "Dit is een advies van een computerprogramma. Mensen die het kind kennen, beslissen. Kiezen jullie anders, schrijf dan op waarom.",
        "This is advice by a computer program. People who know the child decide. If you decide otherwise, write down why.",
    ),
    "people_decide_short": ("Een advies; mensen die het kind kennen, beslissen.", "Advice; people who know the child decide."),
    "rules": ("regels {name} {version} ({digest})", "rules {name} {version} ({digest})"),
    "page": ("blad", "page"),
}


def paper_word(key: str, language: Language, **values: object) -> str:
    """Give a fixed word, filled in."""
    text = PAPER_WORDS[key][language == "en"]
    return text.format(**values) if values else text


def reader_of(eyes: Eyes) -> str:
    """Name the reader by whom words are chosen: the pupil alone, parents where they read, else school."""
    if eyes == {"pupil"}:
        return "pupil"
    return "parents" if "parents" in eyes else "school"
