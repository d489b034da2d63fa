"""Tests that type edits of determiners, adjectives, prepositions, numbers and comparison."""

from shared.french.alignment import expand
from shared.french.change import Change
from shared.french.morphology import Tok
from shared.french.words import wordlist
from shared.french.words.closed import (
    ARTICLES,
    DETERMINERS,
    NUMBERS,
    POSSESSIVES,
    PREPOSITIONS,
)
from shared.french.words.places import COUNTRIES
from shared.french.words.time import CLOCK, DAYS, MONTHS

_GENDER_PAIRS = (
    ("un", "une"),
    ("le", "la"),
    ("ce", "cette"),
    ("cet", "cette"),
    ("cet", "ce"),
    ("quel", "quelle"),
    ("aucun", "aucune"),
    ("tout", "toute"),
    ("au", "à la"),
    ("du", "de la"),
    ("quels", "quelles"),
    ("certains", "certaines"),
    ("tous", "toutes"),
    ("tout", "toutes"),
)
_SAME_GENDER_KIND = {frozenset(pair) for pair in _GENDER_PAIRS}
_SINGULAR = frozenset({"un", "une", "le", "la", "l'", "du", "de la", "de l'", "au", "à la", "à l'"})
_OWNED = frozenset({"mien", "mienne", "tien", "tienne", "sien", "sienne", "leur", "nôtre", "vôtre"})
_OWNED_PLURAL = frozenset({"miens", "miennes", "tiens", "tiennes", "siens", "siennes", "leurs"})
_COMPARISON = frozenset({"plus", "moins", "aussi", "autant", "comme", "mieux", "meilleur", "pire"})
_TONIC = frozenset({"moi", "toi", "lui", "eux"})
_OWNERS = _TONIC | {"elle", "elles", "nous", "vous"}
_MEANT = frozenset({"meilleur", "bon", "bien", "mieux", "mauvais", "pire", "mal"})
_QUANTITY = wordlist(
    """beaucoup peu trop assez tant plus moins combien autant kilo litre verre tasse bouteille
    morceau tranche paquet plein pas"""
)
_PARTITIVES = frozenset({"du", "de", "la", "l'", "des", "le", "les"})


def _contraction(c: Change) -> str | None:
    said, say = " ".join(c.said), " ".join(c.say)
    if said != say and expand([t.tok for t in c.a]) == expand([t.tok for t in c.b]):
        return f"contraction:{'à' if 'à' in expand([t.tok for t in c.a]) else 'de'}+article"
    fused = {"au": "à l'", "du": "de l'"}
    if fused.get(said) == say or fused.get(say) == said:
        return "contraction:vowel"
    return None


def _possessive(c: Change) -> str | None:
    owned = _OWNED | _OWNED_PLURAL
    lemmas = {t.norm for t in (*c.a, *c.b)}
    owner = c.a[-1].norm if len(c.a) > 3 and c.a[-2].norm == "de" else ""
    if owner in _OWNERS and len(c.b) == 2 and c.b[0].norm in POSSESSIVES:
        return f"possessive:{c.b[1].lemma}"  # "la maison de moi"
    if lemmas & (owned - {"leur", "leurs"}):
        return "possessive:pronoun"
    if not lemmas & POSSESSIVES or (c.norms & {"lui", "y", "en"} and "leur" in lemmas):
        return None
    if "leur" in c.norms and c.after.pos in ("VERB", "AUX"):
        return None
    if c.within(
        POSSESSIVES | ARTICLES | {"de", "à", "moi", "toi", "lui", "elle", "eux", "nous", "vous"}
    ):
        noun = next((p.noun for p in c.new.phrases if c.to <= p.noun.i <= c.to + 4), None)
        return f"possessive:{noun.lemma if noun else 'determiner'}"
    return None


def _noun_gender(c: Change) -> str | None:
    said, say = " ".join(c.said), " ".join(c.say)
    if _with_adjective(c):  # "un beau ville → une belle ville": the adjective goes along
        said, say = c.said[0], c.say[0]
    pair = frozenset({said, say})
    mixed = {said, say} <= {
        "un",
        "une",
        "le",
        "la",
        "l'",
        "du",
        "de la",
        "de l'",
        "au",
        "à la",
        "à l'",
    }
    if pair not in _SAME_GENDER_KIND and not (mixed and _gender(said) and _gender(say)):
        return None
    if mixed and pair not in _SAME_GENDER_KIND and _gender(said) == _gender(say):
        return None
    noun = next((p.noun for p in c.new.phrases if c.to <= p.noun.i <= c.to + len(c.b) + 3), None)
    if noun is None:
        return None
    return f"noun_gender:{noun.lemma}"


def _with_adjective(c: Change) -> bool:
    """Whether a determiner and the adjective behind it change together."""
    if len(c.a) != 2 or len(c.b) != 2:
        return False
    old, new = c.a[1].as_pos("ADJ"), c.b[1].as_pos("ADJ")
    return old is not None and new is not None and old.lemma == new.lemma


