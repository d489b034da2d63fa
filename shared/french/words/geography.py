"""Countries, regions, islands and towns, by the preposition that each takes."""

from shared.french.words import wordlist

FEMININE = wordlist(
    """France Espagne Italie Allemagne Angleterre Belgique Suisse Grèce Turquie Russie Pologne Chine
    Inde Algérie Tunisie Égypte Argentine Colombie Bolivie Australie Irlande Écosse Suède Norvège
    Finlande Autriche Hongrie Roumanie Bulgarie Ukraine Thaïlande Corée Afrique Europe Asie
    Amérique Océanie Antarctique Croatie Serbie Slovaquie Slovénie Bosnie Albanie Macédoine
    Estonie Lettonie Lituanie Moldavie Biélorussie Islande Géorgie Arménie Syrie Jordanie
    Palestine Arabie Mongolie Birmanie Malaisie Indonésie Nouvelle-Zélande Éthiopie Érythrée
    Somalie Tanzanie Zambie Namibie Mauritanie Gambie Guinée Centrafrique Libye Jamaïque
    Dominique Guyane Grenade Grande-Bretagne Hollande Tchéquie Cisjordanie Scandinavie
    Californie Floride Géorgie Louisiane Virginie Pennsylvanie Caroline Nouvelle-Écosse
    Bretagne Normandie Provence Bourgogne Alsace Lorraine Champagne Picardie Aquitaine Auvergne
    Dordogne Ardèche Savoie Haute-Savoie Corse Vendée Sologne Gascogne Bavière Toscane Sicile
    Sardaigne Crète Lombardie Andalousie Catalogne Galice Cornouailles Flandre Wallonie Prusse
    Sibérie Transylvanie Laponie Cappadoce Anatolie Kabylie Patagonie Amazonie Guadeloupe
    Martinique Nouvelle-Calédonie Polynésie Papouasie Tasmanie Colombie-Britannique Camargue
    Occitanie Île-de-France Gironde Isère Moselle Charente Creuse Corrèze Lozère Mayenne Sarthe"""
)
"""en, de: "en France", "de France"."""

MASCULINE_VOWEL = wordlist(
    """Iran Irak Israël Afghanistan Angola Ouganda Équateur Azerbaïdjan Ouzbékistan Uruguay Oman
    Ontario Alaska Oregon Ohio Illinois Arizona Utah Anjou Alentejo"""
)
"""en, d': "en Iran"."""

MASCULINE = wordlist(
    """Canada Japon Portugal Brésil Mexique Maroc Sénégal Danemark Chili Pérou Vietnam Viêtnam Liban
    Cameroun Mali Congo Québec Kenya Nigeria Nigéria Bénin Togo Gabon Laos Cambodge Pakistan
    Luxembourg Burkina Niger Tchad Soudan Rwanda Burundi Mozambique Zimbabwe Botswana Ghana
    Libéria Venezuela Paraguay Nicaragua Honduras Guatemala Salvador Panama Costa Bangladesh
    Népal Bhoutan Tibet Turkménistan Kirghizistan Kazakhstan Tadjikistan Yémen Koweït Qatar
    Bahreïn Kosovo Monténégro Liechtenstein Royaume-Uni Groenland Manitoba Nouveau-Brunswick
    Yukon Texas Michigan Colorado Montana Nevada Kansas Massachusetts Minnesota Wisconsin
    Tennessee Kentucky Missouri Maryland Connecticut Vermont Nebraska Dakota Wyoming Kerala
    Penjab Pendjab Cachemire Cap-Vert Malawi Lesotho Sri"""
)
"""au, du: "au Canada", "du Canada"."""

PLURAL = wordlist("États-Unis Pays-Bas Philippines Maldives Seychelles Comores Antilles Açores")
PLURAL_AFTER = wordlist("Émirats Canaries Baléares Bermudes Bahamas Fidji")
"""aux, des; the second row often follows "îles" or takes an adjective."""

BARE = wordlist(
    """Cuba Madagascar Chypre Malte Singapour Taïwan Hawaï Monaco Bahreïn Haïti Maurice Djibouti
    Mayotte Bali Tahiti Ibiza Majorque Zanzibar Hong-Kong Macao Jersey Guernesey Belle-Île"""
)
"""à, de, without article: "à Cuba"."""

