"""What the benchmark of the French engine prints."""

from typing import Any

from tests.bench.french_data import Data, Row

ALIKE = (
    {"possessive", "noun_gender"},
    {"comparative", "partitive", "negation", "article_omission"},
    {"reflexive", "auxiliary", "object_pronoun"},
    {"relative", "question"},
    {"tu_vous", "subject_verb"},
    {"prep_place", "verb_preposition", "contraction"},
    {"past_aspect", "si_clause", "subjunctive", "other_verb_form", "infinitive"},
    {"false_friend", "other_lexical"},
)
"""Types that count as right for one another, by the table in the data's README."""


def alike(one: str, other: str) -> bool:
    """Whether two types count as right for one another."""
    return one == other or any(one in group and other in group for group in ALIKE)


def print_report(results: dict[str, Row], data: Data) -> None:
    """Print the figures, the engine's beside Grammalecte's."""
    e, g = results["engine"], results["grammalecte"]

    def line(label: str, *path: str, share: bool = True) -> None:
        values = []
        for r in (e, g):
            value: Any = r
            for key in path:
                value = value[key]
            values.append(f"{value:9.1%}" if share else f"{value:9}")
        print(f"{label:46}{values[0]:>10}{values[1]:>13}")

    print(f"{'':46}{'engine':>10}{'grammalecte':>13}")
    print(f"learner pairs ({e['pairs']['n']})")
    line("  detected", "pairs", "detected")
    line("  right correction", "pairs", "corrected")
    line("  right type among detected", "pairs", "typed")
    line("  precision (pairs, distractors, correct talks)", "precision")
    line("  F0.5", "f05")
    line(f"distractors flagged ({e['distractors']['n']})", "distractors", "flagged")
    sentences = e["correct_monologues"]["sentences"]
    line(f"correct talks: sentences flagged ({sentences})", "correct_monologues", "flagged")
    clean = e["distractors"]["n"] + sentences
    for name, r in (("engine", e), ("grammalecte", g)):
        alarms = r["distractors"]["flagged_n"] + r["correct_monologues"]["flagged_n"]
        print(
            f"  false alarms per 100 correct sentences, {name}: {100 * alarms / max(clean, 1):.2f}"
        )
    print(f"talks ({len(data.monologues)}, {e['monologues']['edits']} edits)")
    line("  precision", "monologues", "precision")
    line("  recall", "monologues", "recall")
    line("  F0.5", "monologues", "f05")
    line(f"LanguageTool examples detected ({e['languagetool']['n']})", "languagetool", "detected")
    line("  right correction", "languagetool", "corrected")
    n = e["languagetool_correct"]["n"]
    line(f"LanguageTool correct flagged ({n})", "languagetool_correct", "flagged")
    line("inaudible findings", "inaudible", "found", share=False)
    line("  of them shown", "inaudible", "shown")
    line("  share of all that is shown", "inaudible", "of_flags")
    line("  by hand: unheard pairs shown", "inaudible", "by_hand", "unheard_shown")
    line("  by hand: heard pairs hidden", "inaudible", "by_hand", "heard_hidden")
    line("  learner pairs hidden", "inaudible", "by_hand", "gold_hidden")
    line("sentences per CPU-second", "speed", "sentences_per_cpu_s", share=False)
    line("load, seconds", "speed", "load_s", share=False)
    line("memory of the process, MB", "speed", "rss_mb", share=False)
    heads = ("n", "detected", "corrected", "typed", "G. det.", "G. corr.")
    print("\n" + f"{'type':20}" + "".join(f"{head:>10}" for head in heads))
    for kind, row in e["pairs"]["by_type"].items():
        other = g["pairs"]["by_type"][kind]
        print(
            f"{kind:20}{row['n']:10}{row['detected']:10.0%}{row['corrected']:10.0%}"
            f"{row['typed']:10.0%}{other['detected']:10.0%}{other['corrected']:10.0%}"
        )
    print(f"\n{'opportunities':20}{'ratio':>8}{'mean abs. error':>17}")
    for kind, ratio in e["monologues"]["opportunity_ratio"].items():
        print(f"{kind:20}{ratio:8.2f}{e['monologues']['opportunity_mae'][kind]:17.2f}")
    print("\nconfusion (gold > ours), other than itself")
    for key, count in e["confusion"].items():
        gold, _, ours = key.partition(" > ")
        if gold != ours:
            print(f"  {key}: {count}{'  (counts as right)' if alike(gold, ours) else ''}")
