"""What a plan's mail says, and that nobody's words become markup."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from infra.local.file_blob_store import FileBlobStore
from infra.mail.plan_mail import PlanMailComposer
from infra.mail.unsubscribe_tokens import HmacUnsubscribeTokens
from shared.domain.error_types import ErrorType
from shared.domain.evidence import Reason, State
from shared.domain.iso_week import IsoWeek
from shared.domain.memory import Quote
from shared.domain.study_plan import StudyPlan
from shared.domain.type_names import type_name
from shared.ports.mailer import Mail
from tests.doubles import HandClock
from tests.plans import EXERCISES, full_plan, profile

HOSTILE = '<script>alert("x")</script>\r\nBcc: a@example.org {{ 7*7 }} </title><img src=x>'


class Tags(HTMLParser):
    """Names of all tags, and every attribute that may run, load or lead somewhere."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            assert not name.startswith("on")
            assert name != "src"
            if name == "href":
                self.links.append(value or "")


@pytest.fixture
def blobs(tmp_path: Path) -> FileBlobStore:
    return FileBlobStore(
        tmp_path, key=b"k" * 32, base_url="https://parlons.example/blobs", clock=HandClock()
    )


@pytest.fixture
def compose(blobs: FileBlobStore) -> PlanMailComposer:
    tokens = HmacUnsubscribeTokens(b"k" * 32)
    return PlanMailComposer(base_url="https://parlons.example/", tokens=tokens, blobs=blobs)


def test_a_full_plan_in_both_languages(compose: PlanMailComposer) -> None:
    french = compose(full_plan(), profile())
    english = compose(full_plan(), profile(language="en"))
    assert french.subject == "Ton plan de la semaine 10"
    assert english.subject == "Your plan for week 10"
    for mail in (french, english):
        for part in (mail.text, mail.html):
            assert "Hier je suis allé au marché." in part
            assert "4/20 → 2/12" in part
            assert "Bravo !" in part
            assert mail.unsubscribe_url.split("?")[0] in part
    assert "pas assez d'éléments pour conclure : il faudrait encore environ 20" in french.text
    assert "Aller se conjugue avec être." in french.html
    assert "about 20 more opportunities are needed and 1 more session(s)" in english.text
    assert "Tell about your weekend." in english.html


def test_a_plan_without_evidence_says_so_and_asks_for_speech(compose: PlanMailComposer) -> None:
    plan = replace(full_plan(), focus=(), told=(), note="")
    mail = compose(plan, profile())
    assert mail.subject == "Parle encore un peu : ton plan de la semaine 10"
    for part in (mail.text, mail.html):
        assert "une erreur isolée ne compte pas" in part
        assert "Raconte ton week-end." in part
        assert "Exercices" not in part


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("language", ["fr", "en", "de"])
def test_every_verdict_has_its_words(
    compose: PlanMailComposer, state: State, reason: Reason, language: str
) -> None:
    told = replace(full_plan().told[0], state=state, reason=reason)
    mail = compose(replace(full_plan(), told=(told,)), profile(language=language))
    assert "4/20 → 2/12" in mail.text
    claims = "en progrès" in mail.text or "improved" in mail.text
    assert claims is (state is State.IMPROVED)


def hostile_plan() -> StudyPlan:
    plan = full_plan()
    exercise = replace(
        EXERCISES[1], stimulus=HOSTILE, answer=HOSTILE, options=(HOSTILE, "a"), solution="a"
    )
    quote = Quote(HOSTILE, HOSTILE, datetime(2026, 3, 1, tzinfo=UTC))
    focus = replace(plan.focus[0], quotes=(quote,), exercises=(exercise,))
    return replace(plan, focus=(focus,), note=HOSTILE)


def test_nobodys_words_become_markup(compose: PlanMailComposer) -> None:
    mail = compose(hostile_plan(), profile(name=HOSTILE))
    seen = Tags(mail.html)
    usual = Tags(compose(full_plan(), profile()).html)
    assert set(seen.tags) <= set(usual.tags)
    assert "script" not in seen.tags
    assert "img" not in seen.tags
    assert all(link.startswith("https://parlons.example/") for link in seen.links)
    assert "49" not in re.sub(r"#[0-9a-f]+", "", mail.html.split("<body")[1])
    assert "&lt;script&gt;" in mail.html
    assert "\n" not in mail.subject
    assert "\r" not in mail.text


def test_each_week_and_learner_has_one_key_that_tells_nobody_who(
    compose: PlanMailComposer,
) -> None:
    def key(learner: str, week: IsoWeek) -> str:
        mail: Mail = compose(full_plan(learner, week), profile(learner))
        return mail.key

    week = IsoWeek(2026, 53)
    assert key("emma", week) == key("emma", week)
    assert len({key("emma", week), key("tom", week), key("emma", week.next)}) == 3
    assert "emma" not in key("emma", week)
    assert re.fullmatch(r"2026-W53\.[0-9a-f]{24}", key("emma", week))


def test_models_are_linked_where_there_are_any(
    compose: PlanMailComposer, blobs: FileBlobStore
) -> None:
    blobs.put("models/a.mp3", b"sound", content_type="audio/mpeg")
    plan = full_plan()
    spoken = replace(EXERCISES[0], audio="models/a.mp3")
    broken = replace(EXERCISES[2], audio="../../etc/passwd")
    plan = replace(plan, focus=(replace(plan.focus[0], exercises=(spoken, broken)),))
    mail = compose(plan, profile())
    links = [link for link in Tags(mail.html).links if "/blobs/" in link]
    assert len(links) == 1
    assert links[0] in mail.text
    assert links[0].startswith("https://parlons.example/blobs/models/a.mp3?")


def test_every_type_has_a_name() -> None:
    for kind in ErrorType:
        assert type_name(kind, "fr")
        assert type_name(kind, "en")