def _gender(determiner: str) -> str:
    if determiner in ("un", "le", "du", "au"):
        return "m"
    return "f" if determiner in ("une", "la", "de la", "à la") else ""


def _comparative(c: Change) -> str | None:
    both = c.norms
    compared = {*_COMPARISON, "que", "de", "le", "la", "les", "plus", "tant", "si", "très", "à"}
    lemmas = {t.lemma for t in (*c.a, *c.b)}
    if lemmas & _MEANT and (both & _COMPARISON or lemmas & {"meilleur", "mieux", "pire"}):
        word = next((t.lemma for t in c.b if t.lemma in _MEANT), "meilleur")
        return f"comparative:{word}"
    before = {c.new.at(i).norm for i in range(max(0, c.to - 5), c.to)}
    degree = before & {"plus", "moins", "aussi", "autant", "meilleur", "meilleure", "mieux", "pire"}
    if c.within(frozenset(compared)):
        if both & _COMPARISON and not (both & {"de"} and c.after.pos == "NOUN"):
            return f"comparative:{'_'.join(c.say) or 'plus'}"
        if degree and "que" in both:
            return "comparative:que"
        if both <= {"le", "la", "les"} and c.after.norm in ("plus", "moins", "meilleur", "mieux"):
            return "comparative:superlative"
        if degree and both <= {"le", "la", "les", "l'"} and c.after.norm in ("plus", "moins"):
            return "comparative:superlative"
        if "de" in both and degree and {"dans", "en", "à"} & set(c.said):
            return "comparative:superlative_de"
    if degree and c.before.norm == "que" and len(c.b) == 1 and c.b[0].norm in _TONIC:
        return "comparative:tonic"
    if degree and both & {"dans", "en", "à"} and set(c.say) & {"de", "du", "des"}:
        return "comparative:superlative_de"
    return None


def _number_date(c: Change) -> str | None:
    tokens = (*c.a, *c.b)
    if len(c.a) == len(c.b) == 1 and (c.within(ARTICLES) or c.a[0].lemma == c.b[0].lemma):
        return None  # "la dimanche", "la premier fois": gender, not the date
    numeral = any(t.pos == "NUM" or t.norm in NUMBERS - {"un", "une"} for t in tokens)
    if numeral and c.a and any(t.norm not in DETERMINERS for t in tokens):
        return "number_date:number"
    if c.said == ("et",) and not c.b and {c.before.pos, c.after.pos} == {"NUM"}:
        return "number_date:number"
    if c.said == ("la",) and not c.b and c.after2.lemma == "heure":
        return "number_date:clock"
    small = PREPOSITIONS | ARTICLES | {"y", "l'", "à"}
    if tokens and c.within(small):
        return _small_word_of_time(c)
    if any(
        t.lemma in ("an", "année", "jour", "journée", "matin", "matinée", "soir", "soirée")
        for t in c.a
    ):
        pair = {t.lemma for t in tokens}
        for short, long in (
            ("an", "année"),
            ("jour", "journée"),
            ("matin", "matinée"),
            ("soir", "soirée"),
        ):
            if {short, long} <= pair:
                return f"number_date:{short}_{long}"
    if any(t.norm in ("demi", "demie", "quart", "heure", "heures", "premier") for t in tokens):
        return "number_date:clock"
    return None


_SHORT_AND_LONG = (("an", "année"), ("jour", "journée"), ("matin", "matinée"), ("soir", "soirée"))


def _small_word_of_time(c: Change) -> str | None:
    """An article or preposition that belongs to a date, an hour or a large number."""
    after, after2, before = c.after, c.after2, c.before
    if "million" in before.lemma or "milliard" in before.lemma:
        return "number_date:million_de"
    if after.norm in MONTHS or (after.norm in DAYS and after.pos != "VERB"):
        return f"number_date:{'month' if after.norm in MONTHS else 'day'}"
    year = after.pos == "NUM" and after.norm.isdigit() and len(after.norm) == 4
    if year or (after.pos == "NUM" and (after2.norm in MONTHS or after2.lemma == "heure")):
        return "number_date:date"
    if after.norm == "le" and c.new.at(after2.i + 1).norm in MONTHS:
        return "number_date:date"
    if after.lemma in CLOCK and after.lemma not in ("an", "heure") and c.norms & PREPOSITIONS:
        return f"number_date:{after.lemma}"
    if after2.lemma in CLOCK and after.pos in ("DET", "ADJ") and c.norms & PREPOSITIONS:
        return f"number_date:{after2.lemma}"
    if after.lemma in CLOCK and (c.norms <= ARTICLES) and before.pos == "NUM":
        return "number_date:clock"
    return None


