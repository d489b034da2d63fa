"""Verbs that learners put for one another: take and bring, see and watch, work and run."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import contract, fit
from shared.french.rules.false_friend.listed import inflected
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.governing import person_after
from shared.french.rules.patterns import DETERMINER
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.closed import POSSESSIVES
from shared.french.words.objects import LANGUAGES
from shared.french.words.people import PEOPLE
from shared.french.words.verb_choice import MACHINES, NOISES, SPORTS, WHERE_TO


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
    id="other_lexical.look_for",
    level=Level.A2,
    reference="Chercher quelque chose : essayer de le trouver.",
    fr="Pour trouver quelque chose, on dit « {say} ».",
    en="For “look for”, say “{say}”.",
    triggers=frozenset({"regarder"}),
    wrong=(
        ("Je regarde pour un appartement.", "Je cherche un appartement."),
        ("On a regardé pour tes lunettes.", "On a cherché tes lunettes."),
    ),
    right=("Je regarde pour demain.", "On regarde pour apprendre.", "Il regarde par la fenêtre."),
)
def look_for(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        prep, article = s.after(tok), s.after(tok, 2)
        if tok.lemma != "regarder" or prep.norm != "pour" or not DETERMINER(article):
            continue
        form = inflected(s, tok, "chercher")
        noun = s.after(article)
        if form and noun.noun is not None and noun.lemma not in _AIMED_AT:
            yield say(s, tok, prep, form)


_AIMED_AT = wordlist("fois instant moment plaisir suite prix date vacances année semaine mois jour")


@rule(
    id="other_lexical.speak_language",
    level=Level.A1,
    reference="Parler une langue ; dire un mot.",
    fr="Une langue, on la parle : « {say} ».",
    en="A language is spoken: “{say}”.",
    triggers=frozenset({"dire"}),
    wrong=(
        ("Je dis bien espagnol.", "Je parle bien espagnol."),
        ("Il peut dire anglais.", "Il peut parler anglais."),
    ),
    right=(
        "Je le dis en espagnol.",
        "Il se dit espagnol.",
        "On dit anglais ou britannique ?",
        "Comment on dit chat en chinois ?",
        "Il dit que l'anglais est facile.",
    ),
)
def speak_language(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        m = tok.verb()
        if m is None or m.lemma != "dire" or s.at(tok.i - 1).norm in _HEARSAY:
            continue
        name = s.after(tok)
        while name.norm in ("bien", "mal", "très", "pas", "un", "peu", "le", "l'"):
            name = s.after(name)
        form = inflected(s, tok, "parler") if name.norm in LANGUAGES else ""
        if form and s.after(name).norm not in ("ou", "et") and s.at(tok.i - 1).norm != "on":
            yield say(s, tok, tok, form)


_HEARSAY = wordlist("se me te le la les lui leur nous vous on")


@rule(
    id="other_lexical.riding",
    level=Level.A1,
    reference="Faire du cheval, faire du vélo ; conduire une voiture.",
    fr="On dit « {say} ».",
    en="Say “{say}”.",
    triggers=frozenset({"conduire", "monter"}),
    wrong=(
        ("Elle conduit du cheval.", "Elle fait du cheval."),
        ("On a conduit du vélo.", "On a fait du vélo."),
    ),
    right=("Il conduit une moto.", "Il monte à cheval.", "Il a conduit trop vite."),
)
def riding(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        m = tok.verb()
        mount = s.after(tok, 2)
        if m is None or m.lemma not in ("conduire", "monter") or s.after(tok).norm != "du":
            continue
        form = inflected(s, tok, "faire")
        if form and mount.norm in ("cheval", "vélo", "poney"):
            yield say(s, tok, tok, form)


@rule(
    id="other_lexical.pay_visit",
    level=Level.A2,
    reference="Rendre visite à quelqu'un.",
    fr="On dit « {say} visite à » quelqu'un.",
    en="Say “{say} visite à” somebody.",
    triggers=frozenset({"visite"}),
    wrong=(
        ("On fait visite à ma tante.", "On rend visite à ma tante."),
        ("J'ai payé visite à un ami.", "J'ai rendu visite à un ami."),
    ),
    right=("On fait la visite du musée.", "On fait une visite à l'hôpital.", "Il rend visite."),
)
def pay_visit(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        verb = s.at(tok.i - 1)
        if tok.norm != "visite" or s.after(tok).norm not in ("à", "au", "aux"):
            continue
        if verb.lemma in ("faire", "payer", "donner") and verb.pos in ("VERB", "AUX"):
            form = inflected(s, verb, "rendre")
            if form:
                yield say(s, verb, verb, form)


@rule(
    id="other_lexical.talk_with",
    level=Level.A2,
    reference="Parler avec quelqu'un ; dire quelque chose à quelqu'un.",
    fr="Avec quelqu'un, on dit « {say} », pas « {said} ».",
    en="With somebody, say “{say}”, not “{said}”.",
    triggers=frozenset({"dire"}),
    wrong=(
        ("Je veux dire avec le directeur.", "Je veux parler avec le directeur."),
        ("J'ai dit avec ma mère hier.", "J'ai parlé avec ma mère hier."),
    ),
    right=("Il le dit avec un sourire.", "Je lui ai dit avec ma mère.", "Je dis ça avec plaisir."),
)
def talk_with(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        prep = s.after(tok)
        m = tok.verb()
        if m is None or m.lemma != "dire" or prep.norm != "avec" or not person_after(s, prep):
            continue
        group = next((g for g in s.groups if tok in (g.verb, g.participle, g.infinitive)), None)
        before = s.at(tok.i - 1)
        if any(t.norm in ("que", "quoi", "ce") for t in s.tokens[: tok.i]):
            continue  # "qu'est-ce que tu dis avec tes amis"
        if (group is not None and group.clitics) or (before.pos == "PRON" and tok.infinitive):
            continue
        form = inflected(s, tok, "parler")
        if form:
            yield say(s, tok, tok, form)
