"""Words by which speakers take something back, and words that cannot end what they meant to say."""

from shared.french.words import phrases, wordlist
from shared.french.words.closed import ARTICLES, DEMONSTRATIVES, POSSESSIVES

EDITING = phrases(
    """non | pardon | désolé | désolée | oups | je veux dire | ou plutôt | excusez moi | excuse moi
    | non pardon | enfin non | non non"""
)
"""What follows replaces what came before."""

SOFT_EDITING = wordlist("enfin bon")
"""They may also mean "at last" or "well"; only an unfinished phrase before them is taken back."""

ONLY_REPLACING = wordlist("pardon oups dire")
"""Last words of editing terms after which a single word is replaced ("lundi, pardon, mardi")."""

OPEN_DETERMINERS = ARTICLES | DEMONSTRATIVES | POSSESSIVES
OPEN_PREPOSITIONS = wordlist("à de en dans sur chez par pour sous vers avec")
OPEN_SUBJECTS = wordlist("je tu il on ils ce")
"""Never stressed, so never alone: after them something must follow."""

STRESSED = wordlist("elle elles nous vous ça lui")
"""They may be set off before a clause: "elle, elle travaille"."""

LINKING = wordlist("que qui dont où et mais parce ne se me te")

AUXILIARIES = wordlist(
    """ai as a avons avez ont avais avait avions aviez avaient aurai auras aura aurons aurez auront
    aurais aurait suis es est sommes êtes sont étais était étions étiez étaient serai seras sera
    serons serez seront serais serait vais vas va allons allez vont allais allait allaient"""
)
"""Forms of avoir, être and aller: a participle, an attribute or an infinitive is still due."""

PAIRED = (
    wordlist("un une des"),
    wordlist("le la l' les"),
    wordlist("du des de au aux à"),
    wordlist("ce cet cette ces"),
    wordlist("mon ma mes"),
    wordlist("ton ta tes"),
    wordlist("son sa ses"),
    wordlist("que qui dont où"),
)
"""Forms of one determiner or relative: saying another of them is a correction, no new item."""
