"""tu or vous, one of them throughout."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import fit_determiner, join
from shared.french.morphology import FINITE, Tok
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.verbs import over_clitics
from shared.french.sentence import Sentence
from shared.french.words import table, wordlist

_TU = table(
    """te=vous toi=vous ton=votre ta=votre tes=vos tien=vôtre tienne=vôtre tiens=vôtres
    tiennes=vôtres"""
)
_VOUS = wordlist("votre vos vôtre vôtres")
_TITLES = wordlist(
    """madame monsieur mademoiselle docteur professeur maître directeur directrice messieurs
    mesdames"""
)
_PLURAL = wordlist(
    """enfants amis copains messieurs mesdames gars garçons filles parents élèves tous collègues
    potes camarades"""
)
_CLOSE = wordlist(
    """maman papa mamie papi papy chéri chérie mec poto frérot bébé tonton tata bichon loulou"""
)
_REFLEXIVE = wordlist(
    """souvenir appeler inquiéter lever coucher reposer asseoir dépêcher occuper sentir ennuyer
    moquer habiller tromper taire réveiller marier amuser débrouiller plaindre"""
)
"""With these "tu vous" and "vous te" can hardly be two people."""


class _Address:
    """How a sentence speaks to the listener: what is of tu, what is of vous."""

    def __init__(self, s: Sentence) -> None:
        self.s = s
        self.tu: list[Tok] = []
        self.vous: list[Tok] = []
        for tok in s:
            side = _side(s, tok)
            if side == "tu":
                self.tu.append(tok)
            elif side == "vous":
                self.vous.append(tok)

    def due(self) -> str:
        """What it ought to be: by who is spoken to, else by the majority; empty if unclear."""
        called = _called(self.s)
        if called == "tu" or (not called and len(self.tu) > len(self.vous)):
            return "tu"
        if called or len(self.vous) > len(self.tu):
            return "vous"
        if _purpose(self.s, self):
            return "vous"
        if self.tu and self.vous and _please(self.s, self.vous[0]):
            return "tu"
        if self.tu and self.vous and _please(self.s, self.tu[0]):
            return "vous"
        if self.tu and self.vous and self.vous[0].norm in _EXCUSES and self.vous[0].i == 0:
            return "vous"
        if self.tu and self.vous and _offer(self.s, self.tu, self.vous):
            return "vous" if self.vous[0].i < self.tu[0].i else "tu"
        # One against one: the possessive follows the subject or the imperative.
        if self.tu and self.vous and self.vous[0].norm in _VOUS:
            return "tu"
        return "vous" if self.tu and self.vous and self.tu[0].norm in _POSSESSIVES else ""


def _side(s: Sentence, tok: Tok) -> str:
    if tok.norm in _TU or (tok.norm == "tu" and tok.pos == "PRON"):
        if tok.norm in ("tiens", "tien") and s.at(tok.i - 1).pos != "DET":
            return ""
        if tok.norm == "ton" and s.at(tok.i - 1).pos == "DET":
            return ""
        # "s'il te plaît" is as fixed as it is polite; it speaks to one friend all the same.
        return "tu"
    if tok.norm in _VOUS:
        return "vous"
    if tok.norm == "vous":
        return "vous"
    if tok.hung:
        return ""
    m = tok.any_verb("imp")
    if m is None or not _imperative(s, tok):
        return ""
    return {"2s": "tu", "2p": "vous"}.get(m.person, "")


def _imperative(s: Sentence, tok: Tok) -> bool:
    """Whether a form stands as an imperative: first of its clause, with no subject."""
    following = s.after(tok)
    object_hung = following.hung and following.norm in ("moi", "toi", "le", "la", "les", "lui")
    object_hung = object_hung or (following.hung and following.norm in ("nous", "leur", "y", "en"))
    asked = s.text.rstrip().endswith("?")
    own = following.hung and following.norm == "vous" and not asked
    before = s.at(tok.i - 1)
    opens = before.i < 0 or before.text in (",", ":", ";") or before.norm in ("et", "mais", "alors")
    if object_hung or own:
        return before.norm not in ("je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles")
    opens = opens and not (tok.norm in _CALLS and following.text == ",")
    only = all(m.pos in ("VERB", "AUX") for m in tok.readings)
    plainly = tok.norm.endswith(("ez", "ites"))
    if tok.i == 0 and tok.norm not in _CALLS:
        plainly = True
    if before.norm == "et" and "je" not in {t.norm for t in s.tokens[: tok.i]}:
        plainly = True  # "entrez et mets ça là"
    return opens and only and plainly and not following.hung


def _called(s: Sentence) -> str:
    """Who is called by a name or title between commas: tu, vous, or empty."""
    for tok in s:
        alone = s.at(tok.i - 1).pos == "PUNCT" or s.at(tok.i - 1).i < 0 or _greeted(s, tok)
        after = s.after(tok)
        if tok.norm in ("monsieur", "madame") and after.norm in ("le", "la"):
            after = s.after(after, 2)
        while after.i >= 0 and after.text[:1].isupper():
            after = s.after(after)
        ends = after.i < 0 or after.pos == "PUNCT"
        # Speech without punctuation: "bonjour madame tu vas bien".
        ends = ends or (_greeted(s, tok) and after.norm in _GOES_ON)
        if s.after(after).norm in ("il", "elle", "ils", "elles") and after.text == ",":
            continue  # "madame Martin, elle…" speaks of her, not to her
        if tok.norm in _TITLES and alone and ends:
            return "vous"
        name = s.after(tok)
        if tok.norm == "salut" and name.text[:1].isupper() and s.after(name).text == ",":
            return "tu"
        greeted = _greeted(s, s.at(tok.i - 1)) and s.at(tok.i - 1).norm in ("les", "mes", "chers")
        if tok.norm in _PLURAL and ends and (alone or greeted):
            return "vous"
        article = s.at(tok.i - 1).norm in ("les", "mes") and tok.norm in _PLURAL
        if article and s.at(tok.i - 2).i < 0 and after.text == ",":
            return "vous"
        if tok.norm in _CLOSE and alone and ends:
            return "tu"
    return ""


_GOES_ON = wordlist("tu je comment est où pourquoi quand quel quelle")


def _greeted(s: Sentence, tok: Tok) -> bool:
    before = s.at(tok.i - 1)
    return before.hung or before.norm in (
        *("bonjour", "bonsoir", "merci", "pardon", "oui", "non", "salut", "revoir", "plaît"),
        *("chère", "cher", "allô", "mon", "ma", "désolé", "désolée"),
    )


@rule(
    id="tu_vous.mixed",
    level=Level.A1,
    reference="Tu (te, ton) ou vous (votre) : on ne mélange pas.",
    fr="On ne mélange pas « tu » et « vous » : « {say} ».",
    en="Don't mix “tu” and “vous”: “{say}”.",
    triggers=frozenset(
        ["tu", "te", "toi", "ton", "ta", "tes", "vous", "votre", "vos", "tien", "tienne"]
    )
    | _TITLES,
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
        (
            "Si vous avez froid, je peux te prêter un pull.",
            "Si vous avez froid, je peux vous prêter un pull.",
        ),
    ),
    right=(
        "Tu vous appelles demain ?",
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
    ),
    confidence=0.85,
)
def mixed(s: Sentence) -> Iterator[Hit]:
    yield from _odd_pronoun(s)
    yield from _odd_command(s)
    address = _Address(s)
    due, called = address.due(), _called(s)
    odd = address.tu if due == "vous" else address.vous
    if not due or not odd or (not called and not (address.tu and address.vous)):
        return
    if not called and not _same_listener(s, address):
        return
    for tok in odd:
        yield from _say_other(s, tok, due)


def _same_listener(s: Sentence, address: _Address) -> bool:
    """Whether tu and vous can be only one listener: imperatives together, or a possessive."""
    norms = {t.norm for t in s}
    if address.vous[:1] and address.vous[0].norm in _EXCUSES and address.vous[0].i == 0:
        return len(address.vous) == 1
    if _offer(s, address.tu, address.vous) or _purpose(s, address):
        return True
    if norms & {"tous", "toutes", "deux", "et"} and norms & {"toi"} and "vous" in norms:
        return False
    subject_tu = any(t.norm == "tu" for t in address.tu)
    subject_vous = any(t.norm == "vous" and not _please(s, t) for t in address.vous)
    if subject_tu and subject_vous:
        return False
    polite = next((t for t in (*address.tu, *address.vous) if _please(s, t)), None)
    if polite is not None and len(address.tu) + len(address.vous) > 1:
        return subject_tu or any(_verb_of(s, t) for t in address.vous)
    commands = [t for t in (*address.tu, *address.vous) if t.any_verb("imp") and t.norm != "tu"]
    if any(t in address.tu for t in commands) and any(t in address.vous for t in commands):
        return True
    owned = [t for t in (*address.tu, *address.vous) if t.norm in _POSSESSIVES]
    if not owned or {"tous", "toutes"} & norms:
        return False
    other = address.vous if owned[0] in address.tu else address.tu
    if "nous" in norms:
        return False  # "tu nous montres votre maison": theirs, not the listener's alone
    spoken_to = subject_tu or bool(commands) or any(_verb_of(s, t) for t in address.vous)
    spoken_to = spoken_to or (owned[0] in address.tu and _thanked(s, address.vous))
    return bool(other) and other[0].i < owned[0].i and spoken_to


_EXCUSES = wordlist("excusez pardonnez")


def _offer(s: Sentence, tu: list[Tok], vous: list[Tok]) -> bool:
    """Whether "si vous voulez, je peux t'aider" has one listener: a wish, then an offer to him."""
    if len(tu) != 1 or len(vous) != 1 or s.norms & {"avec", "et", "tous", "deux", "ami"}:
        return False
    first, second = sorted((tu[0], vous[0]), key=lambda t: t.i)
    wished = first.norm in ("tu", "vous") and s.at(first.i - 1).norm in ("si", "quand")
    offer = next((g for g in s.groups if g.verb.i < second.i + 2 and g.verb.i > first.i + 1), None)
    mine = offer is not None and offer.person in ("1s",)
    object_ = second.norm in ("te", "vous") and s.at(second.i - 1).norm not in ("à", "chez", "pour")
    return wished and mine and object_ and not _verb_of(s, second)


def _thanked(s: Sentence, vous: list[Tok]) -> bool:
    """Whether the one "vous" is thanked or congratulated, which is for something of one's own."""
    thanks = (g for g in s.groups if g.lemma in ("remercier", "féliciter"))
    return len(vous) == 1 and any(vous[0] in g.clitics for g in thanks)


