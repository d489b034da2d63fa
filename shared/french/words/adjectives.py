"""Adjectives by their place beside the noun."""

from shared.french.words import wordlist

COLOURS = wordlist(
    """rouge noir blanc bleu vert jaune gris brun violet rose orange beige roux blond châtain marron
    mauve turquoise doré argenté bronzé pourpre"""
)
NATIONS = wordlist(
    """français anglais espagnol italien allemand portugais belge suisse néerlandais hollandais
    irlandais écossais gallois danois suédois norvégien finlandais islandais polonais tchèque
    slovaque hongrois roumain bulgare grec turc russe ukrainien serbe croate albanais autrichien
    américain canadien québécois mexicain brésilien argentin chilien péruvien colombien cubain
    vénézuélien bolivien africain marocain algérien tunisien égyptien libanais syrien iranien
    irakien israélien palestinien saoudien sénégalais malien ivoirien camerounais congolais
    éthiopien kényan nigérian indien pakistanais chinois japonais coréen vietnamien thaïlandais
    indonésien philippin malaisien mongol australien européen asiatique arabe juif musulman
    chrétien catholique protestant bouddhiste hindou parisien lyonnais breton corse basque catalan
    londonien berlinois occidental oriental latino-américain britannique afghan géorgien arménien"""
)
RELATIONAL = wordlist(
    """politique économique social culturel national international régional municipal local scolaire
    universitaire professionnel commercial industriel agricole médical dentaire scientifique
    technique technologique électrique électronique informatique numérique électoral religieux
    public privé familial mondial rural urbain maritime solaire nucléaire atomique chimique
    physique mental musical théâtral végétarien végétalien biologique bio écologique routier
    ferroviaire aérien aquatique mensuel annuel hebdomadaire quotidien téléphonique automatique
    manuel gratuit payant obligatoire facultatif juridique fiscal financier bancaire militaire
    policier sportif linguistique grammatical historique médiéval moderne contemporain classique
    alcoolique alimentaire climatique géographique touristique démocratique royal présidentiel
    gouvernemental ouvrier étudiant solide liquide métallique minéral végétal animal humain
    féminin masculin maternel paternel natal francophone anglophone étranger"""
)
STATES = wordlist(
    """préféré favori chaud froid tiède frais sec mouillé humide salé sucré épicé amer acide cru
    cuit grillé frit rôti mûr pourri propre carré rond ovale rectangulaire plat pointu ouvert fermé
    cassé fatigué marié célibataire divorcé enceinte malade blessé mort vivant occupé libre perdu
    connu inconnu allumé éteint abîmé usé déchiré plié décoré meublé calme bruyant tranquille
    timide bavard têtu sportif sérieux paresseux fainéant poli impoli intelligent intéressant
    ennuyeux amusant fatigant difficile facile compliqué dangereux pratique confortable
    inconfortable délicieux utile inutile important nécessaire possible impossible célèbre
    populaire moderne normal original spécial fragile solide dur mou léger lourd épais mince
    maigre musclé bronzé barbu chauve frisé bouclé aveugle sourd muet gaucher droitier allergique
    végétarien athlétique content heureux triste malheureux fâché énervé inquiet stressé surpris
    déçu jaloux amoureux fier honnête généreux égoïste avare drôle rigolo marrant gentil méchant
    sympathique sympa stupide idiot bête fou optimiste pessimiste patient impatient élégant pauvre
    riche cher rapide lent sombre clair foncé pâle transparent coloré rayé fleuri bruni sauvage
    domestique différent suivant précédent correct incorrect exact faux vrai sûr précis direct
    indirect réservé organisé cultivé éduqué motivé passionné passionnant impressionnant choquant
    effrayant étonnant décevant relaxant stressant reposant bouleversant inquiétant dernier-né
    traditionnel typique efficace ponctuel fiable responsable autonome indépendant disponible
    accessible visible invisible lisible comestible potable jetable portable bilingue unilatéral
    égal inégal parallèle vide plein désert bondé"""
)
_EITHER = wordlist(
    """pauvre cher propre ancien sacré drôle vrai faux certain différent triste sale célèbre gentil
    brave méchant rapide lent léger lourd épais mince pâle sombre vif fier modeste étonnant
    malheureux fou idiot fragile bête sérieux délicieux généreux élégant tendre doux précis rare
    dur mort plein simple frais vivant impressionnant énorme véritable sourd portable
    important
    solide vide étranger riche faible nouveau tranquille mou jeune désert végétal animal
    ouvrier étudiant policier physique technique politique manuel mobile journal public plat local
    royal historique quotidien hebdomadaire liquide sport ovale orange rose marron possible bio
    visible amer patient éventuel"""
)
"""Right before the noun as well, or nouns themselves."""

AFTER_NOUN = (COLOURS | NATIONS | RELATIONAL | STATES) - _EITHER
"""Adjectives that follow their noun."""

NUANCES = wordlist(
    """foncé clair pâle vif marine pomme cerise bonbon ciel citron olive bouteille turquoise
    électrique cassé canard roi nuit sapin émeraude anthracite perle souris framboise sang vin
    brique corail saumon poussin moutarde sable ivoire chocolat kaki pétrole eau fluo"""
)
"""What specifies a colour: "un bleu marine" is a colour, not a noun phrase turned round."""

BEFORE_NOUN = wordlist("bon mauvais joli beau nouveau vieux petit gros grand autre")
"""Short adjectives that stand before their noun."""

ORDINALS = wordlist(
    """premier deuxième second troisième quatrième cinquième sixième septième huitième neuvième
    dixième onzième douzième treizième quatorzième quinzième seizième vingtième trentième
    quarantième cinquantième centième"""
)
