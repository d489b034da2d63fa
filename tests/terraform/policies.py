"""What must hold of the infrastructure, as rules over the parsed files; each tells what breaks it.

They run where no Terraform is. What needs values (counts, ranges) is asserted by *.tftest.hcl.
"""

import ast
import re
from collections.abc import Callable, Iterator
from typing import Any

from infra import wiring
from infra.settings import Settings
from shared.domain.recording import STEPS
from tests.terraform.tree import ROOT, TABLE, Tree

Policy = Callable[[Tree], Iterator[str]]

POLICIES: list[Policy] = []

EVERYBODY = re.compile(r"\ball(Authenticated)?Users\b")
BASIC_ROLE = re.compile(r"\broles/(owner|editor|viewer)\b")
SECRET_NAME = re.compile(r"(^|_)(KEY|SECRET|PASSWORD|TOKEN)$")

# Settings that production leaves alone, and why.
NOT_IN_PRODUCTION = {
    "PORT": "Cloud Run sets it",
    "DATA_DIR": "the embedded stack's folder",
    "SPEECH_MODEL": "the local recognizer is not in the image",
    "GOOGLE_APPLICATION_CREDENTIALS": "each function has an account of its own, and no key",
    "GOOGLE_SPEECH_LOCATION": "Europe; `env` changes it",
    "GOOGLE_SPEECH_MODEL": "the default; `env` changes it",
    "GOOGLE_VOICE": "the default; `env` changes it",
    "GOOGLE_VOICE_FORMAL": "the default; `env` changes it",
    "OPENAI_SPEECH_MODEL": "the default; `env` changes it",
    "OPENAI_VOICE_MODEL": "the default; `env` changes it",
    "OPENAI_VOICE": "the default; `env` changes it",
    "OLLAMA_URL": "a local language model",
    "OLLAMA_MODEL": "a local language model",
    "PUBLISHED_ON_LOOPBACK": "for a container on one's own machine",
    "SIGNER_SERVICE_ACCOUNT": "each function signs in its own name",
    "EVENT_GRID_TENANT": "audio in Azure: given by `env`",
    "EVENT_GRID_AUDIENCE": "audio in Azure: given by `env`",
    "EVENT_GRID_KEYS_URL": "Microsoft's own keys",
    "PUSH_KEYS_URL": "Google's own keys",
    "FIRESTORE_EMULATOR_HOST": "an emulator",
    "PUBSUB_EMULATOR_HOST": "an emulator",
    "STORAGE_EMULATOR_HOST": "an emulator",
    "RATE_LIMITS": "its defaults are meant for production",
    "OTEL_EXPORTER_OTLP_ENDPOINT": "a collector is one's own to run; logs carry the trace",
    "CLOUD_RUN_TASK_INDEX": "Cloud Run sets it",
    "CLOUD_RUN_TASK_COUNT": "Cloud Run sets it",
}


def policy(rule: Policy) -> Policy:
    POLICIES.append(rule)
    return rule


def findings(tree: Tree) -> list[str]:
    """Everything that is wrong, each as `rule: where and what`."""
    return [f"{rule.__name__}: {found}" for rule in POLICIES for found in rule(tree)]


@policy
def pushes_are_safe(tree: Tree) -> Iterator[str]:
    """OIDC, retry, dead letters, no expiry, and a deadline a minute longer than the work."""
    for block in tree.resources("google_pubsub_subscription"):
        if block.body.get("expiration_policy", [{}])[0].get("ttl") != "":
            yield f"{block.where} expires when it is quiet"
        if not block.nested("retry_policy"):
            yield f"{block.where} has no retry policy"
        pushes = block.nested("push_config")
        if not pushes:
            continue
        if not all(push.get("oidc_token") for push in pushes):
            yield f"{block.where} pushes without an OIDC token"
        dead = block.nested("dead_letter_policy")
        if not dead or "max_delivery_attempts" not in dead[0]:
            yield f"{block.where} has no dead-letter policy"
        if block.body.get("ack_deadline_seconds") != "${min(each.value.timeout + 60, 600)}":
            yield f"{block.where} does not wait a minute longer than the work may take"


@policy
def dead_letters_arrive_and_are_kept(tree: Tree) -> Iterator[str]:
    """Every topic is buried but the listed ones; the grave has its own subscription and rights."""
    unburied = set(tree.locals(TABLE)["unburied"])
    ticks = set(tree.locals(TABLE)["ticks"])
    for topic in sorted(unburied - {wiring.DEAD_LETTERS} - ticks):
        if not topic.endswith(".tick"):
            yield f"{TABLE}: {topic} is left unburied"
    for call in tree.calls("modules/platform/"):
        if call.body["source"] != "../topic":
            continue
        if wiring.DEAD_LETTERS not in str(call.body.get("dead_letters", "")):
            yield f"{call.where} names no topic for dead letters"
        if wiring.DEAD_LETTERS not in str(call.body.get("keep_for_people", "")):
            yield f"{call.where} keeps no dead letters for people"
        if "local.pubsub_agent" not in str(call.body.get("publishers", "")):
            yield f"{call.where}: Pub/Sub's agent may not publish dead letters"
    rights = [b.name for b in tree.resources("google_pubsub_subscription_iam_member")]
    if "dead_letters" not in rights:
        yield "modules/topic: Pub/Sub's agent may not acknowledge what it buries"


