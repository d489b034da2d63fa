"""Tests that type edits of a verb's auxiliary, tense, mood, person and form."""

from shared.french.change import Change
from shared.french.morphology import FINITE, Tok
from shared.french.words.time import UNITS

_SUBJUNCTIVE_TENSES = ("sub_pres", "sub_impf")


def aux_pair(c: Change) -> tuple[Tok, Tok] | None:
    """Être for avoir or the other way, as finite verbs."""
    said = next((t for t in c.a if aux(t)), None)
    say = next((t for t in c.b if aux(t)), None)
    if said is None or say is None or aux(said) == aux(say):
        return None
    if any(_participle_lemma(t) == aux(say) for t in c.a if t is not said):
        return None  # "a été" for "est" is another tense of the same verb
    return said, say


def _participle_lemma(t: Tok) -> str:
    m = t.any_verb("part_past")
    return m.lemma if m else ""


def aux(t: Tok) -> str:
    """Tell whether a word may be être or avoir: its lemma, or empty."""
    found = [m for m in t.readings if m.pos == "AUX"]
    best = next((m for m in found if m.tense in FINITE), found[0] if found else None)
    return best.lemma if best else ""


def auxiliary(c: Change) -> str | None:
    """Name être for avoir, or the other way, before a participle."""
    pair = aux_pair(c)
    if not pair:
        return None
    for i in range(pair[1].i + 1, min(pair[1].i + 6, len(c.new))):
        tok = c.new.at(i)
        if tok.participle and tok.pos in ("VERB", "AUX", "ADJ") and not tok.hung:
            return f"auxiliary:{tok.participle.lemma}"
        if tok.pos not in ("ADV", "PRON") and not tok.hung:
            break
    return None


def tense_change(c: Change) -> str | None:
    """Type an edit that changes a verb's tense or mood and keeps the verb."""
    said, say = _tenses(c.a), _tenses(c.b)
    shared = said.keys() & say.keys()
    if not shared:
        return None
    lemma = min(shared)
    return _mood(c, said[lemma], say[lemma])


def _tenses(tokens: tuple[Tok, ...]) -> dict[str, frozenset[str]]:
    """Tenses by lemma of the words of one side; a compound tense counts as `compound`."""
    verbs = [t for t in tokens if t.any_verb() and t.pos not in ("PRON", "ADP", "ADV", "DET")]
    if not verbs:
        return {}
    head, last = verbs[0], verbs[-1]
    if len(verbs) > 1 and aux(head) and last.any_verb("part_past"):
        return {_participle_lemma(last): frozenset({"compound"})}
    out: dict[str, set[str]] = {}
    for m in last.readings:
        if m.pos in ("VERB", "AUX"):
            out.setdefault(m.lemma, set()).add(m.tense)
    return {lemma: frozenset(tenses) for lemma, tenses in out.items()}


def _mood(c: Change, said: frozenset[str], say: frozenset[str]) -> str | None:
    lemma = _host_lemma(c)
    norms = [t.norm for t in c.new.tokens[: c.to + len(c.b)]]
    finite_say = say & FINITE
    if finite_say and _has_si(c) and _unreal(said, say):
        return "si_clause:" + sorted(finite_say)[0]
    if "cond" in said and "compound" in say and _has_si(c):
        return "si_clause:cond_past"
    since = _since(c, said, say)
    if since:
        return since
    subjunctive = set(_SUBJUNCTIVE_TENSES)
    if finite_say and finite_say <= subjunctive and not said & subjunctive:
        return f"subjunctive:{_trigger(c)}"
    if "sub_pres" in finite_say and "sub_pres" not in said and {"que", "quoique"} & set(norms):
        return f"subjunctive:{_trigger(c)}"  # "prenions" is an imparfait as well
    if said & FINITE and said & FINITE <= subjunctive and finite_say - subjunctive:
        return f"subjunctive:{_trigger(c)}"
    if "ind_fut" in say and {"quand", "lorsque", "dès", "que", "tant"} & set(norms):
        return "subjunctive:quand_futur"
    past = {"compound", "ind_impf", "ind_past"}
    if say & past and said & (past | {"ind_pres"}) and (said ^ say) & {"compound", "ind_impf"}:
        aspect = "imparfait" if "ind_impf" in say else "passé_composé"
        return f"past_aspect:{aspect}"
    if "inf" in say and "inf" not in said:
        return f"infinitive:{lemma}"
    return None