TOWNS = wordlist(
    """Paris Lyon Marseille Toulouse Nice Nantes Strasbourg Montpellier Bordeaux Lille Rennes Reims
    Toulon Grenoble Dijon Angers Nîmes Villeurbanne Clermont-Ferrand Aix Aix-en-Provence Brest
    Tours Limoges Amiens Metz Perpignan Besançon Orléans Rouen Mulhouse Caen Nancy Avignon Cannes
    Antibes Annecy Chambéry Poitiers Pau Bayonne Biarritz Calais Dunkerque Colmar Versailles
    Lourdes Carcassonne Saint-Étienne Saint-Malo Quimper Lorient Vannes Valence Troyes Chartres
    Bruxelles Liège Namur Charleroi Anvers Gand Bruges Louvain Mons Genève Lausanne Zurich Bâle
    Berne Neuchâtel Fribourg Sion Montréal Toronto Vancouver Ottawa Calgary Edmonton Winnipeg
    Halifax Sherbrooke Gatineau Londres Manchester Liverpool Édimbourg Glasgow Dublin Cork Oxford
    Cambridge Birmingham Bristol Leeds Brighton Cardiff Belfast Berlin Munich Hambourg Francfort
    Cologne Stuttgart Dresde Leipzig Düsseldorf Brême Hanovre Bonn Heidelberg Vienne Salzbourg
    Innsbruck Graz Rome Milan Naples Turin Venise Florence Bologne Palerme Gênes Vérone Pise
    Sienne Bari Trieste Catane Madrid Barcelone Séville Grenade Valence Bilbao Malaga Saragosse
    Salamanque Cordoue Tolède Lisbonne Porto Coimbra Athènes Thessalonique Istanbul Ankara Izmir
    Moscou Saint-Pétersbourg Kiev Kyiv Lviv Odessa Varsovie Cracovie Gdansk Prague Brno Budapest
    Bucarest Sofia Belgrade Zagreb Split Dubrovnik Ljubljana Sarajevo Skopje Tirana Bratislava
    Copenhague Stockholm Göteborg Oslo Bergen Helsinki Reykjavik Tallinn Riga Vilnius Minsk
    Amsterdam Rotterdam Utrecht Maastricht Eindhoven New-York Boston Chicago Washington Miami
    Seattle Philadelphie Houston Dallas Austin Denver Atlanta Détroit Orlando Phoenix Portland
    Mexico Guadalajara Monterrey Cancún Bogota Medellín Cali Carthagène Caracas Lima Cuzco Quito
    Guayaquil Santiago Valparaíso Montevideo Asunción Brasilia Recife Curitiba Fortaleza
    Tokyo Kyoto Osaka Hiroshima Nagoya Séoul Busan Pékin Shanghai Canton Shenzhen Wuhan Nankin
    Chengdu Hanoï Hanoi Saïgon Bangkok Manille Jakarta Delhi Bombay Mumbai Calcutta Bangalore
    Chennai Pondichéry Katmandou Colombo Dacca Karachi Lahore Islamabad Kaboul Téhéran Bagdad
    Damas Alep Beyrouth Jérusalem Amman Dubaï Dubai Doha Riyad Djeddah Tunis Sfax Sousse Alger
    Oran Constantine Annaba Rabat Casablanca Marrakech Fès Tanger Agadir Meknès Tripoli
    Alexandrie Louxor Dakar Bamako Abidjan Conakry Lomé Cotonou Niamey Ouagadougou Douala Yaoundé
    Libreville Kinshasa Brazzaville Kigali Nairobi Lagos Abuja Accra Antananarivo Johannesburg
    Pretoria Durban Sydney Melbourne Brisbane Perth Adélaïde Auckland Wellington Honolulu"""
) - {"Grenade"}
"""à, de: "à Paris"."""

ALL = FEMININE | MASCULINE_VOWEL | MASCULINE | PLURAL | PLURAL_AFTER | BARE | TOWNS

_NAMES = {name.lower(): name for name in ALL}
_EVIDENT = wordlist(
    """canada chine cuba inde malte paris japon brésil mali soudan somalie écosse équateur suède
    pékin"""
)
"""Names that are common words as well, but hardly ever in speech."""


def place_name(word: str, before: str, *, common: bool) -> str:
    """The name of a place in its own spelling, for recognizers that write no capitals.

    Args:
        word: a word in lower case.
        before: the word before it, in lower case with the elision undone.
        common: whether the word is a common word as well ("paris", the plural of "pari").

    Returns:
        The name, or an empty string where the word is none here.
    """
    name = _NAMES.get(word, "")
    if not name or not common:
        return name
    if word in _EVIDENT:
        return "" if before in _COUNTED else name
    return name if before == "en" and name in _EN_ONLY else ""


_COUNTED = wordlist("un une des les ces mes tes ses nos vos leurs deux trois quatre quelques vieux")
_EN_ONLY = wordlist("Suisse Corse Argentine Hollande")
"""Adjectives and things elsewhere: "la Suisse" but "une banque suisse"."""