@policy
def subscribers_answer_in_time(tree: Tree) -> Iterator[str]:
    for name, entry in tree.table.items():
        if entry.get("topics") and not 10 <= entry["timeout"] <= 540:
            yield f"{TABLE}: {name} listens to a topic and may take {entry['timeout']} s"


@policy
def the_table_equals_the_gateway_s(tree: Tree) -> Iterator[str]:
    """Source, target, paths, both kinds of topics, timeout, openness are infra/wiring.py's."""
    ours = {service.name: service for service in wiring.SERVICES}
    for name in sorted(set(ours) - set(tree.deployed)):
        yield f"{TABLE}: {name} is missing"
    for name in sorted(set(tree.deployed) - set(ours)):
        if tree.deployed[name].get("command") is None:  # the gateway mounts functions only
            yield f"{TABLE}: {name} is not in infra/wiring.py"
    for name, service in ours.items():
        entry = tree.deployed.get(name, {})
        wanted: dict[str, Any] = {
            "source": service.source,
            "target": service.name,
            "paths": list(service.paths),
            "topics": list(service.topics),
            "publishes": list(service.publishes),
            "timeout": service.timeout,
            "public": service.public,
        }
        empty = {"paths": [], "topics": [], "publishes": [], "public": False}
        for key, value in wanted.items():
            if entry and entry.get(key, empty.get(key)) != value:
                yield f"{TABLE}: {name}.{key} is {entry.get(key)}, infra/wiring.py has {value}"


@policy
def every_function_has_a_service(tree: Tree) -> Iterator[str]:
    for main in sorted((ROOT / "functions").glob("*/main.py")):
        if main.parent.name not in tree.table:
            yield f"{TABLE}: functions/{main.parent.name} has no entry"


@policy
def targets_exist_and_take_their_messages(tree: Tree) -> Iterator[str]:
    """The target is a function of its source; what listens to a topic has a door for it."""
    for name, entry in tree.deployed.items():
        code = ast.parse((ROOT / entry["source"]).read_text())
        defined = {
            n.name for n in code.body if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)
        }
        if entry["target"] not in defined and entry.get("command") is None:
            yield f"{TABLE}: {name}: {entry['source']} defines no {entry['target']}"
        named = {k.arg for n in ast.walk(code) if isinstance(n, ast.Call) for k in n.keywords}
        if entry.get("topics") and not named & {"on_event", "on_message"}:
            yield f"{TABLE}: {name} listens to {entry['topics']}, but its door takes no messages"


@policy
def stages_announce_what_they_may(tree: Tree) -> Iterator[str]:
    """Each stage may publish its own result and a failure; whoever relays may publish all."""
    for stage, step in STEPS.items():
        allowed = set(tree.table.get(stage.value, {}).get("publishes", []))
        for topic in {step.announces.topic, "recording.failed"} - allowed:
            yield f"{TABLE}: {stage.value} may not publish {topic}"
        if step.consumes.topic not in tree.table.get(stage.value, {}).get("topics", []):
            yield f"{TABLE}: {stage.value} does not listen to {step.consumes.topic}"
        if step.announces.topic not in tree.table["upkeep"]["publishes"]:
            yield f"{TABLE}: upkeep may not relay {step.announces.topic}"


@policy
def no_basic_roles(tree: Tree) -> Iterator[str]:
    for block in tree.resources():
        for value in _strings(block.body):
            if BASIC_ROLE.search(value):
                yield f"{block.where} grants {value}"
    for name, entry in tree.table.items():
        for role in entry.get("roles", []):
            if BASIC_ROLE.search(role):
                yield f"{TABLE}: {name} has {role}"


@policy
def everybody_is_let_in_at_one_place(tree: Tree) -> Iterator[str]:
    """`allUsers` stands once, behind `public`; and what is public is public in the gateway."""
    for block in tree.resources():
        if not any(EVERYBODY.search(value) for value in _strings(block.body)):
            continue
        behind = "var.public ?" in str(block.body.get("for_each", ""))
        if block.type != "google_cloud_run_v2_service_iam_member" or not behind:
            yield f"{block.where} lets everybody in"
    for call in tree.calls("modules/"):
        if any(EVERYBODY.search(value) for value in _strings(call.body)):
            yield f"{call.where} lets everybody in"
        if call.name == "function" and call.body.get("public") != "${each.value.public}":
            yield f"{call.where}: openness is not the table's"


