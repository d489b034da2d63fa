"""Words whose h forbids elision and liaison."""

from shared.french.words import wordlist

H_ASPIRE_STEMS = wordlist(
    """hache hachis haie haine haïr hall halle halte hamac hamburger hameau hamster hanche handball
    handicap hangar hanter harceler hareng haricot harnais harpe hasard hâte hausse haut hauteur
    hérisson hernie héron héros heurter hibou hic hideux hiérarchie hippie hisser hobby hockey
    hollandais hollande homard hongrie hongrois honte honteux hooligan hoquet hors housse huit
    huitième hululer hurler hutte husky hyène hochet hocher horde hot-dog hublot huée huer hun
    harem haras hardi hargne halo haleter hand hard hip-hop handicapé hors-sujet
    hardware harcèlement hasarder hâter hausser hollandaise hurlement haricots"""
)
"""Lemmas or forms; words in -s or -e of the same stem count as well."""

NO_ELISION = wordlist("onze onzième oui ouistiti yaourt yacht yoga yeti yougoslave uhlan ululer")
"""Vowel letters that behave like consonants."""
