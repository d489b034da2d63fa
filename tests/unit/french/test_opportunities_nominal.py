"""Counters of contexts in the noun phrase, sentence by sentence."""

import pytest

from shared.domain.error_types import ErrorType
from shared.french.opportunities import count
from shared.french.opportunities.nominal import differ_in_sound

CASES: dict[ErrorType, tuple[tuple[str, int], ...]] = {
    ErrorType.NOUN_GENDER: (
        ("Le voisin a une voiture rouge.", 2),
        ("J'ai mis la clé sur la table du salon.", 3),
        ("L'école est fermée et les élèves sont partis.", 0),
        ("Mon cousin a perdu sa montre et son argent.", 2),
        ("Cette histoire me rappelle ce film.", 1),
        ("On se voit à une heure, le trois mai.", 0),
        ("Elle travaille au bureau avec un collègue.", 2),
        ("Tu veux un thé ou une eau gazeuse ?", 2),
        ("Du coup, on est rentrés à la maison.", 1),
        ("J'ai acheté de la confiture et du beurre.", 2),
        ("C'est une amie de ma mère.", 2),
        ("Ils ont deux chiens et quatre chats.", 0),
    ),
    ErrorType.ADJ_AGREEMENT: (
        ("Ma grand-mère est très gentille.", 1),
        ("J'ai une jolie robe bleue.", 0),
        ("Les chaussures blanches sont trop petites.", 2),
        ("C'est un petit ami de mon frère.", 0),
        ("Elle est sportive mais un peu paresseuse.", 2),
        ("La maison est grande et le jardin est vert.", 2),
        ("C'est une rue calme et étroite.", 1),
        ("Ma cousine est française et son mari est anglais.", 2),
        ("L'eau était froide.", 1),
        ("Il a une voiture noire.", 0),
        ("La cuisine est normale.", 0),
        ("Ils ont une vie heureuse.", 1),
        ("Il a fait très chaud.", 0),
    ),
    ErrorType.ADJ_PLACEMENT: (
        ("J'ai une petite voiture rouge.", 2),
        ("Le garçon est grand.", 0),
        ("On a mangé dans un bon restaurant italien.", 2),
        ("Elle porte une belle robe.", 1),
        ("C'est un film très intéressant.", 1),
        ("Il a les yeux bleus et les cheveux longs.", 2),
        ("Mon meilleur copain habite une vieille maison.", 2),
        ("Tous les jours, c'est la même chose.", 0),
        ("Une rue longue et étroite descend vers le port.", 2),
    ),
    ErrorType.CONTRACTION: (
        ("Je vais au marché et aux Halles.", 2),
        ("Il parle du match avec le voisin.", 1),
        ("Je mange du pain et des pommes.", 0),
        ("C'est la voiture du directeur.", 1),
        ("On habite à côté des voisins de Paul.", 1),
        ("Elle revient du travail à la nuit.", 1),
        ("Je pense à le faire demain.", 0),
        ("Il va à le cinéma.", 1),
        ("Les enfants de les voisins crient.", 1),
        ("Elle joue du piano et au tennis.", 2),
        ("J'ai besoin du livre.", 1),
        ("Tu te souviens des vacances ?", 1),
        ("La fille à laquelle je pense et le garçon auquel tu parles.", 1),
        ("Il y a des gens dans la rue.", 0),
        ("C'est le plus beau du monde.", 1),
    ),
    ErrorType.POSSESSIVE: (
        ("Ma sœur et son mari vivent avec leurs enfants.", 3),
        ("Je me lave les mains.", 1),
        ("J'ai mal à la tête.", 1),
        ("Je leur parle souvent.", 0),
        ("Notre chat a perdu ses poils.", 2),
        ("C'est le mien, pas le tien.", 2),
        ("Il s'est cassé la jambe.", 1),
        ("Le voisin a une voiture.", 0),
    ),
    ErrorType.ARTICLE_OMISSION: (
        ("Le matin, je bois un café avec du lait.", 3),
        ("J'aime la musique et les voyages.", 2),
        ("Ma mère n'a pas de voiture.", 0),
        ("La France est un beau pays.", 2),
        ("Il travaille dans un hôpital à Lyon.", 1),
        ("Mes amis ont trois enfants.", 0),
        ("On va au cinéma avec des copains.", 2),
        ("Elle est professeure dans une école.", 1),
        ("C'est une bonne idée.", 1),
        ("Il faut de la farine et de l'huile.", 2),
    ),
    ErrorType.COMPARATIVE: (
        ("Elle est plus grande que moi.", 1),
        ("C'est le meilleur restaurant de la ville.", 1),
        ("Il parle mieux qu'avant.", 1),
        ("Je ne fume plus.", 0),
        ("J'ai plus faim.", 0),
        ("Il court aussi vite que son frère.", 1),
        ("J'aime aussi le chocolat.", 0),
        ("C'est la fille la plus sympa du groupe.", 1),
        ("Il y a moins de monde que hier.", 1),
        ("C'est moins cher et plus pratique.", 2),
        ("J'ai autant de travail que toi.", 1),
        ("En plus, il pleut de plus en plus.", 0),
        ("Il n'est plus malade.", 0),
        ("C'est pire qu'hier.", 1),
        ("Je mange plus que toi.", 1),
    ),
    ErrorType.PARTITIVE: (
        ("Je bois du café avec du sucre.", 2),
        ("Il n'y a pas de lait.", 1),
        ("On a beaucoup d'amis et peu d'argent.", 2),
        ("Je viens du Canada.", 0),
        ("Elle a mangé de la soupe et de l'ail.", 2),
        ("C'est la voiture du voisin.", 0),
        ("Je n'ai pas acheté de pain.", 1),
        ("Tu veux un verre de vin ou une tasse de thé ?", 2),
        ("J'ai pas envie de sortir.", 0),
        ("Il fait du sport et de la natation.", 2),
        ("Il faut trop de temps.", 1),
        ("Il parle de la guerre.", 0),
        ("J'ai envie de la voir.", 0),
        ("Le chat de la voisine a faim.", 0),
        ("Il n'a jamais de chance.", 1),
        ("Elle n'a plus d'énergie, mais elle a du courage.", 2),
        ("Beaucoup des gens ont des chiens.", 1),
        ("Je ne parle pas de politique.", 0),
        ("Un kilo de pommes et un peu de sel.", 2),
    ),
}


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [(kind, text, n) for kind, cases in CASES.items() for text, n in cases],
)
def test_contexts(kind: ErrorType, text: str, expected: int, tagger):
    assert count(tagger.tag(text)).get(kind, 0) == expected


@pytest.mark.parametrize(
    ("masculine", "feminine", "heard"),
    [
        ("petit", "petite", True),
        ("joli", "jolie", False),
        ("noir", "noire", False),
        ("public", "publique", False),
        ("blanc", "blanche", True),
        ("neuf", "neuve", True),
        ("cruel", "cruelle", False),
        ("gentil", "gentille", True),
        ("cher", "chère", False),
        ("léger", "légère", True),
        ("net", "nette", False),
        ("muet", "muette", True),
        ("direct", "directe", False),
        ("normaux", "normales", True),
        ("rouge", "rouge", False),
    ],
)
def test_which_genders_differ_in_sound(masculine: str, feminine: str, heard: bool):
    assert differ_in_sound(masculine, feminine) is heard
