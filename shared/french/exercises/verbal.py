"""Items on verbs: auxiliaries, moods, tenses, persons, what they govern."""

from collections.abc import Iterator

from shared.domain.error_types import ErrorType
from shared.french.exercises.forge import Forge, sentence
from shared.french.exercises.items import Item, Task, exercises

_PAST = Task("Mets au passé composé.", "Put it in the passé composé.")
_WE = Task("Remplace le sujet par « nous ».", "Put “nous” as the subject.")
_BUILD = Task("Fais une phrase avec ces mots.", "Make a sentence with these words.")
_JOIN = Task("Complète avec le bon mot.", "Complete with the right word.")
_ETRE = ("partir", "arriver", "aller", "venir", "rester")
_AVOIR = ("dormir", "travailler", "manger", "commencer")
_TO_DO = (
    ("essayer", "de"),
    ("commencer", "à"),
    ("oublier", "de"),
    ("apprendre", "à"),
    ("décider", "de"),
    ("continuer", "à"),
)


@exercises(ErrorType.AUXILIARY)
def auxiliary(point: str, forge: Forge) -> Iterator[Item]:
    """The passé composé with être or avoir."""
    others = _ETRE if forge.takes_etre(point) or not forge.traits(point) else (*_AVOIR, *_ETRE)
    for i, lemma in enumerate(forge.verbs(point, *others)):
        person = ("3s", "1s", "1p")[i % 3]
        wrong = "avoir" if forge.takes_etre(lemma) else "être"
        what = forge.object_for(lemma)
        yield Item(
            f"Hier, {forge.perfect(lemma, person)}{what}.",
            wrong=f"Hier, {forge.perfect(lemma, person, auxiliary=wrong)}{what}.",
            task=_PAST,
            stimulus=f"Aujourd'hui, {forge.says(lemma, person)}{what}. Hier, …",
        )
        yield Item(
            f"Hier, {forge.perfect(lemma, '1s')}{what}.",
            question=f"Qu'est-ce que tu as fait hier ? Utilise « {lemma} ».",
        )


@exercises(ErrorType.SUBJUNCTIVE)
def subjunctive(point: str, forge: Forge) -> Iterator[Item]:
    """The mood after "il faut que", "je veux que"."""
    starts = {"vouloir_que": "je veux que", "aimer_que": "j'aimerais que"}
    start = starts.get(point, "il faut que")
    task = Task(
        f"Commence par « {sentence(start)[:-1]}… »", f"Begin with “{sentence(start)[:-1]}…”"
    )
    for lemma, person in (("venir", "2s"), ("faire", "2p"), ("partir", "1p"), ("prendre", "2s")):
        subject = {"2s": "tu", "2p": "vous", "1p": "nous"}[person]
        what = " ça" if lemma in ("faire", "prendre") else " demain"
        right, wrong = (
            sentence(f"{start} {subject} {forge.form(lemma, tense, person)}{what}")
            for tense in ("sub_pres", "ind_pres")
        )
        yield Item(
            right,
            wrong=wrong,
            task=task,
            stimulus=sentence(f"{forge.says(lemma, person)}{what}"),
        )
    yield Item(
        "Il faut que je fasse mes devoirs.",
        question="Qu'est-ce qu'il faut que tu fasses cette semaine ?",
    )


@exercises(ErrorType.SUBJECT_VERB)
def subject_verb(point: str, forge: Forge) -> Iterator[Item]:
    """Persons that are heard apart."""
    plural = Task("Mets au pluriel.", "Put it in the plural.")
    for lemma in forge.verbs(point, "finir", "prendre", "venir", "dire", "lire"):
        one, many = forge.form(lemma, "ind_pres", "3s"), forge.form(lemma, "ind_pres", "3p")
        what = forge.object_for(lemma)
        if many != f"{one}nt":  # "parle" and "parlent" sound alike
            yield Item(
                f"Mes amis {many}{what}.",
                wrong=f"Mes amis {one}{what}.",
                task=plural,
                stimulus=f"Mon ami {one}{what}.",
            )
        yield Item(
            f"{sentence(forge.says(lemma, '1p'))[:-1]}{what}.",
            task=_WE,
            stimulus=f"On {one}{what}.",
        )
        yield Item(
            f"Mes amis {many}{what}.",
            question=f"Que font tes amis ? Utilise « {lemma} ».",
        )


@exercises(ErrorType.OTHER_VERB_FORM)
def other_verb_form(point: str, forge: Forge) -> Iterator[Item]:
    """Forms of one verb through persons and tenses."""
    future = Task("Mets au futur.", "Put it in the future.")
    for lemma in forge.verbs(point, "faire", "voir", "venir"):
        what = forge.object_for(lemma)
        yield Item(
            f"Demain, {forge.says(lemma, '1s', 'ind_fut')}{what}.",
            task=future,
            stimulus=f"Aujourd'hui, {forge.says(lemma, '1s')}{what}. Demain, …",
            question=f"Qu'est-ce que tu feras demain ? Utilise « {lemma} ».",
        )
        yield Item(
            sentence(f"{forge.says(lemma, '1p')}{what}"),
            task=_WE,
            stimulus=sentence(f"{forge.says(lemma, '1s')}{what}"),
        )


