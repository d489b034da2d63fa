"""Verbs that learners put for one another: take and bring, see and watch, work and run."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import contract, fit
from shared.french.morphology import Tok
from shared.french.rules.false_friend import inflected
from shared.french.rules.framework import Hit, rule, say
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.closed import POSSESSIVES
from shared.french.words.people import PEOPLE
from shared.french.words.verb_choice import FEELINGS, LOOKS, MACHINES, NOISES, SPORTS, WHERE_TO


@rule(
    id="other_lexical.take_someone",
    level=Level.A2,
    reference="Apporter ou prendre une chose ; emmener une personne quelque part.",
    fr="Une personne, on ne la porte ni ne l'apporte, on l'emmène.",
    en="People are taken somewhere: use “emmener”.",
    triggers=frozenset({"apporter", "prendre", "porter"}),
    wrong=(
        ("Il apporte son fils à la crèche.", "Il emmène son fils à la crèche."),
        ("Je vais porter mes parents à la gare.", "Je vais emmener mes parents à la gare."),
        ("Elle a pris sa fille au cinéma.", "Elle a emmené sa fille au cinéma."),
        ("Tu peux m'apporter à l'aéroport ?", "Tu peux m'emmener à l'aéroport ?"),
    ),
    right=(
        "J'apporte un café à mon fils.",
        "Il a pris sa fille dans ses bras.",
        "Tu peux m'apporter à manger ?",
        "Elle prend son frère au sérieux.",
        "Elle m'a apporté à l'hôpital des fleurs.",
    ),
)
def take_someone(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        m = tok.verb()
        if m is None or m.lemma not in ("apporter", "prendre", "porter") or tok.pos == "NOUN":
            continue
        k = tok.i + 1
        whom = s.at(k).norm in POSSESSIVES and s.at(k + 1).lemma in PEOPLE
        if whom:
            k += 2
        elif m.lemma != "apporter" or s.at(tok.i - 1).norm not in ("me", "te", "nous", "vous"):
            continue
        if not _goes(s, k) or s.after(s.at(k), 3).norm in ("des", "un", "une", "du"):
            continue
        form = inflected(s, tok, "emmener")
        if form:
            yield say(s, tok, tok, form)


def _goes(s: Sentence, k: int) -> bool:
    """Whether "à l'école", "au cinéma", "chez le médecin" stands at k."""
    head = s.at(k).norm
    noun = s.at(k + 1) if head in ("au", "aux") else s.at(k + 2)
    return head in ("à", "au", "aux") and noun.lemma in WHERE_TO


@rule(
    id="other_lexical.senses",
    level=Level.A2,
    reference="Entendre un bruit, écouter la radio ; voir un ami, regarder la télé.",
    fr="Ici, on dit « {say} ».",
    en="Here, say “{say}”.",
    triggers=frozenset({"écouter", "voir", "entendre"}),
    wrong=(
        ("On a écouté un bruit bizarre.", "On a entendu un bruit bizarre."),
        ("J'ai écouté que tu déménages.", "J'ai entendu que tu déménages."),
        ("Le soir, on voit la télé.", "Le soir, on regarde la télé."),
        ("J'aime entendre de la musique.", "J'aime écouter de la musique."),
    ),
    right=(
        "J'écoute le bruit de la mer.",
        "On voit la télé depuis la cuisine.",
        "On a vu un film à la télé.",
        "J'entends la musique des voisins.",
    ),
)
def senses(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        m = tok.verb()
        if m is None or tok.pos not in ("VERB", "AUX"):
            continue
        one, two, three = (s.after(tok, k) for k in (1, 2, 3))
        new = ""
        if m.lemma == "écouter":
            noise = one.norm in ("un", "des", "quelque") and two.lemma in NOISES
            new = "entendre" if noise or (one.norm == "que" and s.after(one, -2).i >= 0) else ""
        elif m.lemma == "voir" and one.norm == "la" and two.norm in ("télé", "télévision"):
            new = "" if three.norm in ("depuis", "de", "dans") else "regarder"
        elif m.lemma == "entendre" and m.tense == "inf":
            liked = s.at(tok.i - 1).lemma in ("aimer", "adorer", "préférer")
            music = (one.norm, two.norm, three.norm) == ("de", "la", "musique")
            new = "écouter" if liked and (music or two.norm in ("musique", "radio")) else ""
        form = inflected(s, tok, new) if new else ""
        if form:
            yield say(s, tok, tok, form)


@rule(
    id="other_lexical.tell_about",
    level=Level.B1,
    reference="Dire quelque chose ; parler de quelque chose.",
    fr="Avec un sujet de conversation : « {say} ».",
    en="For the topic, use “parler de”: “{say}”.",
    triggers=frozenset({"dire"}),
    wrong=(
        ("Elle m'a dit sur son voyage.", "Elle m'a parlé de son voyage."),
        ("Il nous dit sur le problème.", "Il nous parle du problème."),
    ),
    right=(
        "Qu'est-ce qu'il dit sur moi ?",
        "Il dit du bien de toi.",
        "C'est ce qu'on dit sur Paris.",
        "J'ai rien dit sur ça.",
    ),
)
def tell_about(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        m, prep = tok.verb(), s.after(tok)
        if m is None or m.lemma != "dire" or prep.norm != "sur" or s.after(prep).pos == "PUNCT":
            continue
        if s.norms & {"que", "ce", "quoi", "rien", "tout", "dont", "en", "le", "la"} and not (
            s.at(tok.i - 1).norm in _DATIVE or s.at(tok.i - 2).norm in _DATIVE
        ):
            continue
        if "que" in {t.norm for t in s.tokens[: tok.i]}:
            continue
        form, article = inflected(s, tok, "parler"), s.after(prep)
        if form and article.norm in ("le", "les"):
            yield say(s, tok, article, f"{form} {contract('de', article.norm)}")
        elif form:
            yield say(s, tok, prep, f"{form} de")


_DATIVE = wordlist("me te lui leur nous vous")


@rule(
    id="other_lexical.machine",
    level=Level.A2,
    reference="Une personne travaille ; une machine marche ou fonctionne.",
    fr="D'une machine, on dit qu'elle « marche ».",
    en="A machine runs: use “marcher”.",
    triggers=frozenset({"travailler"}),
    wrong=(
        ("La télé ne travaille pas.", "La télé ne marche pas."),
        ("Mon téléphone travaille plus.", "Mon téléphone marche plus."),
    ),
    right=("Mon frère travaille pas.", "Le garage travaille bien."),
)
def machine(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        subject = group.subject
        if group.lemma == "travailler" and subject is not None and subject.lemma in MACHINES:
            form = inflected(s, group.lexical, "marcher")
            if form:
                yield say(s, group.lexical, group.lexical, form)


@rule(
    id="other_lexical.sport",
    level=Level.A1,
    reference="Faire du ski, de la natation ; jouer au tennis.",
    fr="Ce sport ne se joue pas : « {say} ».",
    en="This sport is done, not played: “{say}”.",
    triggers=frozenset(SPORTS),
    wrong=(
        ("Elle joue le yoga le lundi.", "Elle fait du yoga le lundi."),
        ("On joue natation ensemble.", "On fait de la natation ensemble."),
        ("Je veux jouer à l'escalade.", "Je veux faire de l'escalade."),
        ("Il prend du sport.", "Il fait du sport."),
    ),
    right=("On joue au tennis.", "Elle fait du ski.", "Je prends mon vélo.", "Il joue du piano."),
)
def sport(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        m = tok.verb()
        if m is None or m.lemma not in ("jouer", "prendre") or tok.pos not in ("VERB", "AUX"):
            continue
        k = tok.i + 1
        while s.at(k).norm in ("le", "la", "l'", "du", "de", "au", "à") and k < tok.i + 4:
            k += 1
        noun, best = s.at(k), s.at(k).as_pos("NOUN")
        only_of = s.after(tok).norm in ("du", "de") or m.lemma == "jouer"
        if best is None or noun.lemma not in SPORTS or not only_of:
            continue
        if m.lemma == "prendre" and noun.lemma != "sport":
            continue
        form = inflected(s, tok, "faire")
        article = fit("la" if best.gender == "f" else "le", noun.norm)
        of = "du" if article == "le" else f"de {article}"
        if form:
            gap = "" if of.endswith("'") else " "
            yield say(s, tok, noun, f"{form} {of}{gap}{noun.text}")


@rule(
    id="other_lexical.make_happy",
    level=Level.B1,
    reference="Rendre + adjectif : ça me rend triste.",
    fr="Avec un adjectif, on dit « rendre » : « {say} ».",
    en="With an adjective, use “rendre”: “{say}”.",
    triggers=frozenset({"faire"}),
    wrong=(
        ("Ça me fait triste.", "Ça me rend triste."),
        ("Cette histoire m'a fait très triste.", "Cette histoire m'a rendu très triste."),
    ),
    right=("Ça me fait plaisir.", "Ça fait cher.", "Il fait jeune.", "Il me fait un peu peur."),
)
def make_happy(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        after = s.after(group.lexical)
        while after.norm in ("pas", "très", "trop", "si", "vraiment", "tellement", "plus"):
            after = s.after(after)
        if group.lemma == "faire" and group.clitics and after.norm in FEELINGS:
            if group.clitics[-1].norm in ("en", "y", "lui", "leur") or group.reflexive:
                continue
            form = inflected(s, group.lexical, "rendre")
            if form:
                yield say(s, group.lexical, group.lexical, form)


@rule(
    id="other_lexical.look_tired",
    level=Level.A2,
    reference="Avoir l'air + adjectif.",
    fr="Pour l'apparence, on dit « {say} ».",
    en="For how someone looks, say “{say}”.",
    triggers=frozenset({"regarder", "voir"}),
    wrong=(
        ("Tu regardes fatigué.", "Tu as l'air fatigué."),
        ("Elle regarde très contente.", "Elle a l'air très contente."),
    ),
    right=("Tu regardes trop la télé.", "Il regarde, fatigué, la mer."),
)
def look_tired(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        m, after = tok.verb(), s.after(tok)
        if after.norm in ("très", "trop", "si", "vraiment"):
            after = s.after(after)
        if m is None or m.lemma != "regarder" or after.norm not in LOOKS | FEELINGS:
            continue
        form = inflected(s, tok, "avoir l'air")
        if form:
            yield say(s, tok, tok, form)


@rule(
    id="other_lexical.stretch",
    level=Level.A2,
    reference="Jour, soir, matin : un moment ; journée, soirée, matinée : une durée.",
    fr="Pour la durée : « {say} ».",
    en="For the whole stretch, say “{say}”.",
    triggers=frozenset({"jour", "soir", "matin", "an", "temps"}),
    wrong=(
        ("J'ai dormi tout le jour.", "J'ai dormi toute la journée."),
        ("On a dansé tout le soir.", "On a dansé toute la soirée."),
        ("Bonne jour, madame !", "Bonne journée, madame !"),
        ("J'y vais trois temps par semaine.", "J'y vais trois fois par semaine."),
    ),
    right=("Tous les jours, je cours.", "En deux temps, c'est fait.", "Tout le temps."),
)
def stretch(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        one, two = s.at(tok.i - 1), s.at(tok.i - 2)
        if tok.norm in _STRETCHES and one.norm in ("le", "l'") and two.norm == "tout":
            yield say(s, two, tok, f"toute {_STRETCHES[tok.norm]}")
        elif tok.norm == "jour" and one.norm == "bonne":
            yield say(s, tok, tok, "journée")
        elif tok.norm == "temps" and one.pos == "NUM" and _counts(s, tok, two):
            yield say(s, tok, tok, "fois")


def _counts(s: Sentence, tok: Tok, before: Tok) -> bool:
    bars = ("en", "à", "de", "les", "ces")
    return before.norm not in bars and s.after(tok).norm in ("par", "cette", "la", "le", "", ".")


_STRETCHES = {"jour": "la journée", "soir": "la soirée", "matin": "la matinée", "an": "l'année"}


@rule(
    id="other_lexical.miss_someone",
    level=Level.A2,
    reference="Ma famille me manque : celui qui est absent est le sujet.",
    fr="Celui qui est loin est le sujet : « {say} ».",
    en="Whoever is far away is the subject: “{say}”.",
    triggers=frozenset({"manquer"}),
    wrong=(
        ("Je manque ma famille.", "Ma famille me manque."),
        ("Je manque beaucoup mes parents.", "Mes parents me manquent beaucoup."),
        ("On est loin et elle manque ses amis.", "On est loin et ses amis lui manquent."),
        ("Je manque toi.", "Tu me manques."),
        ("Je manque lui beaucoup.", "Il me manque beaucoup."),
    ),
    right=(
        "Je manque de temps.",
        "J'ai manqué mon train.",
        "Ma famille me manque.",
        "Je manque à ma famille.",
    ),
)
def miss_someone(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        subject, clitic = group.subject, _MISSING.get(group.person)
        phrase = next((p for p in s.phrases if p.noun.i > group.verb.i), None)
        if group.lemma != "manquer" or group.clitics or group.participle or group.negation:
            continue
        tonic = s.after(group.verb)
        if subject is not None and clitic and tonic.norm in _WHO and not tonic.hung:
            missed, who = _WHO[tonic.norm]
            form = s.lexicon.inflect_verb("manquer", group.tense, who)
            yield say(s, subject, tonic, f"{missed} {clitic} {form}")
        if subject is None or subject.pos != "PRON" or clitic is None or phrase is None:
            continue
        first, between = phrase.first, s.tokens[group.verb.i + 1 : phrase.first.i]
        if first.norm not in POSSESSIVES or phrase.noun.lemma not in PEOPLE | {"pays"}:
            continue
        if any(t not in group.adverbs for t in between) or s.after(phrase.noun).norm in _MORE:
            continue
        who = "3p" if phrase.plural else "3s"
        form = s.lexicon.inflect_verb("manquer", group.tense, who)
        missed = f"{s.slice(first, phrase.noun)} {clitic} {form}"
        yield say(s, subject, phrase.noun, " ".join((missed, *(t.text for t in between))))


_MORE = frozenset({"de", "du", "des", "que", "qui", "et"})
_WHO = {
    "toi": ("tu", "2s"),
    "lui": ("il", "3s"),
    "elle": ("elle", "3s"),
    "eux": ("ils", "3p"),
    "elles": ("elles", "3p"),
    "vous": ("vous", "2p"),
}
_MISSING = {"1s": "me", "2s": "te", "3s": "lui", "1p": "nous", "2p": "vous", "3p": "leur"}
