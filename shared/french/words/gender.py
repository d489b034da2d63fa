"""Endings that show a noun's gender, and nouns whose gender changes with the sense."""

from shared.french.words import wordlist

FEMININE_ENDINGS = (
    "tion", "sion", "aison", "ance", "ence", "ette", "elle", "esse", "ité", "ée", "ie", "ure",
    "ude", "ade", "euse", "trice", "ière",
)  # fmt: skip
"""Asked only of words that the lexicon lacks; the commonest exceptions are below."""

MASCULINE_ENDINGS = (
    "age", "ment", "eau", "isme", "oir", "ège", "ier", "in", "ing", "iste", "phone", "al", "ail",
    "eur", "ot", "et", "on", "ard",
)  # fmt: skip

FEMININE_EXCEPTIONS = wordlist("image plage page cage rage nage eau peau fin main maison raison")
MASCULINE_EXCEPTIONS = wordlist(
    "musée lycée silence squelette incendie génie parapluie foie mercure côté été comité trophée"
)

BY_SENSE = wordlist(
    """livre tour mode poste mémoire manche moule page voile vase critique guide garde œuvre somme
    physique politique pendule crêpe platine ombre aide enseigne espace manœuvre mort mousse
    parallèle solde trompette vapeur chose gens amour orgue délice après-midi hymne couple foudre
    aigle barbe cartouche merci foudre statuaire carpe champagne cache faux greffe interligne
    laque ordonnance paillasse pivoine quadrille relâche secrétaire élève enfant collègue"""
)
"""No judgement: the article chooses between two words."""