@exercises(ErrorType.INFINITIVE)
def infinitive(point: str, forge: Forge) -> Iterator[Item]:
    """The infinitive after another verb."""
    task = Task("Commence par « Je voudrais… »", "Begin with “Je voudrais…”")
    for lemma in forge.verbs(point, "partir", "dormir", "apprendre", "venir"):
        what = forge.object_for(lemma)
        yield Item(
            f"Je voudrais {lemma}{what}.",
            wrong=f"Je voudrais {forge.form(lemma, 'ind_pres', '1s')}{what}.",
            task=task,
            stimulus=sentence(f"{forge.says(lemma, '1s')}{what}"),
            question=f"Qu'est-ce que tu voudrais faire ? Utilise « {lemma} ».",
        )


@exercises(ErrorType.PAST_ASPECT)
def past_aspect(_point: str, _forge: Forge) -> Iterator[Item]:
    """What was so, and what happened."""
    task = Task("Raconte au passé.", "Tell it in the past.")
    yield Item(
        "Quand j'étais petit, je jouais dehors tous les jours.",
        wrong="Quand j'étais petit, j'ai joué dehors tous les jours.",
        task=task,
        stimulus="Quand je suis petit, je joue dehors tous les jours.",
    )
    yield Item(
        "Je dormais quand le téléphone a sonné.",
        wrong="J'ai dormi quand le téléphone sonnait.",
        task=task,
        stimulus="Je dors quand le téléphone sonne.",
    )
    yield Item(
        "Il faisait beau, alors nous sommes sortis.",
        wrong="Il a fait beau, alors nous sortions.",
        task=task,
        stimulus="Il fait beau, alors nous sortons.",
    )
    yield Item(
        "Quand j'avais dix ans, j'habitais à la campagne.",
        question="Comment était ta vie quand tu avais dix ans ?",
    )


@exercises(ErrorType.SI_CLAUSE)
def si_clause(_point: str, forge: Forge) -> Iterator[Item]:
    """Put the imparfait after si, never the conditional."""
    task = Task("Imagine, avec « si ».", "Imagine, with “si”.")
    wishes = (("avoir", " le temps", "voyager", ""), ("pouvoir", "", "partir", " demain"))
    for lemma, what, then, more in (*wishes, ("être", " riche", "acheter", " une maison")):
        wish = forge.says(lemma, "1s", "ind_impf")
        yield Item(
            f"Si {wish}{what}, {forge.says(then, '1s', 'cond')}{more}.",
            wrong=f"Si {forge.says(lemma, '1s', 'cond')}{what}, "
            f"{forge.says(then, '1s', 'cond')}{more}.",
            task=task,
            stimulus=sentence(
                f"{forge.says(lemma, '1s')}{what}, donc {forge.says(then, '1s')}{more}"
            ),
        )
    yield Item(
        "Si je gagnais au loto, je ferais le tour du monde.",
        question="Si tu gagnais au loto, qu'est-ce que tu ferais ?",
    )


@exercises(ErrorType.REFLEXIVE)
def reflexive(point: str, forge: Forge) -> Iterator[Item]:
    """The pronoun that goes with the subject."""
    days = (("lever", " tôt"), ("coucher", " tard"), ("habiller", " vite"), ("reposer", " un peu"))
    known = dict(days)
    first = [(point, known.get(point, ""))] if forge.verbs(point) and point != "verb" else []
    for lemma, how in dict.fromkeys((*first, *days)):
        yield Item(
            sentence(f"{forge.washes(lemma, '1p')}{how}"),
            task=_WE,
            stimulus=sentence(f"{forge.washes(lemma, '1s')}{how}"),
        )
        yield Item(
            sentence(f"le matin, {forge.washes(lemma, '1s')}{how}"),
            task=_BUILD,
            stimulus=f"le matin / je / {forge.fit('se', lemma)}{' /' + how if how else ''}",
        )
    yield Item(
        "Je me lève à sept heures.",
        wrong="Je lève à sept heures.",
        question="À quelle heure est-ce que tu te lèves ?",
    )


