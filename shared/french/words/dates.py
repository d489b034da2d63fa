"""Numbers as words, and what surrounds dates and hours."""

from shared.french.words import table, wordlist

CARDINAL = table(
    """premier=premier deuxième=deux second=deux troisième=trois quatrième=quatre cinquième=cinq
    sixième=six septième=sept huitième=huit neuvième=neuf dixième=dix onzième=onze douzième=douze
    treizième=treize quatorzième=quatorze quinzième=quinze seizième=seize dix-septième=dix-sept
    dix-huitième=dix-huit dix-neuvième=dix-neuf vingtième=vingt vingt-et-unième=vingt-et-un
    vingt-deuxième=vingt-deux vingt-troisième=vingt-trois vingt-quatrième=vingt-quatre
    vingt-cinquième=vingt-cinq vingt-sixième=vingt-six vingt-septième=vingt-sept
    vingt-huitième=vingt-huit vingt-neuvième=vingt-neuf trentième=trente"""
)
ORDINAL = table(
    """deux=deuxième trois=troisième quatre=quatrième cinq=cinquième six=sixième sept=septième
    huit=huitième neuf=neuvième dix=dixième onze=onzième douze=douzième treize=treizième
    quatorze=quatorzième quinze=quinzième seize=seizième dix-sept=dix-septième
    dix-huit=dix-huitième dix-neuf=dix-neuvième vingt=vingtième vingt-et-un=vingt-et-unième
    vingt-deux=vingt-deuxième 2=deuxième 3=troisième 4=quatrième 5=cinquième 6=sixième 7=septième
    8=huitième 9=neuvième 10=dixième 18=dix-huitième 19=dix-neuvième 20=vingtième
    21=vingt-et-unième"""
)
TENS = wordlist("vingt trente quarante cinquante soixante quatre-vingt quatre-vingts cent mille")
UNITS = wordlist("deux trois quatre cinq six sept huit neuf")
KINGS = wordlist("Louis Henri Charles François Philippe Jean Napoléon Paul Benoît Pie Élisabeth")
RANKED = wordlist("étage siècle arrondissement chapitre anniversaire rang fois place")
"""Nouns that are counted off, with an ordinal."""
MOVED = wordlist("premier dernier prochain autre")
GREAT = wordlist("million milliard millier centaine dizaine vingtaine trentaine quinzaine douzaine")
"""Numbers that are nouns: un million d'habitants."""
RELATIVE_DAYS = wordlist("hier demain avant-hier après-demain aujourd'hui")