def _purpose(s: Sentence, address: _Address) -> bool:
    """Whether "je vous écris pour te dire" turns to one person: after "vous", "te" is the same."""
    if len(address.tu) != 1 or len(address.vous) != 1:
        return False
    vous, te = address.vous[0], address.tu[0]
    told = any(g.lemma in _REACHING and vous in g.clitics and g.person == "1s" for g in s.groups)
    aimed = te.norm == "te" and te.i > vous.i and s.at(te.i - 1).norm == "pour"
    return told and aimed


_REACHING = wordlist("appeler écrire contacter téléphoner envoyer remercier demander")


def _please(s: Sentence, tok: Tok) -> bool:
    """Whether a pronoun is that of "s'il te plaît"."""
    return s.after(tok).lemma == "plaire" and s.at(tok.i - 1).norm == "il"


_CALLS = wordlist("tiens tenez allez dis dites voyez écoute écoutez regarde attends attendez va")
"""They call for attention, and say nothing of who is spoken to."""
_POSSESSIVES = wordlist("ton ta tes votre vos")


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
            if own != tok.norm and inf is not None and inf.lemma in _REFLEXIVE:
                yield say(s, tok, tok, own)
            continue
        if before.norm == "ne":
            before = s.at(tok.i - 2)
        if m is None or m.lemma not in _REFLEXIVE:
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
    if tok.norm == "tu" or (tok.norm == "vous" and _verb_of(s, tok) is not None):
        yield from _subject(s, tok, due)
    elif tok.any_verb("imp") and tok.norm not in _TU and tok.norm != "vous":
        m = tok.any_verb("imp")
        form = s.lexicon.inflect_verb(m.lemma, "imp", "2p" if due == "vous" else "2s") if m else ""
        if form:
            yield say(s, tok, tok, form)
    elif due == "vous" and tok.norm in _TU:
        yield say(s, tok, tok, f"{'-' if tok.hung else ''}{_TU[tok.norm]}")
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
    m = before.any_verb("ind_pres") if tok.hung and s.text.rstrip().endswith("?") else None
    form = s.lexicon.inflect_verb(m.lemma, "ind_pres", "2s") if m else ""
    if form:
        yield say(s, before, tok, f"{form}-tu")
    elif tok.hung:
        yield say(s, tok, tok, "-toi")
    else:
        yield say(s, tok, tok, "toi" if before.pos == "ADP" else "te")


def _verb_of(s: Sentence, tok: Tok) -> Tok | None:
    group = next((g for g in s.groups if g.subject is tok), None)
    return group.verb if group is not None and "2p" in group.verb.persons else None


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
