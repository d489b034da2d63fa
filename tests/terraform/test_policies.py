"""The infrastructure keeps its policies, and each policy catches the mistake it is there for."""

from dataclasses import dataclass

import pytest

from tests.terraform.policies import NOT_IN_PRODUCTION, POLICIES, findings
from tests.terraform.tree import TABLE, TERRAFORM, Tree, read

TOPIC, FUNCTION, BUCKET = (f"modules/{m}/main.tf" for m in ("topic", "function", "bucket"))
PLATFORM, ENVIRONMENT = "modules/platform/main.tf", "modules/platform/environment.tf"


@dataclass(frozen=True)
class Mistake:
    """One planted mistake: what is written instead of what, and which policy must see it."""

    file: str
    right: str
    wrong: str
    caught_by: str


MISTAKES = {
    "no dead letters": Mistake(
        TOPIC, 'dynamic "dead_letter_policy"', 'dynamic "labels_of"', "pushes_are_safe"
    ),
    "dead letters go nowhere": Mistake(
        PLATFORM,
        '"projects/${var.project_id}/topics/dead.letters"',
        "null",
        "dead_letters_arrive_and_are_kept",
    ),
    "dead letters are not kept": Mistake(
        PLATFORM,
        'keep_for_people = each.value == "dead.letters"',
        "keep_for_people = false",
        "dead_letters_arrive_and_are_kept",
    ),
    "a stage's topic is left unburied": Mistake(
        TABLE,
        "unburied = [",
        'unburied = ["audio.converted", ',
        "dead_letters_arrive_and_are_kept",
    ),
    "the agent may not bury": Mistake(
        PLATFORM, "{ agent = local.pubsub_agent }", "{}", "dead_letters_arrive_and_are_kept"
    ),
    "no OIDC token": Mistake(TOPIC, "oidc_token {", "no_wrapper {", "pushes_are_safe"),
    "no retry policy": Mistake(TOPIC, "retry_policy {", "timeouts {", "pushes_are_safe"),
    "subscriptions expire": Mistake(TOPIC, 'ttl = ""', 'ttl = "2678400s"', "pushes_are_safe"),
    "deadline too short": Mistake(
        TOPIC, "min(each.value.timeout + 60, 600)", "each.value.timeout", "pushes_are_safe"
    ),
    "a deadline of its own": Mistake(
        TOPIC, "min(each.value.timeout + 60, 600)", "30", "pushes_are_safe"
    ),
    "timeout above what a deadline covers": Mistake(
        TABLE, "timeout   = 540 # batch", "timeout   = 900 # batch", "subscribers_answer_in_time"
    ),
    "wrong target": Mistake(
        TABLE, '"convert"', '"transcode"', "targets_exist_and_take_their_messages"
    ),
    "wrong source": Mistake(
        TABLE,
        "functions/convert/main.py",
        "functions/chat/main.py",
        "the_table_equals_the_gateway_s",
    ),
    "pushed to a function that takes no messages": Mistake(
        TABLE, 'topics    = ["transcript.ready"]', "topics = []", "stages_announce_what_they_may"
    ),
    "a subscriber without a door for it": Mistake(
        TABLE,
        'paths   = ["/api/chat"]',
        'paths = ["/api/chat"]\n topics = ["audio.converted"]',
        "targets_exist_and_take_their_messages",
    ),
    "another path than the gateway's": Mistake(
        TABLE, '["/api/chat"]', '["/chat-api"]', "the_table_equals_the_gateway_s"
    ),
    "a function without a service": Mistake(
        TABLE, "    upload = {", "    uploads = {", "every_function_has_a_service"
    ),
    "a stage may not announce": Mistake(
        TABLE, '["feedback.ready", "recording.failed"]', "[]", "stages_announce_what_they_may"
    ),
    "basic role": Mistake(TABLE, "roles/speech.client", "roles/editor", "no_basic_roles"),
    "basic role in a module": Mistake(
        "modules/delivery/main.tf", '"roles/browser"', '"roles/viewer"', "no_basic_roles"
    ),
    "everybody may call an event function": Mistake(
        FUNCTION,
        "var.public ? { everybody",
        "true ? { everybody",
        "everybody_is_let_in_at_one_place",
    ),
    "everybody may read the bucket": Mistake(
        PLATFORM,
        "    member = w.member\n",
        '    member = "allUsers"\n',
        "everybody_is_let_in_at_one_place",
    ),
    "an event function is opened": Mistake(
        TABLE,
        'topics    = ["audio.uploaded"]',
        'topics = ["audio.uploaded"]\n public = true',
        "the_table_equals_the_gateway_s",
    ),
    "public bucket": Mistake(BUCKET, '"enforced"', '"inherited"', "buckets_are_private_and_forget"),
    "access by object": Mistake(
        BUCKET,
        "uniform_bucket_level_access = true",
        "uniform_bucket_level_access = false",
        "buckets_are_private_and_forget",
    ),
    "nothing is ever deleted": Mistake(
        BUCKET, '"Delete"', '"SetStorageClass"', "buckets_are_private_and_forget"
    ),
    "audio is kept as long as text": Mistake(
        PLATFORM, "var.retention.audio_days", "365", "buckets_are_private_and_forget"
    ),
    "secret as plain value": Mistake(
        ENVIRONMENT,
        '    ENVIRONMENT           = "production"',
        '    ENVIRONMENT           = "production"\n    OPENAI_API_KEY        = "sk-1"',
        "secrets_come_by_reference",
    ),
    "secret as plain value in the table": Mistake(
        TABLE,
        'target    = "feedback"',
        'target = "feedback"\n env = { SMTP_PASSWORD = "x" }',
        "secrets_come_by_reference",
    ),
    "secrets no longer by reference": Mistake(
        FUNCTION, "secret_key_ref {", "secret_value {", "secrets_come_by_reference"
    ),
    "a setting is forgotten": Mistake(
        ENVIRONMENT, "    FRONTEND_URL          =", "    FRONT_URL =", "every_setting_is_set"
    ),
    "not production": Mistake(
        ENVIRONMENT, '= "production"', '= "development"', "every_setting_is_set"
    ),
    "one service account for all": Mistake(
        FUNCTION, '"fn-${local.service}"', '"functions"', "each_has_an_identity_of_its_own"
    ),
    "the default service account": Mistake(
        FUNCTION,
        "= module.identity.email",
        "= null",
        "each_has_an_identity_of_its_own",
    ),
    "an image by tag": Mistake(
        FUNCTION,
        "image   = var.image",
        'image   = "europe-docker.pkg.dev/p/parlons:latest"',
        "images_are_pinned",
    ),
    "no check of the digest": Mistake(
        "modules/platform/variables.tf", "@sha256:[0-9a-f]{64}$", ".+", "images_are_pinned"
    ),
    "missing indexes": Mistake(
        PLATFORM, "= local.firestore.indexes", "= []", "queries_have_their_indexes"
    ),
    "an index list of its own": Mistake(
        PLATFORM, "firestore_indexes.json", "other.json", "queries_have_their_indexes"
    ),
    "no TTL": Mistake(PLATFORM, "= local.firestore.ttl", "= []", "queries_have_their_indexes"),
}


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return read()


def test_the_infrastructure_keeps_every_policy(texts: dict[str, str]) -> None:
    assert findings(Tree(texts)) == []


@pytest.mark.parametrize("name", MISTAKES)
def test_a_planted_mistake_is_caught(texts: dict[str, str], name: str) -> None:
    mistake = MISTAKES[name]
    assert mistake.right in texts[mistake.file], "what the mistake replaces has changed"
    wrong = texts[mistake.file].replace(mistake.right, mistake.wrong)

    found = findings(Tree({**texts, mistake.file: wrong}))

    assert any(line.startswith(f"{mistake.caught_by}:") for line in found), found


def test_every_policy_has_its_mistake() -> None:
    assert {m.caught_by for m in MISTAKES.values()} == {rule.__name__ for rule in POLICIES}


def test_every_exception_has_its_reason() -> None:
    assert all(NOT_IN_PRODUCTION.values())


def test_both_environments_have_the_same_table() -> None:
    for name in ("services.tf", "variables.tf", "outputs.tf", "versions.tf"):
        files = [TERRAFORM / "environments" / e / name for e in ("dev", "prod")]
        assert files[0].resolve() == files[1].resolve()
