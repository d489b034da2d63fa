"""Rules of French grammar, one file or package per error type, one declaration per rule.

Adding a rule is adding one declaration to `shared/french/rules/<error_type>.py`, or to the file
of the package `<error_type>/` that treats its part (a type that outgrows 400 lines becomes one).
The registry finds it; its examples run as tests; the classifier, the guards and the memory know
what to do with what it finds. A rule only says where and what to say instead: the edit's type and
pattern come from `classification`, which sees nothing but the two sentences. If the classifier
names your edit otherwise than your file, mend `typing_verbal` or `typing_nominal` and add a line to
the classifier's table of tests.

A worked example, "beaucoup des amis" for "beaucoup d'amis":

    @rule(
        id="partitive.after_quantity",
        level=Level.A1,
        reference="Beaucoup, trop, assez, peu + de, sans article.",
        fr="Après « {word} », on dit « de » : « {say} ».",
        en="After “{word}”, use “de” alone: “{say}”.",
        triggers=frozenset({"beaucoup", "trop", "assez", "peu"}),
        wrong=(("Il a beaucoup des problèmes.", "Il a beaucoup de problèmes."),),
        right=("Il parle beaucoup des problèmes de son pays.",),
    )
    def after_quantity(s: Sentence) -> Iterator[Hit]:
        quantity = word("beaucoup", "trop", "assez", "peu")
        for m in find(s, finite("avoir"), quantity.named("q"), word("des").named("d"), NOUN):
            yield say(s, m["d"], m["d"], "de", word=m["q"].text)

What there is to build with:

- `Sentence` (`shared.french.sentence`): `tokens`, `at(i)`, `after(tok, n)` (never raises),
  `groups` (`VerbGroup`: subject, person, clitics, ne, negation, adverbs, verb, participle,
  infinitive, tense, lemma, reflexive), `phrases` (`NounPhrase`: determiner, before, noun, after,
  preposition, plural), `lexicon`. Hesitations ("euh") are not among the tokens.
- `Tok` (`shared.french.morphology`): `norm` (lower case, elision undone: "j'" is "je", "qu'" is
  "que"; only "l'" stays, for it hides a gender), `text`, `lemma` and `pos` (likeliest here),
  `finite`, `infinitive`, `participle`, `noun`, `as_pos`, `verb(*tenses)` (what the context allows)
  and `any_verb(*tenses)`, `can(pos)`, `only(pos)` (whatever the context says: use these where the
  learner's word may stand where none belongs), `hung` ("-il", "-moi"), `elided`, `locution`.
- Patterns (`patterns`): `find(s, *elements)` with `word`, `among`, `lemma`, `pos`, `finite`,
  `infinitive`, `participle`, `NOUN`, `NUMBER`, `DETERMINER`, the gaps `ADVERBS`, `CLITICS`, `HUNG`,
  and `.opt`, `.many`, `.named("x")`, `&`, `|`, `~`.
- Hits (`framework`): `say(s, first, last, text…)`, `insert(s, before, text…)`, `delete(s, first,
  last)`. They see to elision on both sides and keep capitals: give "je", not "j'".
- Forms: `s.lexicon.inflect_verb(lemma, tense, person)`, `.inflect(lemma, pos, gender, number)`,
  `.verb_traits(lemma)`; `elision.fit_determiner`, `contract`, `join`; `gender.noun_gender`.
- Words: classes in `shared/french/words/*.py`, frozen data, written with `wordlist`.

Advice: name `triggers` (norms or lemmas), or the rule runs on every sentence. Stay silent when in
doubt: precision goes before recall. Write at least as many `right` examples as wrong ones, and
among them the nearest correct French, spoken French first ("y a", "t'as", dropped "ne").
"""
