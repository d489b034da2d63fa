"""Words of quantity and measure that ask for "de", and nouns that are measured, not counted."""

from shared.french.words import wordlist

ADVERBS = wordlist(
    """beaucoup trop assez peu tant tellement énormément suffisamment davantage autant combien plein
    infiniment moins plus"""
)
"""Before a noun they take "de" without an article."""

MEASURES = wordlist(
    """kilo gramme livre litre centilitre tonne mètre kilomètre bouteille verre tasse bol assiette
    cuillère cuillerée poignée pincée morceau bout tranche part paquet boîte sac sachet pot tube
    barquette carafe canette brique carton caisse panier tas pile série paire douzaine dizaine
    quinzaine vingtaine trentaine cinquantaine centaine millier quantité foule multitude masse
    dose goutte cuillerée tablette plaque rouleau liste groupe bande flopée tonne montagne
    kilogramme demi-kilo demi-litre gousse botte bouquet troupeau équipe collection filet"""
)
"""Nouns of measure: "un kilo de pommes"."""

SURE_MEASURES = wordlist(
    """kilo gramme litre centilitre tonne bouteille verre tasse bol assiette cuillère cuillerée
    poignée pincée tranche paquet barquette carafe canette brique douzaine dizaine quinzaine
    vingtaine trentaine cinquantaine centaine tas paire kilogramme demi-kilo demi-litre tablette
    quantité foule"""
)
"""Measures after which a noun without "de" is an error for certain."""

MASS = wordlist(
    """eau pain lait vin bière café thé chocolat sucre sel poivre beurre fromage viande poisson
    poulet bœuf porc agneau veau jambon saumon thon riz farine huile vinaigre moutarde confiture
    miel crème yaourt jus limonade coca champagne cidre whisky rhum vodka soupe salade glace
    salami bacon mayonnaise ketchup ail persil basilic cannelle vanille gingembre curry piment
    semoule couscous blé maïs avoine soja tofu charcuterie dinde canard argent monnaie temps
    courage patience chance force énergie travail bruit monde musique neige pluie vent soleil
    brouillard verglas orage sable terre boue poussière fumée feu essence gaz électricité
    chauffage papier carton bois verre plastique cuir coton laine soie tissu métal fer acier or
    plâtre ciment peinture colle savon shampoing dentifrice parfum maquillage crème lessive
    aide attention amour espoir confiance imagination talent ambition volonté expérience culture
    humour succès respect tendresse affection joie tristesse colère stress fièvre douceur
    circulation place espace air lumière ombre chaleur sang sport vélo natation yoga ski tennis
    football foot basket rugby judo karaté danse théâtre équitation piano guitare violon batterie
    flûte gymnastique jardinage bricolage shopping camping jogging randonnée escalade surf
    planche alcool tabac vaisselle linge courrier matériel mobilier publicité pub pollution
    violence nourriture bouffe vitamine fer calcium protéine gâteau dessert repos sommeil
    liberté influence pouvoir retard avance sang plaisir fric pognon eau-de-vie gras"""
)
"""Nouns that usually take du, de la, de l' for an unnamed amount."""

FOOD = wordlist(
    """eau pain lait vin bière café thé chocolat sucre sel poivre beurre fromage viande poisson
    poulet bœuf porc agneau veau jambon saumon thon riz farine huile vinaigre moutarde confiture
    miel crème yaourt jus limonade coca champagne cidre whisky rhum vodka soupe salade glace
    mayonnaise ketchup couscous soja tofu charcuterie dinde canard bacon semoule"""
)

ACTIVITIES = wordlist(
    """sport vélo natation yoga ski tennis football foot basket rugby judo karaté danse théâtre
    équitation piano guitare violon batterie flûte gymnastique gym jardinage bricolage shopping
    camping jogging randonnée escalade surf boxe handball volley golf badminton athlétisme footing
    cyclisme alpinisme patinage voile plongée roller skate snowboard cheval stop musculation
    couture tricot musique poterie peinture photographie photo moto pilates fitness bateau kayak"""
)
"""faire du sport, faire de la natation."""

HABIT = wordlist("souvent toujours parfois rarement jamais quotidiennement régulièrement")
"""Adverbs of habit: with them a food after boire or manger has no definite amount."""