@policy
def buckets_are_private_and_forget(tree: Tree) -> Iterator[str]:
    for block in tree.resources("google_storage_bucket"):
        if block.body.get("uniform_bucket_level_access") is not True:
            yield f"{block.where} has access by object"
        if block.body.get("public_access_prevention") != "enforced":
            yield f"{block.where} can be made public"
        rules = [r["action"][0]["type"] for r in block.nested("lifecycle_rule")]
        if "Delete" not in rules:
            yield f"{block.where} keeps for ever"
    for call in tree.calls("modules/platform/"):
        if call.body["source"] == "../bucket":
            kept = str(call.body.get("retention", {}))
            for setting in ("audio_days", "text_days"):
                if setting not in kept:
                    yield f"{call.where} does not follow {setting}"


@policy
def secrets_come_by_reference(tree: Tree) -> Iterator[str]:
    """No secret is a plain value anywhere; every secret setting is somebody's secret."""
    secret = {n.upper() for n, f in Settings.model_fields.items() if "Secret" in str(f.annotation)}
    plain = {name for name, _ in _environment(tree)}
    for name in sorted(plain):
        if name in secret or SECRET_NAME.search(name):
            yield f"{name} is a plain value"
    for name in sorted(secret - _secrets(tree)):
        yield f"{TABLE}: nobody has the secret {name}"
    for kind in ("google_cloud_run_v2_service", "google_cloud_run_v2_job"):
        for block in tree.resources(kind):
            if "secret_key_ref" not in str(block.body):
                yield f"{block.where} takes no secret by reference"
    for block in tree.resources("google_secret_manager_secret_version"):
        yield f"{block.where} puts a secret's value into the state"


@policy
def every_setting_is_set(tree: Tree) -> Iterator[str]:
    """Production names every setting, or NOT_IN_PRODUCTION says why not."""
    given = {name for name, _ in _environment(tree)}
    given |= _secrets(tree)
    for name in Settings.model_fields:
        if name.upper() not in given | set(NOT_IN_PRODUCTION):
            yield f"modules/platform/environment.tf: {name.upper()} is not set"
    fixed = dict(_environment(tree))
    if fixed.get("ENVIRONMENT") != "production":
        yield "modules/platform/environment.tf: ENVIRONMENT is not production"


@policy
def each_has_an_identity_of_its_own(tree: Tree) -> Iterator[str]:
    for kind in ("google_cloud_run_v2_service", "google_cloud_run_v2_job"):
        for block in tree.resources(kind):
            if "module.identity.email" not in str(block.body):
                yield f"{block.where} runs as somebody else"
            folder = block.file.rsplit("/", 1)[0]
            own = [call.body["id"] for call in tree.calls(folder) if call.name == "identity"]
            if not own or "${" not in own[0]:
                yield f"{block.where} shares its service account"
    for block in tree.resources("google_service_account_key"):
        yield f"{block.where} is a key file"


@policy
def images_are_pinned(tree: Tree) -> Iterator[str]:
    for kind in ("google_cloud_run_v2_service", "google_cloud_run_v2_job"):
        for block in tree.resources(kind):
            for image in re.findall(r"'image': '([^']*)'", str(block.body)):
                if image != "${var.image}":
                    yield f"{block.where} runs {image}"
    for module in ("platform", "function", "job"):
        checks = tree.variables(module)["image"].get("validation", [{}])
        if "@sha256:[0-9a-f]{64}$" not in checks[0].get("condition", ""):
            yield f"modules/{module}: an image may be named by tag"


@policy
def queries_have_their_indexes(tree: Tree) -> Iterator[str]:
    """Firestore gets the code's own list, whole. That it fits the queries is tested beside them."""
    for call in tree.calls("modules/platform/"):
        if call.body["source"] != "../documents":
            continue
        for part in ("indexes", "ttl"):
            if call.body.get(part) != "${local.firestore." + part + "}":
                yield f"{call.where} does not take {part} from the code"
    source = str(tree.locals("modules/platform/main.tf").get("firestore", ""))
    if "infra/google/firestore_indexes.json" not in source:
        yield "modules/platform: indexes do not come from infra/google/firestore_indexes.json"
    for kind in ("google_firestore_index", "google_firestore_field"):
        if not list(tree.resources(kind)):
            yield f"modules/documents makes no {kind}"


def _environment(tree: Tree) -> Iterator[tuple[str, str]]:
    """Plain environment variables of the functions: the common ones and the table's own."""
    text = tree.texts["modules/platform/environment.tf"]
    yield from re.findall(r'^ +([A-Z][A-Z0-9_]+) += "?([^"\n]*)', text, re.M)
    for entry in tree.table.values():
        yield from entry.get("env", {}).items()
    for call in tree.calls("modules/platform/"):
        yield from (
            (n, "") for n in re.findall(r"\b([A-Z][A-Z_]{3,}) *=", str(call.body.get("env", "")))
        )


def _secrets(tree: Tree) -> set[str]:
    """What is taken from Secret Manager: the table's, and the store's where it has a key."""
    text = str(tree.locals("modules/platform/environment.tf")["blob_secrets"])
    found = set(re.findall(r'"([A-Z_]+)"', text))
    return found | {s for entry in tree.table.values() for s in entry.get("secrets", [])}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key != "validation":
                yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
