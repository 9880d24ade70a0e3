"""What a check of a sound knowledge base finds (engine/verification/, docs/checks/)."""

from __future__ import annotations

from engine.messages.phrases import Language

__all__ = ["CHECKS"]

CHECKS: dict[str, dict[Language, str]] = {
    "citation.lost": {
        "nl": "`{near}` staat niet in {doc}, {section} (wel in: {elsewhere}); noem woorden die daar staan",
        "en": "`{near}` does not stand in {doc}, {section} (it does in: {elsewhere}); name words that stand there",
    },
    "citation.ambiguous": {
        "nl": "`{near}` staat {times} keer in {doc}, {section}; neem woorden die er maar één keer staan",
        "en": "`{near}` stands {times} times in {doc}, {section}; take words that stand there only once",
    },
    "text.copied": {
        "nl": "`{words}` staat zo in {doc}, regel {line}; zeg het in eigen woorden",
        "en": "`{words}` stands so in {doc}, line {line}; say it in your own words",
    },
    "statement.unsourced": {
        "nl": "`{name}` zegt niet waar het vandaan komt; voeg `source` toe, of `basis` met een reden",
        "en": "`{name}` does not say where it comes from; add `source`, or `basis` with a reason",
    },
    "translation.missing": {
        "nl": "Nederlands en Engels zijn hier gelijk of leeg (`{text}`); vertaal, of sta het toe met een reden",
        "en": "Dutch and English are the same here, or empty (`{text}`); translate, or allow it with a reason",
    },
    "fact.unused": {
        "nl": "met het feit `{name}` doet geen regel, stap, formulier of interventie iets; gebruik het of haal het weg",
        "en": "no rule, step, form or intervention does anything with the fact `{name}`; use it or remove it",
    },
    "fact.unasked": {
        "nl": "naar het feit `{name}` wordt nergens gevraagd; zet het bij `asks` van een stap of `fills` van een formulier",
        "en": "nobody is asked for the fact `{name}`; add it to `asks` of a step or `fills` of a form",
    },
    "text.number": {
        "nl": "hier staat `{said}`, en dat getal is de parameter `{name}`, die een school kan veranderen; schrijf {{param.{name}}}",
        "en": "this says `{said}`, and that number is the parameter `{name}`, which a school may change; write {{param.{name}}}",
    },
    "need.unmet": {
        "nl": "geen interventie voorziet in de behoefte `{name}`; noem haar bij `addresses` van een interventie",
        "en": "no intervention meets the need `{name}`; name it under `addresses` of an intervention",
    },
    "intervention.never": {
        "nl": "de interventie `{name}` wordt nooit voorgesteld, want dit kan nooit gelden: {why}; verruim dat of haal haar weg",
        "en": "the intervention `{name}` is never proposed, as this can never hold: {why}; widen that or remove it",
    },
    "hypothesis.one_sided": {
        "nl": "niets kan tegen `{name}` spreken; voeg een argument met `opposes`, `strongly_opposes` of `excludes` toe",
        "en": "nothing can speak against `{name}`; add an argument with `opposes`, `strongly_opposes` or `excludes`",
    },
    "hypothesis.thin": {
        "nl": "`{name}` rust op {count} argumenten; zoek er in de bronnen ten minste {fewest}",
        "en": "`{name}` rests on {count} arguments; look for at least {fewest} in the sources",
    },
    "hypothesis.never_likely": {
        "nl": "`{name}` kan nooit waarschijnlijk worden, ook niet als alles ervoor geldt; voeg argumenten toe of maak er een zwaarder",
        "en": "`{name}` can never become likely, even if all for it holds; add arguments or make one stronger",
    },
    "alert.never": {
        "nl": "het alarm `{name}` kan in geen enkel geval gelden; maak de voorwaarde ruimer",
        "en": "the alert `{name}` cannot hold in any case; widen its condition",
    },
    "hypothesis.torn": {
        "nl": "bij `{name}` spreekt dit tegen wat op {other} ervoor spreekt, en in één en hetzelfde geval: {state}; "
        "laat ze elkaar uitsluiten",
        "en": "for `{name}` this speaks against what speaks for it at {other}, in one and the same case: {state}; "
        "let them exclude each other",
    },
    "rule.never": {
        "nl": "in `{name}` kan dit nooit gelden: {said}; verruim het of haal het weg",
        "en": "in `{name}` this can never hold: {said}; widen it or remove it",
    },
    "rule.disputed": {
        "nl": "in `{name}` kan dit alleen gelden als mensen elkaar tegenspreken: {said}; laat weg wat elkaar uitsluit",
        "en": "in `{name}` this can hold only where people contradict each other: {said}; leave out what excludes the other",
    },
    "rule.always": {
        "nl": "in `{name}` geldt dit altijd, wat er ook uitkomt: {said}; maak het nauwer of haal het weg",
        "en": "in `{name}` this always holds, whatever comes out: {said}; narrow it or remove it",
    },
    "rule.same": {
        "nl": "`{name}` zegt hier hetzelfde als `{other}` op {first}; houd er één over",
        "en": "`{name}` says the same here as `{other}` at {first}; keep one of them",
    },
    "rule.swallowed": {
        "nl": "zonder dit komt `{name}` altijd hetzelfde uit: {said}; een andere regel zegt het al, dus haal het weg",
        "en": "without this `{name}` always comes out the same: {said}; another rule says so already, so remove it",
    },
    "rule.idle_part": {
        "nl": "in `{name}` maakt dit geen verschil: {said}; de rest zegt het al, dus haal het weg",
        "en": "in `{name}` this makes no difference: {said}; the rest says so already, so remove it",
    },
    "threshold.idle": {
        "nl": "in `{name}` maakt deze grens geen verschil: {said}; aan beide kanten komt hetzelfde uit, "
        "dus haal haar weg of verschuif haar",
        "en": "in `{name}` this threshold makes no difference: {said}; the same comes out on both sides, so remove or move it",
    },
    "question.idle": {
        "nl": "wat er ook op de vraag naar `{name}` geantwoord wordt, het maakt geen verschil; gebruik het antwoord of stel de vraag niet",
        "en": "whatever is answered on `{name}`, it makes no difference; use the answer or do not ask",
    },
    "parameter.unused": {
        "nl": "de parameter `{name}` wordt nergens gebruikt; gebruik haar of haal haar weg",
        "en": "the parameter `{name}` is not used anywhere; use it or remove it",
    },
    "measure.unused": {
        "nl": "naar de meting `{name}` kijkt geen enkele regel; gebruik haar of haal haar weg",
        "en": "no rule looks at the measure `{name}`; use it or remove it",
    },
    "source.unused": {
        "nl": "naar de bron `{name}` verwijst niets; verwijs ernaar of haal haar weg",
        "en": "nothing cites the source `{name}`; cite it or remove it",
    },
    "informant.idle": {
        "nl": "aan de informant `{name}` wordt nooit iets gevraagd; noem hem bij `informants` van een feit of haal hem weg",
        "en": "the informant `{name}` is never asked anything; name it under `informants` of a fact or remove it",
    },
    "role.idle": {
        "nl": "de rol `{name}` heeft in geen enkele stap of interventie iets te doen; geef haar een taak of haal haar weg",
        "en": "no step or intervention gives the role `{name}` anything to do; give it a task or remove it",
    },
    "protocol.unreachable": {
        "nl": "bij de stap `{name}` kan niemand ooit komen; laat een stap ernaar leiden die wel te bereiken is",
        "en": "nobody can ever arrive at the step `{name}`; let a step lead to it that can be reached",
    },
    "protocol.dead_end": {
        "nl": "na de stap `{name}` komt geen enkele weg bij een einde; geef `next`, of maak er een `end` van",
        "en": "after the step `{name}` no way comes to an end; give `next`, or make it an `end`",
    },
    "protocol.dead_edge": {
        "nl": "de weg van `{start}` naar `{to}` gaat nooit open, want dit kan nooit gelden: {guard}; verruim de voorwaarde",
        "en": "the way from `{start}` to `{to}` never opens, as this can never hold: {guard}; widen the condition",
    },
    "protocol.gap": {
        "nl": "bij `{name}` gaat geen enkele weg open als dit zo is: {state}; voeg een weg toe, of `otherwise: true`",
        "en": "at `{name}` no way opens when this is so: {state}; add a way, or `otherwise: true`",
    },
    "protocol.overlap": {
        "nl": "bij `{name}` gaat meer dan één weg open als dit zo is: {state}; laat de voorwaarden elkaar uitsluiten",
        "en": "at `{name}` more than one way opens when this is so: {state}; let the conditions exclude each other",
    },
    "protocol.no_choice": {
        "nl": "bij `{name}` valt niets te kiezen: de weg ligt vast voordat er iets bekend is; geef voorwaarden, of een ander `type`",
        "en": "there is nothing to choose at `{name}`: the way is fixed before anything is known; give conditions, or another `type`",
    },
    "protocol.open_wait": {
        "nl": "het wachten bij `{name}` heeft geen termijn of niemand die erover gaat; voeg `term` en `role` toe",
        "en": "the wait at `{name}` has no term or nobody in charge; add `term` and `role`",
    },
    "protocol.endless_loop": {
        "nl": "deze stappen gaan in een kring rond zonder termijn: {loop}; geef ten minste één ervan een `term`",
        "en": "these steps go round in a circle without a term: {loop}; give at least one of them a `term`",
    },
    "protocol.one_way": {
        "nl": "van `{start}` gaat het omhoog naar `{to}`, en vandaar nooit terug of naar een einde; voeg een weg terug of een einde toe",
        "en": "from `{start}` it goes up to `{to}`, and from there never back or to an end; add a way back or an end",
    },
    "protocol.deadline": {
        "nl": "de termijn van `{name}` ({term}) kan niet samengaan met die van `{other}` ({other_term}); pas een van beide aan",
        "en": "the term of `{name}` ({term}) cannot go together with that of `{other}` ({other_term}); change one of them",
    },
    "table.width": {
        "nl": "hier staan er {found}, en de tabel heeft {wanted} van deze kolommen; maak het gelijk",
        "en": "there are {found} here, and the table has {wanted} of these columns; make them equal",
    },
    "table.gap": {
        "nl": "in de tabel `{name}` past geen enkele rij als dit zo is: {state}; voeg een rij toe",
        "en": "in the table `{name}` no row fits when this is so: {state}; add a row",
    },
    "table.overlap": {
        "nl": "in de tabel `{name}` passen de rijen {rows} allebei als dit zo is: {state}; "
        "maak er één smaller, of kies een andere `policy`",
        "en": "in the table `{name}` rows {rows} both fit when this is so: {state}; narrow one of them, or choose another `policy`",
    },
    "table.idle_row": {
        "nl": "in de tabel `{name}` telt rij {row} nooit mee; haal haar weg, of zet haar hoger",
        "en": "in the table `{name}` row {row} never counts; remove it, or put it higher",
    },
    "allow.unreasoned": {
        "nl": "hier ontbreekt de reden; schrijf `# wegwijzer: allow {code} because ...`",
        "en": "the reason is missing here; write `# wegwijzer: allow {code} because ...`",
    },
    "allow.unknown": {
        "nl": "er is geen controle `{code}` | kies er een uit `docs/checks`",
        "en": "there is no check `{code}` | choose one from `docs/checks`",
    },
    "allow.idle": {
        "nl": "dit staat iets toe wat niet voorkomt (`{code}`); haal de regel weg",
        "en": "this allows something that does not occur (`{code}`); remove the line",
    },
}