@exercises(ErrorType.AVOIR_EXPRESSION)
def avoir_expression(point: str, _forge: Forge) -> Iterator[Item]:
    """Use avoir for hunger and age."""
    why = {"faim": "Pourquoi est-ce que tu manges ?", "soif": "Pourquoi est-ce que tu bois ?"}
    first = [point] if point in ("faim", "soif", "peur", "froid", "chaud", "sommeil") else []
    for noun in dict.fromkeys((*first, "faim", "soif", "peur", "sommeil")):
        yield Item(
            f"J'ai {noun}.",
            wrong=f"Je suis {noun}.",
            question=why.get(noun, f"Comment ça va ? Utilise « {noun} »."),
        )
        yield Item(
            f"Nous avons très {noun}.",
            wrong=f"Nous sommes très {noun}.",
            task=_WE,
            stimulus=f"J'ai très {noun}.",
        )
    yield Item("J'ai vingt ans.", wrong="Je suis vingt ans.", question="Quel âge as-tu ?")


@exercises(ErrorType.TIME_DEPUIS)
def time_depuis(_point: str, _forge: Forge) -> Iterator[Item]:
    """Tell depuis, pendant and il y a apart."""
    since = Task("Dis-le avec « depuis ».", "Say it with “depuis”.")
    ago = Task("Dis-le avec « il y a ».", "Say it with “il y a”.")
    yield Item(
        "J'habite ici depuis deux ans.",
        wrong="J'habite ici pour deux ans.",
        task=since,
        stimulus="J'habite ici. J'ai commencé en 2024, nous sommes en 2026.",
    )
    yield Item(
        "J'apprends le français depuis un an.",
        wrong="J'ai appris le français depuis un an.",
        question="Depuis quand est-ce que tu apprends le français ?",
    )
    yield Item(
        "Je suis arrivé il y a trois mois.",
        wrong="Je suis arrivé depuis trois mois.",
        task=ago,
        stimulus="Je suis arrivé en janvier, nous sommes en avril.",
    )
    yield Item(
        "J'ai travaillé à Lyon pendant six mois.",
        wrong="J'ai travaillé à Lyon depuis six mois.",
        task=_JOIN,
        stimulus="J'ai travaillé à Lyon … six mois. (C'est fini.)",
    )


@exercises(ErrorType.SAVOIR_CONNAITRE)
def savoir_connaitre(_point: str, _forge: Forge) -> Iterator[Item]:
    """Use savoir for a fact or a skill, connaître for a person or a place."""
    task = Task("Complète avec « savoir » ou « connaître ».", "Use “savoir” or “connaître”.")
    pairs = (
        ("Je connais bien Paris.", "Je sais bien Paris.", "je / … / bien Paris"),
        ("Je sais nager.", "Je connais nager.", "je / … / nager"),
        ("Tu connais cette chanson ?", "Tu sais cette chanson ?", "tu / … / cette chanson ?"),
        ("Je sais où il habite.", "Je connais où il habite.", "je / … / où il habite"),
    )
    for right, wrong, stimulus in pairs:
        yield Item(right, wrong=wrong, task=task, stimulus=stimulus)
    yield Item("Je sais nager et je connais bien Lyon.", question="Que sais-tu faire ? Où vas-tu ?")


@exercises(ErrorType.VERB_PREPOSITION)
def verb_preposition(point: str, forge: Forge) -> Iterator[Item]:
    """What a verb puts before an infinitive or a person."""
    verb, _, preposition = point.partition("_")
    named = [(verb, preposition)] if (verb, preposition) in _TO_DO else []
    for lemma, word in dict.fromkeys((*named, *_TO_DO)):
        wrong = "de" if word == "à" else "à"
        yield Item(
            sentence(f"{forge.says(lemma, '1s')} {word} parler"),
            wrong=sentence(f"{forge.says(lemma, '1s')} {wrong} parler"),
            task=_BUILD,
            stimulus=f"je / {lemma} / parler",
        )
    yield Item(
        "Je téléphone à mes parents.",
        wrong="Je téléphone mes parents.",
        question="À qui est-ce que tu téléphones souvent ?",
    )


@exercises(ErrorType.TU_VOUS)
def tu_vous(point: str, forge: Forge) -> Iterator[Item]:
    """From tu to vous, or back."""
    to_vous = point != "tu"
    task = (
        Task("Dis-le à quelqu'un que tu vouvoies.", "Say it to somebody you call “vous”.")
        if to_vous
        else Task("Dis-le à un ami.", "Say it to a friend.")
    )
    persons = ("2s", "2p") if to_vous else ("2p", "2s")
    ends = (("pouvoir", " m'aider ?"), ("parler", " anglais ?"), ("avoir", " le temps ?"))
    for lemma, what in (*ends, ("venir", " demain ?")):
        said, say = (f"{forge.says(lemma, person)}{what}" for person in persons)
        yield Item(sentence(say), task=task, stimulus=sentence(said))
    yield Item(
        "Vous pouvez répéter, s'il vous plaît ?" if to_vous else "Tu peux répéter ?",
        question="Tu n'as pas compris ton professeur. Que dis-tu ?"
        if to_vous
        else "Tu n'as pas compris un ami. Que dis-tu ?",
    )
