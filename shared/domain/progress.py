"""Honest progress: weekly windows of errors and opportunities, compared four weeks with four.

    week      -8 -7 -6 -5 | -4 -3 -2 -1 | the running week is not looked at
              baseline      recent        `until` = the Monday of week -1

A window belongs to a learner (or a class), a type, an ISO week, a recognizer and a task. Rates are
compared within one recognizer and one task only: a better recognizer hears fewer errors and a
retold story has others than a chat, and neither is progress.

What is controlled: each comparison of a learner who does not change says `improved` in at most 5 %
of cases. What is not: all the looks of a term together. Looking every week at overlapping windows
calls more than half of those learners improved at some time of a year; so claim only at
`last_closed_week` (less often, yet one in four), or with `Rules.spend` (under 5 % in all its looks,
at the price of power). `across` keeps a report of many comparisons honest.
`python -m tests.bench.progress` measures all of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date

from shared.domain.clustering import (
    Clustering,
    Counts,
    Design,
    estimate_clustering,
    session_design,
    standardize,
    total,
)
from shared.domain.distributions import benjamini_hochberg, jeffreys
from shared.domain.error_types import ErrorType
from shared.domain.evidence import (
    RULES,
    Reason,
    Rules,
    Sample,
    State,
    Verdict,
    judge,
    lacking,
    opportunities_needed,
    refuse,
)
from shared.domain.windows import Window, require_monday


@dataclass(frozen=True, slots=True)
class Comparison:
    """A verdict on one subject and type, and what it was made from.

    Attributes:
        until: Monday of the last week looked at.
        recognizer, task: those compared; empty where there were no windows.
        set_aside: opportunities in these weeks under other recognizers or tasks, or (class) of
            learners who did not talk in both windows.
        rho: correlation within a session that the counts were divided for; None where the
            sampling units were learners, or where nothing is known of it.
        verdict: state, reason and figures.
    """

    subject_id: str
    type: ErrorType
    until: date
    recognizer: str
    task: str
    set_aside: int
    rho: float | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Mastery:
    """How far the present run without an error goes.

    Attributes:
        mastered: enough clean opportunities in enough sessions.
        clean_opportunities, clean_sessions: since the last session with an error, or since the
            recognizer changed.
        more_opportunities, more_sessions: still to come without an error.
        rate_below: the true rate lies under this with 95 % probability; 30 clean opportunities
            do not show a rate of zero, and this says what they do show.
    """

    mastered: bool
    clean_opportunities: int
    clean_sessions: int
    more_opportunities: int
    more_sessions: int
    rate_below: float


def compare(
    windows: Iterable[Window],
    *,
    until: date,
    clustering: Clustering | None = None,
    rules: Rules = RULES,
) -> Comparison:
    """Compare one learner's recent weeks with the weeks before them.

    Args:
        windows: of one learner and one type; weeks outside the two windows are ignored.
        until: Monday of the last complete week.
        clustering: from `class_clustering`, which knows rho better than one learner's sessions
            and so finds more; by default from these sessions alone.

    Raises:
        ValueError: no windows, or windows of more than one learner or type, or until is not a
            Monday.
    """
    strata = _Strata.of(windows, until, rules)
    baseline, recent = (_by_session(side) for side in strata.sides())
    design = session_design(baseline, recent, clustering)
    known = clustering or estimate_clustering((baseline, recent))
    return strata.comparison(
        _sample(baseline), _sample(recent), design, rho=known.rho if known else None
    )


def compare_class(windows: Iterable[Window], *, until: date, rules: Rules = RULES) -> Comparison:
    """Compare a class's recent weeks with the weeks before them, learner by learner.

    Args:
        windows: of one class and one type, as `class_windows` makes them.
        until: Monday of the last complete week.

    Raises:
        ValueError: as in `compare`.
    """
    strata = _Strata.of(windows, until, rules)
    before, after = strata.sides()
    # Who is silent in one of the windows cannot have changed, only change who is in the sum.
    both = _by_learner(before).keys() & _by_learner(after).keys()
    before, after = ([_only(both, each) for each in side] for side in (before, after))
    baseline, recent = _by_learner(before), _by_learner(after)
    samples = _sample(_by_session(before)), _sample(_by_session(after))
    # With fewer learners, one person's good month would be the class's.
    known = (
        standardize([(baseline[each], recent[each]) for each in sorted(both)])
        if len(both) >= rules.learners
        else None
    )
    if known is None:
        return strata.comparison(*samples, None, rho=None, unknown=Reason.FEW_LEARNERS)
    rates = known.baseline, known.recent
    one, two = (
        replace(sample, standardized=rate) for sample, rate in zip(samples, rates, strict=True)
    )
    return strata.comparison(one, two, known.design, rho=None)


def class_clustering(
    windows: Iterable[Window], *, until: date, rules: Rules = RULES
) -> Clustering | None:
    """Estimate rho from all sessions that a class's comparisons rest on.

    Args:
        windows: the learners' own, of one or more types; each learner × type × side × recognizer
            × task is a group with a rate of its own.

    Returns:
        None where no group has two sessions.
    """
    groups: dict[tuple[str, ErrorType, str, str, bool], list[Window]] = defaultdict(list)
    for each in windows:
        side = _side(each.week, until, rules)
        if side is not None:
            key = (each.subject_id, each.type, each.recognizer, each.task, side)
            groups[key].append(each)
    return estimate_clustering(_by_session(group) for group in groups.values())


def across(comparisons: Sequence[Comparison], *, rate: float = 0.05) -> tuple[Comparison, ...]:
    """Withdraw claims that so many comparisons would bring forth by chance.

    Benjamini and Hochberg's procedure, once for `improved` and once for `worsened`, over all
    comparisons that were allowed: of the claims of each kind that remain, at most `rate` are
    false in expectation. 1 - P serves as the p value.

    Returns:
        One comparison per comparison given, in the same order.
    """
    tried = [each for each in comparisons if each.verdict.probability is not None]
    fell = [each.verdict.probability or 0.0 for each in tried]
    improved = benjamini_hochberg([1 - each for each in fell], rate)
    worsened = benjamini_hochberg(fell, rate)
    kept = {
        id(each)
        for each, better, worse in zip(tried, improved, worsened, strict=True)
        if (better if each.verdict.state is State.IMPROVED else worse)
    }
    claims = (State.IMPROVED, State.WORSENED)
    return tuple(
        each
        if each.verdict.state not in claims or id(each) in kept
        else _withdraw(each, len(tried), rate)
        for each in comparisons
    )


def mastery(windows: Iterable[Window], *, rules: Rules = RULES) -> Mastery:
    """Count the opportunities since the last error, back to the last change of recognizer.

    Tasks may differ: to be right whatever was asked is more, not less. Sessions of one moment
    are taken with the faulty one last.
    """
    rows = [
        (each.started_at, each.counts.errors, window.recognizer, each)
        for window in windows
        for each in window.sessions
        if each.counts.opportunities > 0
    ]
    rows.sort(key=lambda row: row[:3], reverse=True)
    clean = 0
    sessions: set[str] = set()
    for _, errors, recognizer, each in rows:
        if errors or recognizer != rows[0][2]:
            break
        clean += each.counts.opportunities
        sessions.add(each.session)
    more_opportunities = max(0, rules.opportunities - clean)
    more_sessions = max(0, rules.sessions - len(sessions))
    return Mastery(
        mastered=not more_opportunities and not more_sessions,
        clean_opportunities=clean,
        clean_sessions=len(sessions),
        more_opportunities=more_opportunities,
        more_sessions=more_sessions,
        rate_below=jeffreys(0, clean).quantile(0.95),
    )


@dataclass(frozen=True, slots=True)
class _Strata:
    """The windows of a comparison, and the one recognizer and task it is made within."""

    windows: tuple[tuple[bool, Window], ...]
    subject_id: str
    type: ErrorType
    until: date
    rules: Rules
    recognizer: str
    task: str

    @classmethod
    def of(cls, windows: Iterable[Window], until: date, rules: Rules) -> "_Strata":
        require_monday(until)
        known = tuple(windows)
        subjects = {(each.subject_id, each.type) for each in known}
        if len(subjects) != 1:
            raise ValueError("windows of exactly one subject and type are compared")
        sided = tuple(
            (side, each) for each in known if (side := _side(each.week, until, rules)) is not None
        )
        chosen = _best_attested(sided, rules)
        (subject_id, kind), *_ = subjects
        return cls(sided, subject_id, kind, until, rules, *chosen)

    def sides(self) -> tuple[list[Window], list[Window]]:
        """Give the windows of the baseline and of the recent weeks, of this stratum only."""
        return self._side(recent=False), self._side(recent=True)

    def _side(self, *, recent: bool) -> list[Window]:
        return [
            each
            for side, each in self.windows
            if side == recent and (each.recognizer, each.task) == (self.recognizer, self.task)
        ]

    def comparison(
        self,
        baseline: Sample,
        recent: Sample,
        design: Design | None,
        *,
        rho: float | None,
        unknown: Reason = Reason.FEW_SESSIONS,
    ) -> Comparison:
        verdict = judge(baseline, recent, design, rules=self.rules, unknown=unknown)
        if verdict.reason is Reason.FEW_OPPORTUNITIES:
            verdict = refuse(baseline, recent, self._shortage(), rules=self.rules)
        met = sum(each.opportunities for _, each in self.windows)
        return Comparison(
            subject_id=self.subject_id,
            type=self.type,
            until=self.until,
            recognizer=self.recognizer,
            task=self.task,
            set_aside=met - baseline.opportunities - recent.opportunities,
            rho=rho,
            verdict=verdict,
        )

    def _shortage(self) -> Reason:
        """Tell too little talk from enough talk that must not be compared."""
        if self._would_do(tasks=False):
            return Reason.TASK_CHANGED
        return Reason.RECOGNIZER_CHANGED if self._would_do(tasks=True) else Reason.FEW_OPPORTUNITIES

    def _would_do(self, *, tasks: bool) -> bool:
        """Say whether there would be enough with all tasks of a recognizer, or with all."""
        sizes: dict[str, list[int]] = {}
        for side, each in self.windows:
            size = sizes.setdefault("" if tasks else each.recognizer, [0, 0])
            size[side] += each.opportunities
        return any(min(size) >= self.rules.opportunities for size in sizes.values())


def _best_attested(sided: Sequence[tuple[bool, Window]], rules: Rules) -> tuple[str, str]:
    """Choose the recognizer and task to compare: by the amount of talk, never by how it went.

    Where none has enough on both sides, the newest: what is said next will be counted there.
    """
    sizes: dict[tuple[str, str], list[int]] = {}
    newest: dict[tuple[str, str], date] = {}
    for side, each in sided:
        key = (each.recognizer, each.task)
        sizes.setdefault(key, [0, 0])[side] += each.opportunities
        newest[key] = max(newest.get(key, each.week), each.week)

    def preference(key: tuple[str, str]) -> tuple[int, date, int, tuple[str, str]]:
        thinner = min(sizes[key])
        enough = thinner if thinner >= rules.opportunities else 0
        return enough, newest[key], sum(sizes[key]), key

    return max(sizes, key=preference, default=("", ""))


def _side(week: date, until: date, rules: Rules) -> bool | None:
    """Say whether a week is of the recent window (True), the baseline (False) or neither."""
    age = (until - week).days // 7
    return age < rules.weeks if 0 <= age < 2 * rules.weeks else None


def _by_session(windows: Iterable[Window]) -> list[Counts]:
    """Add up the rows of each session, which two weeks or two learners may share."""
    rows: dict[tuple[str, str], Counts] = {}
    for window in windows:
        for each in window.sessions:
            key = (each.learner_id, each.session)
            rows[key] = total((rows[key], each.counts)) if key in rows else each.counts
    return list(rows.values())


def _only(learners: AbstractSet[str], window: Window) -> Window:
    rows = tuple(each for each in window.sessions if each.learner_id in learners)
    return replace(window, sessions=rows)


def _by_learner(windows: Iterable[Window]) -> dict[str, Counts]:
    rows: dict[str, list[Counts]] = defaultdict(list)
    for window in windows:
        for each in window.sessions:
            if each.counts.opportunities > 0:
                rows[each.learner_id].append(each.counts)
    return {learner: total(counts) for learner, counts in rows.items()}


def _sample(sessions: Sequence[Counts]) -> Sample:
    whole = total(sessions)
    met = sum(each.opportunities > 0 for each in sessions)
    return Sample(whole.errors, whole.opportunities, met)


def _withdraw(comparison: Comparison, tried: int, rate: float) -> Comparison:
    verdict = comparison.verdict
    # Bonferroni's share, the hardest that Benjamini and Hochberg can ask: never too low a guess.
    stricter = Rules(confidence=1 - rate / tried)
    needed = opportunities_needed(verdict.baseline, verdict.recent, rules=stricter)
    withdrawn = replace(
        verdict,
        state=State.NOT_ENOUGH_EVIDENCE,
        reason=Reason.MANY_COMPARISONS,
        needed=needed,
        more_opportunities=lacking(verdict.baseline, verdict.recent, needed),
    )
    return replace(comparison, verdict=withdrawn)
