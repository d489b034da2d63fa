"""The mail of a study plan, HTML and text, in the learner's language."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from infra.mail.mail_keys import plan_key
from infra.mail.message import one_line
from infra.mail.words import result, words_for
from shared.application.speak_models import sound_addresses
from shared.domain.people import Profile
from shared.domain.study_plan import StudyPlan
from shared.domain.type_names import type_name
from shared.ports.blob_store import BlobStore
from shared.ports.mailer import Composer, Mail, UnsubscribeTokens

if TYPE_CHECKING:
    from jinja2 import Environment

# As long as a V4 signed address of Cloud Storage may live; the next plan brings new ones.
AUDIO_SECONDS = 7 * 86_400.0
UNSUBSCRIBE_PATH = "/api/unsubscribe"
_TEMPLATES = Path(__file__).parent / "templates"


class PlanMailComposer(Composer):
    """Writes the mail of a plan.

    Args:
        base_url: where the API is reached from outside.
        tokens: for the unsubscribe link.
        blobs: gives the spoken models their addresses.
    """

    def __init__(self, *, base_url: str, tokens: UnsubscribeTokens, blobs: BlobStore) -> None:
        self._base_url = base_url.rstrip("/")
        self._tokens = tokens
        self._blobs = blobs

    def __call__(self, plan: StudyPlan, profile: Profile) -> Mail:
        """Write it; every text of a person is escaped where it goes into HTML."""
        language = "fr" if profile.language == "fr" else "en"
        words = words_for(language)
        link = (
            f"{self._base_url}{UNSUBSCRIBE_PATH}?token={quote(self._tokens.issue(plan.learner_id))}"
        )
        name = one_line(profile.name, 60)
        sounds = sound_addresses(plan, blobs=self._blobs, seconds=AUDIO_SECONDS)
        subject = words.subject if plan.enough_evidence else words.subject_thin
        values = {
            "words": words,
            "language": language,
            "hello": words.hello.format(name=name) if name else words.hello_nameless,
            "plan": plan,
            "monday": plan.week.monday,
            "subject": subject.format(week=plan.week.number),
            "names": {each.type: type_name(each.type, language) for each in plan.focus},
            "results": [
                (type_name(each.type, language), result(each, words)) for each in plan.told
            ],
            "numbers": {each.pattern: number for number, each in enumerate(plan.focus, 1)},
            "sounds": {name: signed.url for name, signed in sounds.items()},
            "unsubscribe": link,
        }
        return Mail(
            key=plan_key(plan.week.label, plan.learner_id),
            to_address=profile.email,
            to_name=name,
            subject=subject.format(week=plan.week.number),
            text=self._environment.get_template("plan.txt.j2").render(values),
            html=self._environment.get_template("plan.html.j2").render(values),
            unsubscribe_url=link,
        )

    @cached_property
    def _environment(self) -> "Environment":
        # Imported here: only who writes mail pays for it.
        from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

        environment = Environment(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=select_autoescape(("html.j2",), default=False),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        environment.filters["line"] = _line
        environment.filters["typeset"] = _typeset
        return environment


def _typeset(text: str) -> str:
    """Keep French signs on the line of their word; the caller's template escapes."""
    for mark in "?!:;»":
        text = text.replace(f" {mark}", f"\u00a0{mark}")
    return text.replace("« ", "«\u00a0")


def _line(text: str) -> str:
    """One line for the text version, where a line end would look like the next exercise."""
    return one_line(text, 1_000)
