"""Contexts of time and number: durations, dates, hours, years."""

from shared.domain.error_types import ErrorType
from shared.french.morphology import Tok
from shared.french.opportunities.reading import duration_from, is_form_of, is_number
from shared.french.opportunities.registry import counts
from shared.french.sentence import Sentence
from shared.french.words.time import DAYS, MONTHS

_BEFORE_DURATION = frozenset({"pendant", "pour", "dans", "durant", "en"})


@counts(ErrorType.TIME_DEPUIS)
def time_depuis(s: Sentence) -> int:
    """Depuis; pendant, pour, dans, il y a, ça fait before a duration."""
    return sum(1 for t in s if _lasts(s, t))


def _lasts(s: Sentence, t: Tok) -> bool:
    if t.norm == "depuis":
        return s.after(t).pos != "PUNCT"
    if t.norm in ("pendant", "durant"):
        return s.after(t).norm != "que" and duration_from(s, t.i + 1) is not None
    if t.norm in ("pour", "dans"):
        unit = duration_from(s, t.i + 1)
        return unit is not None and (is_number(s.after(t)) or s.after(t).norm in _COUNTED)
    if t.norm == "y" and is_form_of(s.after(t), "avoir"):
        return _counted_duration(s, t.i + 2)
    if t.norm in ("ça", "cela") and is_form_of(s.after(t), "faire"):
        return _counted_duration(s, t.i + 2)
    return False


_COUNTED = frozenset({"un", "une", "quelques", "plusieurs", "longtemps", "toujours", "moins"})


def _counted_duration(s: Sentence, k: int) -> bool:
    while s.at(k).pos == "ADV" and s.at(k).norm not in ("longtemps",):
        k += 1
    unit = duration_from(s, k)
    return unit is not None and (
        is_number(s.at(k)) or s.at(k).norm in _COUNTED | {"déjà", "à", "bien"}
    )


@counts(ErrorType.NUMBER_DATE)
def number_date(s: Sentence) -> int:
    """Days, dates, months, years, hours of the clock, millions."""
    return sum(1 for t in s if _dated(s, t))


def _dated(s: Sentence, t: Tok) -> bool:
    if t.norm in DAYS:
        # "mardi trois mai" is one date.
        return not is_number(s.after(t))
    if t.norm in MONTHS and t.pos in ("NOUN", "PROPN"):
        return True
    if _is_year(t):
        return s.after(t, -1).norm not in MONTHS
    if t.norm in ("million", "millions", "milliard", "milliards"):
        return True
    if t.norm in ("heure", "heures", "h"):
        return _clock(s, t)
    return False


def _is_year(t: Tok) -> bool:
    return t.pos == "NUM" and t.norm.isdigit() and len(t.norm) == 4 and t.norm[0] in "12"


def _clock(s: Sentence, t: Tok) -> bool:
    number = s.after(t, -1)
    if not is_number(number):
        return False
    opener = s.after(t, -2)
    if opener.norm in ("à", "vers", "avant", "après", "jusque", "dès"):
        return True
    return is_form_of(opener, "être") or s.after(t).norm in ("du", "et", "moins", "pile")
