"""Numbers and ordinals."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.rules.framework import Hit, delete, insert, rule, say
from shared.french.rules.number_date.dates import cardinal_of, is_number
from shared.french.rules.patterns import NUMBER
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.dates import GREAT, KINGS, MOVED, ORDINAL, RANKED, TENS, UNITS


@rule(
    id="number_date.large",
    level=Level.A2,
    reference="Un million d'habitants, mais mille habitants, deux cents personnes.",
    fr="On dit « {say} ».",
    en="Say “{say}”.",
    triggers=GREAT | wordlist("cent cents mille et"),
    wrong=(
        ("Il y a deux millions habitants.", "Il y a deux millions d'habitants."),
        ("Ça coûte un million euros.", "Ça coûte un million d'euros."),
        ("On était deux cents de personnes.", "On était deux cents personnes."),
        ("J'ai gagné mille d'euros.", "J'ai gagné mille euros."),
        ("Ça coûte un mille euros.", "Ça coûte mille euros."),
        ("J'ai trente et deux ans.", "J'ai trente-deux ans."),
        ("Il y avait une centaine personnes.", "Il y avait une centaine de personnes."),
        ("Ça fait cent et vingt euros.", "Ça fait cent vingt euros."),
    ),
    right=(
        "J'ai vingt et un ans.",
        "Deux millions cinq cent mille habitants.",
        "Il en faut une dizaine.",
        "Entre vingt et trente personnes.",
        "Quatre cents de plus, ça va.",
        "Des milliards et des milliards.",
        "Il a deux cents et moi trois.",
        "Un million, c'est beaucoup.",
    ),
)
def large(s: Sentence) -> Iterator[Hit]:
    for t in s:
        one, two, before = s.after(t), s.after(t, 2), s.at(t.i - 1)
        if t.lemma in GREAT and one.noun and not one.can("NUM") and not NUMBER(one):
            if before.pos in ("DET", "NUM") or is_number(before):
                yield insert(s, one, "de")
        elif t.norm in ("cent", "cents", "mille") and one.norm == "de" and two.noun:
            yield delete(s, one, one)
        elif t.norm in ("cent", "mille") and before.norm == "un" and one.pos in ("NOUN", "NUM"):
            yield delete(s, before, before)
        elif t.norm in TENS and one.norm == "et" and two.norm in UNITS | TENS | {"dix", "quinze"}:
            # "entre vingt et trente" names two numbers.
            bigger = two.norm in TENS and t.norm not in ("cent", "mille")
            if before.norm in ("entre", "de") or bigger or s.after(t, 3).norm == "fois":
                continue
            joined = "-" if t.norm not in ("cent", "mille") else " "
            yield say(s, t, two, f"{t.text}{joined}{two.text}")


@rule(
    id="number_date.ordinal",
    level=Level.A2,
    reference="Louis quatorze ; le vingtième siècle ; les deux premiers jours.",
    fr="On dit « {say} ».",
    en="Say “{say}”.",
    triggers=KINGS | RANKED | MOVED,
    wrong=(
        ("C'est un meuble de Henri le quatrième.", "C'est un meuble de Henri quatre."),
        ("J'habite au trois étage.", "J'habite au troisième étage."),
        ("C'est un roman du dix-neuf siècle.", "C'est un roman du dix-neuvième siècle."),
        ("Les premières trois semaines sont dures.", "Les trois premières semaines sont dures."),
        ("Je prends les derniers deux gâteaux.", "Je prends les deux derniers gâteaux."),
        ("Les autres deux sont partis.", "Les deux autres sont partis."),
        ("C'est la deux fois que je viens.", "C'est la deuxième fois que je viens."),
    ),
    right=(
        "Louis, le quatrième de la famille, est là.",
        "Les trois étages sont à louer.",
        "Les autres, deux ou trois, sont restés.",
        "Je l'ai lu deux fois.",
        "Le premier, deux jours après, est parti.",
        "Il est arrivé le premier.",
    ),
)
def ordinal(s: Sentence) -> Iterator[Hit]:
    for t in s:
        one, two, before = s.after(t), s.after(t, 2), s.at(t.i - 1)
        if t.text in KINGS and one.norm in ("le", "la") and cardinal_of(two):
            if s.after(two).norm not in ("de", "du", "des", "à") and s.after(two).pos != "NOUN":
                cardinal = cardinal_of(two)
                yield say(s, one, two, two.text if cardinal == "premier" else cardinal)
        elif t.lemma in RANKED and before.norm in ORDINAL:
            if s.at(t.i - 2).norm in _SINGULAR:
                yield say(s, before, before, ORDINAL[before.norm])
        elif t.lemma in MOVED and before.norm in _PLURAL and is_number(one):
            counted = two.noun or t.norm == "autres"
            if counted and one.norm not in ("un", "une"):
                yield say(s, t, one, f"{one.text} {t.text}")


_SINGULAR = wordlist("le la au du mon ma son sa ton ta")
_PLURAL = wordlist("les mes tes ses ces nos vos")
