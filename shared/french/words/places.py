"""Places: countries with their gender; what takes en, au, aux or à."""

from shared.french.words import wordlist

FEMININE_COUNTRIES = wordlist(
    """France Espagne Italie Allemagne Angleterre Belgique Suisse Grèce Turquie Russie Pologne
    Chine Inde Algérie Tunisie Égypte Argentine Colombie Bolivie Australie Irlande Écosse Suède
    Norvège Finlande Autriche Hongrie Roumanie Bulgarie Ukraine Thaïlande Corée Afrique Europe
    Asie Amérique Océanie"""
)
MASCULINE_COUNTRIES = wordlist(
    """Canada Japon Portugal Brésil Mexique Maroc Sénégal Danemark Chili Pérou Vietnam Liban
    Cameroun Mali Congo Québec Kenya Nigeria Bénin Togo Gabon Laos Cambodge Pakistan Luxembourg"""
)
COUNTRIES = FEMININE_COUNTRIES | MASCULINE_COUNTRIES
