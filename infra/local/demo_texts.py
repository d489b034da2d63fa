"""Three recordings of one learner, written for the demonstration: errors that come back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Talk:
    """What the learner says, to which task."""

    title: str
    prompt: str
    text: str


TALKS = (
    Talk(
        "lundi",
        "Raconte ton week-end.",
        "Bonjour, je m'appelle Emma. Samedi, j'ai allé au marché avec ma sœur, et on a acheté "
        "une gâteau pour l'anniversaire de mon père. Les enfants joue dans le jardin. "
        "Le soir, euh, on a regardé un film. Je suis dix-neuf ans, et ma sœur a quinze ans.",
    ),
    Talk(
        "mercredi",
        "Parle de tes études et de ta ville.",
        "J'habite à Lyon, et j'apprends le français pour deux ans. Hier, j'ai allé à la "
        "bibliothèque, parce que j'avais un examen. Je sais pas si j'ai réussi. "
        "Après, je suis rentrée à la maison et j'ai mangé avec mes colocataires.",
    ),
    Talk(
        "vendredi",
        "Raconte un voyage.",
        "L'été dernier, j'ai allé en Bretagne avec deux amies. On a dormi dans une petit hôtel "
        "près de la mer. Il y avait beaucoup de vent, mais c'était très beau. "
        "Un soir, on a perdu les clés, et on a attendu le propriétaire pendant trois heures.",
    ),
)