def _partitive(c: Change) -> str | None:
    if not c.norms or not c.norms <= _PARTITIVES:
        return None
    quantity = {c.before.norm, c.before.lemma} & _QUANTITY
    say, said = " ".join(c.say), " ".join(c.said)
    amount = c.new.at(c.to - 2)
    if not c.b and c.before.norm == "de" and {amount.norm, amount.lemma} & _QUANTITY:
        return f"partitive:{amount.norm}_de"
    if not c.a:
        if say in ("du", "de la", "de l'"):
            return f"partitive:{c.after.lemma}"
        if say == "de" and quantity and c.after.pos in ("NOUN", "ADJ"):
            return f"partitive:{c.before.norm}_de"
        return None
    if say == "de" and (quantity or said in ("des", "du", "de la", "de l'", "de le", "de les")):
        return f"partitive:{c.before.norm}_de" if quantity else "partitive:de"
    if {said, say} & {"du", "de la", "de l'", "des"} and {said, say} & {
        "le",
        "la",
        "les",
        "l'",
        "de",
    }:
        return f"partitive:{c.after.lemma}"
    return None


def _article(c: Change) -> str | None:
    articles = ARTICLES - {"au", "aux"}
    if c.norms and c.norms <= articles | {"de"} and (not c.a or not c.b):
        if c.norms == {"de"}:
            return None
        if c.after.pos in ("VERB", "AUX") and c.after.finite:
            return None
        return f"article_omission:{' '.join(c.say) or 'none'}"
    if c.a and c.b and c.norms <= articles and set(c.say) & {"les", "des", "le", "la", "un", "une"}:
        return f"article_omission:{' '.join(c.say)}"
    return None


def _adj_agreement(c: Change) -> str | None:
    if len(c.a) != 1 or len(c.b) != 1:
        return None
    old, new = c.a[0], c.b[0]
    shared = {
        (m.lemma, m.pos)
        for m in old.readings
        for n in new.readings
        if m.lemma == n.lemma
        and (m.gender, m.number) != (n.gender, n.number)
        and (m.pos == "ADJ" or m.tense == n.tense == "part_past")
    }
    if not shared:
        return None
    return f"adj_agreement:{new.lemma if new.pos == 'ADJ' else sorted(shared)[0][0]}"


def _country(c: Change) -> str | None:
    """A preposition before the name of a country or town."""
    words = PREPOSITIONS | ARTICLES | {"à"}
    if c.within(words) and c.norms & (PREPOSITIONS | {"au", "aux", "du"}):
        name = c.after if c.after.pos == "PROPN" else c.after2
        if name.pos == "PROPN" and c.after.pos in ("DET", "PROPN") and c.a:
            return f"prep_place:{name.lemma}"
    return None


def _place(c: Change) -> str | None:
    places = PREPOSITIONS | ARTICLES | {"à", "y", "côté", "près", "loin", "face"}
    if not c.norms or not c.within(places) or not c.norms & (PREPOSITIONS | {"au", "aux", "du"}):
        return None
    noun = None
    for i in range(c.to + len(c.b), c.to + len(c.b) + 3):
        if c.new.at(i).pos not in ("DET", "ADJ", "ADP"):
            noun = c.new.at(i) if c.new.at(i).pos in ("NOUN", "PROPN") else None
            break
    if noun is not None and (noun.pos == "PROPN" or noun.text in COUNTRIES):
        return f"prep_place:{noun.lemma}"
    if c.before.norm in ("côté", "près", "loin", "face", "dessus", "milieu", "bord"):
        return f"prep_place:{c.before.norm}_de"
    spatial = {"dans", "sur", "chez", "en", "sous", "vers", "au", "aux", "à"}
    if noun is not None and c.a and c.b and set(c.said) & spatial and set(c.say) & spatial:
        return f"prep_place:{noun.lemma}"
    return None


def _governed(c: Change) -> str | None:
    """A preposition that a verb asks for or does not bear."""
    words = PREPOSITIONS | ARTICLES
    if not c.norms or not c.within(words):
        return None
    if not c.norms & (PREPOSITIONS | {"au", "aux", "du", "des"}):
        return None
    head = _governor(c)
    kind = " ".join(n for n in c.say if n in PREPOSITIONS or n in ("au", "aux", "du", "des"))
    return f"verb_preposition:{head}_{_plain(kind) or '∅'}"


def _plain(preposition: str) -> str:
    return {"au": "à", "aux": "à", "du": "de", "des": "de"}.get(preposition, preposition)


def _governor(c: Change) -> str:
    for i in range(c.to - 1, max(-1, c.to - 6), -1):
        tok: Tok = c.new.at(i)
        m = tok.verb()
        if m and tok.pos in ("VERB", "AUX"):
            return m.lemma
    return c.before.lemma or "start"


TESTS = (
    _comparative,
    _contraction,
    _possessive,
    _number_date,
    _country,
    _noun_gender,
    _partitive,
    _article,
    _adj_agreement,
    _place,
    _governed,
)
