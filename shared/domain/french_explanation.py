"""The figures behind a verdict, in French; the English is `evidence.explain`."""

from shared.domain.evidence import Reason, Sample, State, Verdict

_STATES = {
    State.IMPROVED: "en progrès",
    State.WORSENED: "en recul",
    State.STABLE: "stable",
    State.NOT_ENOUGH_EVIDENCE: "pas assez de données",
}
_REASONS = {
    Reason.RECOGNIZER_CHANGED: (
        "La reconnaissance vocale a changé : les deux périodes ne se comparent pas."
    ),
    Reason.TASK_CHANGED: "Les consignes ont changé : les deux périodes ne se comparent pas.",
    Reason.FEW_LEARNERS: "Trop peu d'élèves ont parlé dans les deux périodes.",
    Reason.MANY_COMPARISONS: "Parmi tant de comparaisons, celle-ci peut être due au hasard.",
}


def explain_in_french(verdict: Verdict) -> str:
    """Say in French which figures led to the verdict."""
    before, after = _told(verdict.baseline), _told(verdict.recent)
    parts = [f"{_STATES[verdict.state].capitalize()} : {before} avant, {after} depuis."]
    if verdict.probability is not None and verdict.difference is not None:
        low, high = (round(100 * end) for end in verdict.difference)
        parts.append(
            f"P(le taux a baissé) = {_decimal(verdict.probability)}, il en faudrait "
            f"{_decimal(verdict.confidence)} ; l'écart se situe entre {low:+d} et {high:+d} points."
        )
    parts.append(_REASONS.get(verdict.reason, ""))
    if verdict.more_opportunities:
        parts.append(f"Il faudrait environ {verdict.more_opportunities} occasions de plus.")
    if verdict.more_sessions:
        plural = "s" if verdict.more_sessions > 1 else ""
        parts.append(f"Il faudrait {verdict.more_sessions} séance{plural} de plus.")
    return " ".join(part for part in parts if part)


def _told(sample: Sample) -> str:
    rate = "" if sample.rate is None else f" ({100 * sample.rate:.0f} %)"
    errors = "erreur" if sample.errors < 2 else "erreurs"
    occasions = "occasion" if sample.opportunities < 2 else "occasions"
    return f"{sample.errors} {errors} sur {sample.opportunities} {occasions}{rate}"


def _decimal(value: float) -> str:
    return f"{value:.3f}".replace(".", ",")
