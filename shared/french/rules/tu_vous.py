"""tu or vous, one of them throughout."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import fit_determiner, join
from shared.french.morphology import FINITE, Tok
from shared.french.rules.address import (
    REFLEXIVE,
    TITLES,
    TU,
    Address,
    same_listener,
    verb_of,
)
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.verbs import over_clitics
from shared.french.sentence import Sentence


@rule(
    id="tu_vous.mixed",
    level=Level.A1,
    reference="Tu (te, ton) ou vous (votre) : on ne mélange pas.",
    fr="On ne mélange pas « tu » et « vous » : ici, « {say} ».",
    en="Don't mix “tu” and “vous”: here, “{say}”.",
    triggers=frozenset(
        ["tu", "te", "toi", "ton", "ta", "tes", "vous", "votre", "vos", "tien", "tienne"]
    )
    | TITLES,
    wrong=(
        ("Vous avez oublié ton sac, madame.", "Vous avez oublié votre sac, madame."),
        ("Bonjour madame, tu vas bien ?", "Bonjour madame, vous allez bien ?"),
        ("Assieds-toi et donne-moi votre main.", "Assieds-toi et donne-moi ta main."),
        ("Tu as fini votre travail ?", "Tu as fini ton travail ?"),
        ("Monsieur, je peux te parler ?", "Monsieur, je peux vous parler ?"),
        ("Maman, vous pouvez m'aider ?", "Maman, tu peux m'aider ?"),
        ("Les enfants, tu viens manger ?", "Les enfants, vous venez manger ?"),
        ("Tu vous appelles comment ?", "Tu t'appelles comment ?"),
        ("Ne t'inquiétez pas.", "Ne vous inquiétez pas."),
        ("Asseyez-toi là.", "Asseyez-vous là."),
        ("Vous te souvenez de moi ?", "Vous vous souvenez de moi ?"),
        ("Excusez-moi, tu as l'heure ?", "Excusez-moi, vous avez l'heure ?"),
        ("Je vous remercie pour ton message.", "Je vous remercie pour votre message."),
        ("Je vous écris pour te dire merci.", "Je vous écris pour vous dire merci."),
        ("bonjour madame tu vas bien", "bonjour madame vous allez bien"),
        ("docteur tu penses que c'est grave", "docteur vous pensez que c'est grave"),
        ("tu as fini madame", "vous avez fini madame"),
        (
            "tu peux répéter monsieur s'il vous plaît",
            "vous pouvez répéter monsieur s'il vous plaît",
        ),
        ("merci beaucoup madame tu es gentille", "merci beaucoup madame vous êtes gentille"),
        ("Quand tu rentres, fermez la porte.", "Quand tu rentres, ferme la porte."),
        ("Si vous voulez, viens avec nous.", "Si vous voulez, venez avec nous."),
        ("Si vous avez soif, prends un verre.", "Si vous avez soif, prenez un verre."),
        ("Vous pouvez entrer et assieds-toi.", "Vous pouvez entrer et asseyez-toi."),
        ("N'oubliez pas ton sac.", "N'oubliez pas votre sac."),
        ("les enfants tu viens manger", "les enfants vous venez manger"),
        ("Quand vous sortez tu fermes votre porte.", "Quand vous sortez vous fermez votre porte."),
        ("Je vous écris parce que tu es absent.", "Je vous écris parce que vous êtes absent."),
        (
            "Si vous avez froid, je peux te prêter un pull.",
            "Si vous avez froid, je peux vous prêter un pull.",
        ),
        ("Assieds-toi, je vous fais un thé.", "Assieds-toi, je te fais un thé."),
        ("Asseyez-vous, je te fais un thé.", "Asseyez-vous, je vous fais un thé."),
        ("Dépêche-toi, vous êtes en retard.", "Dépêche-toi, tu es en retard."),
        ("Viens chez moi si vous pouvez.", "Viens chez moi si tu peux."),
        ("Je t'appelle sur votre portable.", "Je t'appelle sur ton portable."),
        ("mon chéri avez-vous faim", "mon chéri as-tu faim"),
    ),
    right=(
        "Assieds-toi, vous avez le temps, Paul et toi.",
        "Viens avec Léa si vous voulez.",
        "Dis-moi si vous avez faim.",
        "Je t'ai réservé votre chambre, à Paul et à toi.",
        "Tu vous appelles demain ?",
        "Combien êtes-vous dans ta famille ?",
        "Quand tu viens avec Léa, prenez le train.",
        "Si tu vois tes amis, dites-leur bonjour.",
        "Dis-moi si vous venez.",
        "Tu sais, prenez ce train.",
        "Je vous présente ton frère.",
        "Vous êtes tous venus avec ton frère ?",
        "Tu as vu monsieur Martin ?",
        "Madame Dupont t'attend.",
        "Dis-moi, vous partez quand, tes parents et toi ?",
        "Vous venez chez moi, toi et Léa ?",
        "Les enfants, vous venez ?",
        "Si tu viens avec tes parents, je vous prépare un lit.",
        "Je te dis que vous êtes en retard.",
        "Je vous remercie, toi et ta sœur.",
        "Où habitent-ils, tes parents ?",
        "Je vous remercie tous les deux pour ton anniversaire.",
        "Je t'écris pour vous inviter, toi et Léa.",
        "madame Dupont te demande au téléphone",
        "monsieur est sorti tu peux rappeler",
        "tu as dit bonjour madame",
        "tu connais madame",
        "papa maman vous venez",
        "maman vous embrasse",
        "quand vous arrivez tu nous appelles",
    ),
    confidence=0.85,
)
def mixed(s: Sentence) -> Iterator[Hit]:
    yield from _odd_pronoun(s)
    yield from _odd_command(s)
    address = Address(s)
    due = address.due()
    odd = address.tu if due == "vous" else address.vous
    if not due or not odd or (not address.called and not (address.tu and address.vous)):
        return
    if not address.called and not same_listener(s, address):
        return
    for tok in odd:
        yield from _say_other(s, tok, due)


def _odd_pronoun(s: Sentence) -> Iterator[Hit]:
    """Mend "tu vous appelles", "vous te souvenez", "ne t'inquiétez pas"."""
    for tok in s:
        if tok.norm not in ("te", "vous") or tok.hung:
            continue
        verb = s.at(over_clitics(s, tok.i + 1))
        m = verb.any_verb(*FINITE, "imp")
        before = s.at(tok.i - 1)
        told = next((g for g in s.groups if g.infinitive is verb), None)
        if told is not None and told.person in ("2s", "2p"):
            own = "te" if told.person == "2s" else "vous"
            inf = verb.any_verb("inf")
            if own != tok.norm and inf is not None and inf.lemma in REFLEXIVE:
                yield say(s, tok, tok, own)
            continue
        if before.norm == "ne":
            before = s.at(tok.i - 2)
        if m is None or m.lemma not in REFLEXIVE:
            continue
        persons = {p for r in verb.readings for p in r.person.split(",") if r.pos == "VERB"}
        subject = before.norm if before.norm in ("tu", "vous") else ""
        asks = m.lemma != "appeler" or {"comment"} & {t.norm for t in s}
        if tok.norm == "vous" and subject == "tu" and asks and "2s" in persons:
            yield say(s, tok, tok, "te")
        elif tok.norm == "te" and "2p" in persons and subject in ("vous", "") and asks:
            alone = s.at(tok.i - 1).norm == "ne" or tok.i == 0
            if subject == "vous" or alone:
                yield say(s, tok, tok, "vous")


def _odd_command(s: Sentence) -> Iterator[Hit]:
    """Mend "asseyez-toi"."""
    for tok in s:
        commanded = {m.person for m in s.at(tok.i - 1).readings if m.tense == "imp"}
        if tok.hung and tok.norm == "toi" and commanded == {"2p"}:
            yield say(s, tok, tok, "-vous")


def _say_other(s: Sentence, tok: Tok, due: str) -> Iterator[Hit]:
    following = s.after(tok)
    if tok.norm == "te" and any(
        g.subject is not None and g.subject.norm == "tu" and tok in g.clitics for g in s.groups
    ):
        return
    if tok.norm == "tu" or (tok.norm == "vous" and verb_of(s, tok) is not None):
        yield from _subject(s, tok, due)
    elif tok.any_verb("imp") and tok.norm not in TU and tok.norm != "vous":
        m = tok.any_verb("imp")
        form = s.lexicon.inflect_verb(m.lemma, "imp", "2p" if due == "vous" else "2s") if m else ""
        if form:
            yield say(s, tok, tok, form)
    elif due == "vous" and tok.norm in TU:
        yield say(s, tok, tok, f"{'-' if tok.hung else ''}{TU[tok.norm]}")
    elif due == "tu" and tok.norm in ("votre", "vos"):
        plural = tok.norm == "vos"
        best = next((p.noun.best for p in s.phrases if tok.i < p.noun.i <= tok.i + 3), None)
        feminine = best is not None and best.gender == "f"
        singular = "ton"
        if feminine:
            singular = fit_determiner("ta", following.text)
        yield say(s, tok, tok, "tes" if plural else singular)
    elif due == "tu" and tok.norm == "vous":
        yield from _toi(s, tok)


def _toi(s: Sentence, tok: Tok) -> Iterator[Hit]:
    """Say te, toi or tu for a vous that is no plain subject."""
    before = s.at(tok.i - 1)
    m = before.any_verb("ind_pres") if tok.hung and s.asks else None
    form = s.lexicon.inflect_verb(m.lemma, "ind_pres", "2s") if m else ""
    if form:
        yield say(s, before, tok, f"{form}-tu")
    elif tok.hung:
        yield say(s, tok, tok, "-toi")
    else:
        yield say(s, tok, tok, "toi" if before.pos == "ADP" else "te")


def _subject(s: Sentence, tok: Tok, due: str) -> Iterator[Hit]:
    group = next((g for g in s.groups if g.subject is tok), None)
    m = group.verb.finite if group else None
    if group is None or m is None:
        return
    new, who = ("vous", "2p") if due == "vous" else ("tu", "2s")
    form = s.lexicon.inflect_verb(m.lemma, m.tense, who)
    if not form:
        return
    if tok.hung:
        yield say(s, group.verb, tok, f"{form}-{new}")
        return
    middle = [c.norm for c in s.tokens[tok.i + 1 : group.verb.i]]
    own = {"te": "vous"} if due == "vous" else {"vous": "te"}
    if not middle:
        # "tu as", in full, which is never wrong.
        cased = new.capitalize() if tok.text[:1].isupper() else new
        yield Hit(tok.start, group.verb.end, (f"{cased} {form}",))
        return
    words = [new, *(own.get(x, x) for x in middle), form]
    yield say(s, tok, group.verb, join(*words))
