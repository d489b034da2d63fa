"""How a sentence speaks to its listener: what is of tu, what is of vous, who is called by name."""

from shared.french.morphology import Tok
from shared.french.questions import END_MARKS
from shared.french.sentence import Sentence
from shared.french.words import table, wordlist

TU = table(
    """te=vous toi=vous ton=votre ta=votre tes=vos tien=vôtre tienne=vôtre tiens=vôtres
    tiennes=vôtres"""
)
_VOUS = wordlist("votre vos vôtre vôtres")
TITLES = wordlist(
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
REFLEXIVE = wordlist(
    """souvenir appeler inquiéter lever coucher reposer asseoir dépêcher occuper sentir ennuyer
    moquer habiller tromper taire réveiller marier amuser débrouiller plaindre"""
)
"""With these "tu vous" and "vous te" can hardly be two people."""


class Address:
    """How a sentence speaks to the listener: what is of tu, of vous, and what its call asks for."""

    def __init__(self, s: Sentence) -> None:
        self.s = s
        self.called = _called(s)
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
        if not self.called and (_told(self.s, self) or _bidden(self.s, self)):
            return "tu" if min(self.tu + self.vous, key=lambda t: t.i) in self.tu else "vous"
        if self.called == "tu" or (not self.called and len(self.tu) > len(self.vous)):
            return "tu"
        if self.called or len(self.vous) > len(self.tu):
            return "vous"
        if _purpose(self.s, self):
            return "vous"
        if self.tu and self.vous and _please(self.s, self.vous[0]):
            return "tu"
        if self.tu and self.vous and _please(self.s, self.tu[0]):
            return "vous"
        if self.tu and self.vous and self.vous[0].norm in _EXCUSES and self.vous[0].i == 0:
            return "vous"
        one = _sent(self.s, self) or _offer(self.s, self.tu, self.vous)
        if self.tu and self.vous and one:
            return "vous" if self.vous[0].i < self.tu[0].i else "tu"
        # One against one: the possessive follows the subject or the imperative.
        if self.tu and self.vous and self.vous[0].norm in _VOUS:
            return "tu"
        return "vous" if self.tu and self.vous and self.tu[0].norm in _POSSESSIVES else ""


def _side(s: Sentence, tok: Tok) -> str:
    if tok.norm in TU or (tok.norm == "tu" and tok.pos == "PRON"):
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
    asked = s.asks
    own = following.hung and following.norm == "vous" and not asked
    before = s.at(tok.i - 1)
    if before.norm == "ne":
        before = s.at(before.i - 1)  # "n'oubliez pas"
    opens = before.i < 0 or before.text in (",", ":", ";") or before.norm in ("et", "mais", "alors")
    if object_hung or own:
        return before.norm not in ("je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles")
    opens = opens and not (tok.norm in _CALLS and following.text == ",")
    told = before.text == "," and s.at(0).norm in ("si", "quand")
    only = all(m.pos in ("VERB", "AUX") for m in tok.readings)
    only = only or (told and following.pos == "DET")  # "quand vous partez, ferme la porte"
    plainly = tok.norm.endswith(("ez", "ites"))
    if tok.i == 0 and tok.norm not in _CALLS:
        plainly = True
    plainly = plainly or told  # "si vous avez soif, prends un verre"
    if before.norm == "et" and "je" not in {t.norm for t in s.tokens[: tok.i]}:
        plainly = True  # "entrez et mets ça là"
    return opens and only and plainly and not following.hung


def _called(s: Sentence) -> str:
    """Who is called by a name or title, set off by commas or by its place: tu, vous, or empty."""
    for tok in s:
        before, after = s.at(tok.i - 1), s.after(tok)
        greeted = _greeted(s, tok)
        alone = before.pos == "PUNCT" or before.i < 0 or greeted
        if tok.norm in ("monsieur", "madame") and after.norm in ("le", "la"):
            after = s.after(after, 2)
        while after.i >= 0 and after.text[:1].isupper():
            after = s.after(after)
        # Speech without punctuation: "bonjour madame tu vas bien", "monsieur tu peux répéter".
        goes_on = (greeted or before.i < 0) and _turns_to(s, after)
        ends = after.i < 0 or after.pos == "PUNCT" or goes_on
        if s.after(after).norm in ("il", "elle", "ils", "elles") and after.text == ",":
            continue  # "madame Martin, elle…" speaks of her, not to her
        if tok.norm in TITLES and ((alone and ends) or _closes(s, tok)):
            return "vous"
        if tok.norm == "salut" and _friend(s, s.after(tok)):
            return "tu"
        article = before.norm in ("les", "mes", "chers")
        if tok.norm in _PLURAL and ends and (alone or (article and _greeted(s, before))):
            return "vous"
        opening = article and s.at(tok.i - 2).i < 0 and tok.norm in _PLURAL
        if opening and (after.text == "," or _turns_to(s, after)):
            return "vous"
        dear = tok.norm in _DEAR and before.norm in ("mon", "ma") and before.i == 0
        dear = dear and (after.text == "," or _turns_to(s, after))
        several = before.norm == "et" or {after.norm, before.norm} & _CLOSE
        if dear or (tok.norm in _CLOSE and alone and ends and not several and after.norm != "je"):
            return "tu"
    return ""


def _turns_to(s: Sentence, tok: Tok) -> bool:
    """Whether a word after a name goes on to the one who is called."""
    if tok.norm == "est":
        return s.after(tok).norm == "ce"
    if s.after(tok).hung and s.after(tok).norm in ("tu", "vous"):
        return True
    if _if_you_please(s, tok):
        return True
    if tok.norm == "vous":
        return "2p" in s.after(tok).persons  # not "maman vous salue"
    return tok.norm in _GOES_ON


def _closes(s: Sentence, tok: Tok) -> bool:
    """Whether a title without a comma ends what is said: "tu peux répéter madame"."""
    before = s.at(tok.i - 1)
    if any(t.norm == "tu" and s.at(t.i - 1).norm in ("quand", "si") for t in s):
        return False  # "quand tu es étranger": anybody, madam too
    following = s.after(tok)
    last = following.i < 0 or following.text in END_MARKS or _if_you_please(s, following)
    last = last or (following.norm in ("on", "je", "ça", "ce") and before.norm in ("veux", "peux"))
    named = before.pos in ("DET", "ADP", "PUNCT") or before.lemma in _NAMING
    return last and tok.norm in _MISTER and before.i > 0 and not named and not _quoted(s, before)


def _if_you_please(s: Sentence, tok: Tok) -> bool:
    """Whether "s'il te plaît" begins at a token."""
    return s.after(tok).norm == "il" and s.after(tok, 3).lemma == "plaire"


def _friend(s: Sentence, name: Tok) -> bool:
    """Whether a greeting names one friend: "salut Paul, …", "salut Paul comment … tu …"."""
    after = s.after(name)
    alone = after.text == "," or ("tu" in s.norms and _turns_to(s, after))
    return name.text[:1].isupper() and alone


_DEAR = wordlist("amour cœur chou puce trésor ange")
_MISTER = wordlist("madame monsieur mademoiselle docteur messieurs mesdames")
_GOES_ON = wordlist("tu vous je comment où pourquoi quand quel quelle")
_NAMING = wordlist(
    """dire appeler voir connaître aimer demander attendre chercher aider écouter devenir être
    rencontrer remercier saluer présenter cher petit pauvre vieux jeune autre"""
)
"""Before a title, these speak of somebody: "tu connais madame", "la vieille dame"."""


def _quoted(s: Sentence, greeting: Tok) -> bool:
    """Whether a greeting is told, not meant: "tu dis bonjour madame"."""
    return s.at(greeting.i - 1).lemma in ("dire", "répondre", "crier", "écrire")


def _greeted(s: Sentence, tok: Tok) -> bool:
    before = s.at(tok.i - 1)
    if _quoted(s, before):
        return False
    if before.norm == "beaucoup" and s.at(before.i - 1).norm == "merci":
        return True
    return before.hung or before.norm in (
        *("bonjour", "bonsoir", "merci", "pardon", "oui", "non", "salut", "revoir", "plaît"),
        *("chère", "cher", "allô", "mon", "ma", "désolé", "désolée"),
    )


def same_listener(s: Sentence, address: Address) -> bool:
    """Whether tu and vous can be only one listener: imperatives together, or a possessive."""
    norms = {t.norm for t in s}
    if address.vous[:1] and address.vous[0].norm in _EXCUSES and address.vous[0].i == 0:
        return len(address.vous) == 1
    one = _offer(s, address.tu, address.vous) or _purpose(s, address)
    if one or _told(s, address) or _bidden(s, address) or _sent(s, address):
        return True
    if norms & {"tous", "toutes", "deux", "et"} and norms & {"toi"} and "vous" in norms:
        return False
    subject_tu = any(t.norm == "tu" for t in address.tu)
    subject_vous = any(t.norm == "vous" and not _please(s, t) for t in address.vous)
    if subject_tu and subject_vous:
        return _crossed(s, address)
    polite = next((t for t in (*address.tu, *address.vous) if _please(s, t)), None)
    if polite is not None and len(address.tu) + len(address.vous) > 1:
        return subject_tu or any(verb_of(s, t) for t in address.vous)
    commands = [t for t in (*address.tu, *address.vous) if t.any_verb("imp") and t.norm != "tu"]
    if any(t in address.tu for t in commands) and any(t in address.vous for t in commands):
        return True
    owned = [t for t in (*address.tu, *address.vous) if t.norm in _POSSESSIVES]
    if not owned or {"tous", "toutes"} & norms:
        return False
    other = address.vous if owned[0] in address.tu else address.tu
    if "famille" in norms and "combien" in norms:
        return False  # "combien êtes-vous dans ta famille ?"
    if "nous" in norms:
        return False  # "tu nous montres votre maison": theirs, not the listener's alone
    spoken_to = subject_tu or bool(commands) or any(verb_of(s, t) for t in address.vous)
    spoken_to = spoken_to or (owned[0] in address.tu and _thanked(s, address.vous))
    return bool(other) and other[0].i < owned[0].i and spoken_to


_EXCUSES = wordlist("excusez pardonnez")


def _told(s: Sentence, address: Address) -> bool:
    """Whether "quand tu arrives, appelez-moi" has one listener: a clause, then a command."""
    tu, vous = ([t for t in side if not t.hung] for side in (address.tu, address.vous))
    joined = {t.norm for t in s if not (t.norm == "avec" and s.after(t).norm in ("moi", "nous"))}
    if len(tu) != 1 or len(vous) != 1 or joined & _SEVERAL:
        return False
    first, second = sorted((tu[0], vous[0]), key=lambda t: t.i)
    subject = next((g for g in s.groups if g.subject is first), None)
    commanded = second.any_verb("imp")
    return (
        subject is not None
        and subject.lemma not in ("savoir", "voir")
        and commanded is not None
        and second.norm not in ("tu", "vous", *_CALLS)
        and commanded.lemma not in ("dire", "aller", "écouter", "regarder", "attendre")
        and second.i > subject.verb.i
    )


def _bidden(s: Sentence, address: Address) -> bool:
    """Whether "assieds-toi, je vous sers", "viens si vous voulez" bids one listener something."""
    if len(address.vous) + len(address.tu) > 3 or s.norms & (_SEVERAL | {"et", "nous"}):
        return False
    told = [t for t in (*address.tu, *address.vous) if not t.hung and t.any_verb("imp")]
    command = next((t for t in told if t.norm not in ("tu", "vous")), None)
    if command is None or command.i > 1:
        return False
    other = address.vous if command in address.tu else address.tu
    later = next((t for t in other if not t.hung and t.i > command.i + 1), None)
    group = None if later is None else next((g for g in s.groups if g.verb.i > later.i), None)
    if later is None or group is None:
        return False
    own = s.after(command).hung and s.after(command).norm in ("toi", "vous")
    spoken_to = group.subject is later and later.norm in ("tu", "vous")
    wished = s.at(later.i - 1).norm == "si" and group.lemma in ("vouloir", "pouvoir", "avoir")
    served = group.person == "1s" and later in group.clitics
    if wished:
        return spoken_to and command.any_verb("imp") is not None and command.norm not in _CALLS
    before = s.at(later.i - 1)
    joined = before.hung or before.text == "," or before.norm in ("que", "car")
    return own and (served or (spoken_to and joined))


def _sent(s: Sentence, address: Address) -> bool:
    """Whether "je t'envoie votre adresse" is said to one: what is his own goes to himself."""
    if len(address.tu) != 1 or len(address.vous) != 1 or s.norms & _TOGETHER:
        return False
    first, second = sorted((address.tu[0], address.vous[0]), key=lambda t: t.i)
    group = next((g for g in s.groups if first in g.clitics), None)
    owned = second.norm in _POSSESSIVES and s.after(second).norm in _PERSONAL
    return group is not None and group.person == "1s" and owned


_TOGETHER = wordlist("tous toutes deux avec et nous pour")
_PERSONAL = wordlist(
    """adresse numéro téléphone portable mail email message anniversaire bureau immeuble sac manteau
    veste passeport carte dossier nom prénom"""
)
_SEVERAL = wordlist("tous toutes deux avec ensemble enfants amis ton ta tes votre vos famille")


def _offer(s: Sentence, tu: list[Tok], vous: list[Tok]) -> bool:
    """Whether "si vous voulez, je peux t'aider" has one listener: a wish, then an offer to him."""
    if len(tu) != 1 or len(vous) != 1 or s.norms & {"avec", "et", "tous", "deux", "ami"}:
        return False
    first, second = sorted((tu[0], vous[0]), key=lambda t: t.i)
    wished = first.norm in ("tu", "vous") and s.at(first.i - 1).norm in ("si", "quand")
    offer = next((g for g in s.groups if g.verb.i < second.i + 2 and g.verb.i > first.i + 1), None)
    mine = offer is not None and offer.person in ("1s",)
    object_ = second.norm in ("te", "vous") and s.at(second.i - 1).norm not in ("à", "chez", "pour")
    return wished and mine and object_ and not verb_of(s, second)


def _crossed(s: Sentence, address: Address) -> bool:
    """Whether one clause takes both: "tu dois montrer votre passeport", after "vous arrivez"."""
    if s.norms & {"tous", "deux", "avec", "et", "nous"}:
        return False
    for tok in (*address.tu, *address.vous):
        if tok.norm not in _POSSESSIVES:
            continue
        group = next((g for g in reversed(s.groups) if g.verb.i < tok.i), None)
        subject = group.subject if group is not None else None
        if subject is not None and subject in (address.vous if tok in address.tu else address.tu):
            return True
    return False


def _thanked(s: Sentence, vous: list[Tok]) -> bool:
    """Whether the one "vous" is thanked or congratulated, which is for something of one's own."""
    thanks = (g for g in s.groups if g.lemma in ("remercier", "féliciter"))
    return len(vous) == 1 and any(vous[0] in g.clitics for g in thanks)


def _purpose(s: Sentence, address: Address) -> bool:
    """Whether "je vous écris pour te dire", "je vous appelle parce que tu" turns to one person."""
    if not address.tu or len(address.vous) != 1:
        return False
    vous, te = address.vous[0], address.tu[0]
    direct = any(g.lemma in _REACHING and vous in g.clitics and g.person == "1s" for g in s.groups)
    inf = s.after(vous).any_verb("inf")
    mine = any(g.person == "1s" and g.verb.i < vous.i for g in s.groups)
    told = direct or (mine and inf is not None and inf.lemma in _REACHING)
    link = s.at(te.i - 1).norm
    aimed = te.norm == "te" and link == "pour" and len(address.tu) == 1
    reason = te.norm == "tu" and (link in ("si", "car") or s.at(te.i - 2).norm == "parce")
    return told and te.i > vous.i and (aimed or reason)


_REACHING = wordlist("appeler écrire contacter téléphoner envoyer remercier demander")


def _please(s: Sentence, tok: Tok) -> bool:
    """Whether a pronoun is that of "s'il te plaît"."""
    return s.after(tok).lemma == "plaire" and s.at(tok.i - 1).norm == "il"


_CALLS = wordlist("tiens tenez allez dis dites voyez écoute écoutez regarde attends attendez va")
"""They call for attention, and say nothing of who is spoken to."""
_POSSESSIVES = wordlist("ton ta tes votre vos")


def verb_of(s: Sentence, tok: Tok) -> Tok | None:
    group = next((g for g in s.groups if g.subject is tok), None)
    return group.verb if group is not None and "2p" in group.verb.persons else None