def _since(c: Change, said: frozenset[str], say: frozenset[str]) -> str | None:
    """The tense that goes with depuis, or with "il y a trois mois que"."""
    que = next((t for t in reversed(c.new.tokens[: c.to]) if t.norm == "que"), None)
    counted = que is not None and c.new.at(que.i - 1).lemma in UNITS
    if "ind_pres" in say and "compound" in said and counted:
        return "time_depuis:present"
    if "depuis" not in c.new.norms or say <= set(_SUBJUNCTIVE_TENSES):
        return None
    if "ind_pres" in say and said & {"compound", "ind_impf"}:
        return "time_depuis:present"
    return "time_depuis:imparfait" if "ind_impf" in say else None


def _host_lemma(c: Change) -> str:
    for tok in reversed(c.b):
        m = tok.verb()
        if m:
            return m.lemma
    return "verb"


def _unreal(said: frozenset[str], say: frozenset[str]) -> bool:
    if "ind_impf" in say and "ind_pres" in said and "compound" not in said:
        return True
    pairs = {"cond", "ind_fut", "ind_impf", "ind_pres", "compound"}
    return bool(said & {"cond", "ind_fut"} or say & {"cond", "ind_fut"}) and bool(
        said & pairs and say & pairs
    )


def _has_si(c: Change) -> bool:
    return any(
        t.norm == "si" or (t.lower == "s'" and c.new.after(t).norm in ("il", "ils"))
        for t in c.new.tokens
    )


def _trigger(c: Change) -> str:
    """The word that asks for the mood: the verb or conjunction before the nearest "que"."""
    for i in range(c.to - 1, -1, -1):
        tok = c.new.at(i)
        if tok.norm in ("que", "quoique"):
            head = c.new.at(i - 1)
            return f"{head.lemma}_que" if head.i >= 0 else "que"
    return "que"


def person_change(c: Change) -> str | None:
    """Name another person of the same tense."""
    if len(c.a) == len(c.b) == 2 and aux(c.a[0]) and aux(c.a[0]) == aux(c.b[0]):
        said, say = c.a[0].finite, c.b[0].finite  # "sont venus" for "est venu"
        if said and say and said.tense == say.tense and c.b[1].participle:
            return f"subject_verb:{c.b[1].participle.lemma}"
    pair = c.verbs
    if pair is None or pair[0].tense == pair[1].tense == "part_past":
        return None
    old, new = c.a[0], c.b[0]
    tenses = {m.tense for m in old.readings if m.lemma == pair[1].lemma}
    if tenses & {m.tense for m in new.live if m.lemma == pair[1].lemma} & (FINITE | {"imp"}):
        return f"subject_verb:{pair[1].lemma}"
    return None


def verb_form(c: Change) -> str | None:
    """Name any other change of form, or a form that does not exist."""
    if not c.b and len(c.a) == 1 and aux(c.a[0]) == "être" and c.after.finite:
        return f"other_verb_form:{c.after.lemma}"
    say = next((t for t in c.b if t.pos in ("VERB", "AUX")), None)
    if say is None or not c.a:
        return None
    m = say.verb()
    if m is None:
        return None
    if any(r.lemma == m.lemma for t in c.a for r in t.readings):
        kind = "infinitive" if m.tense == "inf" else "other_verb_form"
        return f"{kind}:{m.lemma}"
    unknown = any(not t.known for t in c.a)
    return f"other_verb_form:{m.lemma}" if unknown else None
