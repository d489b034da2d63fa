"""Development sign-in."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jwt
import pytest

from infra.local.dev_identity import DEMO_LEARNER, KEY_FILE, DevIdentity, DevPushIdentity, load_key
from shared.domain.errors import Code, Refused
from shared.ports.system import Principal, Role

KEY = b"k" * 32
TEACHER = Principal("marie", Role.TEACHER)


def test_a_token_tells_who_it_was_made_for() -> None:
    identity = DevIdentity(KEY)
    assert identity.authenticate(f"Bearer {identity.issue(TEACHER)}") == TEACHER


def test_without_a_token_the_demo_learner_is_signed_in() -> None:
    assert DevIdentity(KEY).authenticate("") == Principal(DEMO_LEARNER, Role.LEARNER)


def forged() -> dict[str, str]:
    """Tokens that must not open the door, by what is wrong with them."""
    identity = DevIdentity(KEY)
    late = datetime.now(UTC) - timedelta(minutes=5)
    soon = datetime.now(UTC) + timedelta(minutes=5)
    right = {"sub": "marie", "role": "teacher", "aud": "parlons-api", "exp": soon}
    return {
        "other key": DevIdentity(b"x" * 32).issue(TEACHER),
        "push token": identity.issue_push(),
        "no algorithm": jwt.encode(right, None, algorithm="none"),
        "expired": jwt.encode({**right, "exp": late}, KEY, algorithm="HS256"),
        "no expiry": jwt.encode(
            {k: v for k, v in right.items() if k != "exp"}, KEY, algorithm="HS256"
        ),
        "unknown role": jwt.encode({**right, "role": "king"}, KEY, algorithm="HS256"),
        "no role": jwt.encode(
            {k: v for k, v in right.items() if k != "role"}, KEY, algorithm="HS256"
        ),
        "other algorithm": jwt.encode(right, KEY * 2, algorithm="HS512"),
        "garbage": "a.b.c",
        "empty": "",
    }


@pytest.mark.parametrize("fault", forged().keys())
def test_a_forged_token_is_refused(fault: str) -> None:
    with pytest.raises(Refused) as refusal:
        DevIdentity(KEY).authenticate(f"Bearer {forged()[fault]}")
    assert refusal.value.code is Code.UNAUTHENTICATED


def test_another_scheme_is_refused() -> None:
    with pytest.raises(Refused):
        DevIdentity(KEY).authenticate("Basic bWFyaWU6")


def test_only_the_queue_may_push() -> None:
    identity = DevIdentity(KEY)
    door = DevPushIdentity(identity)
    assert door.authenticate(f"Bearer {identity.issue_push()}").role is Role.SERVICE
    for header in ("", f"Bearer {identity.issue(TEACHER)}"):
        with pytest.raises(Refused):
            door.authenticate(header)


def test_the_key_is_made_once_and_kept_private(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "development.key"
    first = load_key(path)
    assert load_key(path) == first
    assert path.stat().st_mode & 0o777 == 0o600
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_token_can_be_asked_for_at_a_terminal(tmp_path: Path) -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "infra.local.dev_identity", "teacher", "marie"],
        cwd=Path(__file__).resolve().parents[2],
        env={"DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    identity = DevIdentity(load_key(tmp_path / KEY_FILE))
    assert identity.authenticate(f"Bearer {shown.stdout.strip()}") == TEACHER
