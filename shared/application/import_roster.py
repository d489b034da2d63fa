"""A class's roster from CSV: all of it or nothing, with every bad line named."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from shared.application.access import find_classroom
from shared.application.keep_profile import is_timezone
from shared.domain.errors import Code, Fault, InvalidInput, Refused
from shared.domain.people import Profile
from shared.ports.people import People
from shared.ports.personal_data import PersonalData
from shared.ports.system import Clock, Ids, Principal, Role

MOST_LEARNERS = 200
MOST_BYTES = 200_000
# More would help nobody to mend the file.
MOST_FAULTS = 100
COLUMNS = ("learner_id", "name", "email", "language", "timezone", "born")
_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")
# What a mail server can be given at all; whether it exists shows when it bounces.
_EMAIL = re.compile(r"[^\s@<>,;\"]{1,64}@[A-Za-z0-9.-]{1,190}")
_EARLIEST = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class RosterImported:
    """Who was added and who was brought up to date, in the order of the file."""

    added: tuple[Profile, ...]
    updated: tuple[Profile, ...]


def import_roster(
    class_id: str,
    raw: bytes,
    *,
    principal: Principal,
    people: People,
    personal_data: PersonalData,
    ids: Ids,
    clock: Clock,
) -> RosterImported:
    """Add learners to a class, and bring those of it up to date; nobody is removed.

    Columns: `learner_id, name, email, language, timezone, born`, of which `name` is needed; a
    blank `learner_id` makes a new one. An id under which something is kept already joins by an
    admin only: a teacher who could claim it would see it.

    Raises:
        Refused: `not_found`; `payload_too_large` beyond 200 KB.
        InvalidInput: every bad line, by number and column; nothing was imported.
        Transient: `stale_write`; the same import again finishes it.
    """
    classroom = find_classroom(class_id, principal=principal, people=people)
    if len(raw) > MOST_BYTES:
        raise Refused(Code.PAYLOAD_TOO_LARGE, f"at most {MOST_BYTES} bytes")
    rows = _rows(raw)
    faults: list[Fault] = []
    profiles: list[Profile] = []
    known = people.profiles_of({row["learner_id"] for _, row in rows if row["learner_id"]})
    seen: set[str] = set()
    for number, row in rows:
        mistakes = list(_mistakes(row, seen, today=clock.now().date()))
        learner_id = row["learner_id"]
        if learner_id and not mistakes and principal.role is not Role.ADMIN:
            taken = learner_id in known or any(personal_data.held(learner_id).values())
            if taken and learner_id not in classroom.learner_ids:
                mistakes.append(("learner_id", "only an administrator can add this learner"))
        faults += [Fault(f"line {number}, {column}", what) for column, what in mistakes]
        seen.add(learner_id)
        if not mistakes:
            profiles.append(_profile(row, known, class_id, learner_id or ids.new()))
    members = tuple(dict.fromkeys((*classroom.learner_ids, *(p.learner_id for p in profiles))))
    if len(members) > MOST_LEARNERS:
        faults.append(Fault("learner_id", f"a class has at most {MOST_LEARNERS} learners"))
    if faults:
        raise InvalidInput(faults[:MOST_FAULTS])
    # The roster first: a profile opens nothing until both sides name each other.
    if members != classroom.learner_ids:
        people.save_classroom(replace(classroom, learner_ids=members))
    saved = [
        profile if profile == known.get(profile.learner_id) else people.save_profile(profile)
        for profile in profiles
    ]
    return RosterImported(
        tuple(p for p in saved if p.learner_id not in classroom.learner_ids),
        tuple(p for p in saved if p.learner_id in classroom.learner_ids),
    )


def _rows(raw: bytes) -> list[tuple[int, Mapping[str, str]]]:
    """Read the table; line numbers are the file's own.

    Raises:
        InvalidInput: it is no table of ours.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidInput([Fault("file", "not UTF-8; save it as CSV UTF-8")]) from None
    first = text.partition("\n")[0]
    # A French spreadsheet parts columns by semicolons, what was copied from one by tabs.
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = [name.strip().lower() for name in next(reader, [])]
        unknown = [at for at, name in enumerate(header, 1) if name not in COLUMNS]
        if unknown or "name" not in header or len(set(header)) < len(header):
            named = f"the columns are {', '.join(COLUMNS)}; name is needed, each at most once"
            raise InvalidInput([Fault("line 1", named)])
        return _table(reader, header)
    except csv.Error:
        raise InvalidInput([Fault(f"line {reader.line_num}", "a quote is not closed")]) from None


def _table(
    reader: Iterator[list[str]], header: Sequence[str]
) -> list[tuple[int, Mapping[str, str]]]:
    rows: list[tuple[int, Mapping[str, str]]] = []
    faults = []
    for cells in reader:
        number: int = reader.line_num  # type: ignore[attr-defined]  # csv's reader has it
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            faults.append(Fault(f"line {number}", f"{len(cells)} columns instead of {len(header)}"))
            continue
        row = dict.fromkeys(COLUMNS, "")
        row.update(zip(header, (cell.strip() for cell in cells), strict=True))
        rows.append((number, row))
        if len(rows) > MOST_LEARNERS:
            raise InvalidInput([Fault(f"line {number}", f"more than {MOST_LEARNERS} learners")])
    if faults:
        raise InvalidInput(faults[:MOST_FAULTS])
    if not rows:
        raise InvalidInput([Fault("file", "no learners in it")])
    return rows


def _mistakes(row: Mapping[str, str], seen: set[str], *, today: date) -> Iterator[tuple[str, str]]:
    learner_id = row["learner_id"]
    if learner_id and not _ID.fullmatch(learner_id):
        yield "learner_id", "1 to 128 letters, digits, points, hyphens and underscores"
    if learner_id and learner_id in seen:
        yield "learner_id", "stands in an earlier line already"
    if not 1 <= len(row["name"]) <= 200 or not row["name"].isprintable():
        yield "name", "1 to 200 printable characters"
    if row["email"] and not _EMAIL.fullmatch(row["email"]):
        yield "email", "not an e-mail address"
    if row["language"] not in {"", "fr", "en"}:
        yield "language", "fr or en"
    if row["timezone"] and not is_timezone(row["timezone"]):
        yield "timezone", "not an IANA time zone, such as Europe/Paris"
    if row["born"] and not _EARLIEST <= (_day(row["born"]) or date.min) <= today:
        yield "born", "a day as YYYY-MM-DD, not in the future"


def _profile(
    row: Mapping[str, str], known: Mapping[str, Profile], class_id: str, learner_id: str
) -> Profile:
    """Take what the line says; a blank cell leaves what is known."""
    before = known.get(learner_id) or Profile(learner_id)
    return replace(
        before,
        class_id=class_id,
        name=row["name"],
        email=row["email"] or before.email,
        email_bounced=before.email_bounced and row["email"] in {"", before.email},
        language=row["language"] or before.language,
        timezone=row["timezone"] or before.timezone,
        born=_day(row["born"]) or before.born,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
