"""Adapters that call out by HTTP, gRPC or SMTP, each with a peer that answers rightly.

Google's sign-in, Pub/Sub and Firestore stand in `google_providers`.
"""

import hashlib
import json
from base64 import b64encode
from collections.abc import Callable, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path

import grpc
from google.auth.credentials import AnonymousCredentials, Credentials
from google.cloud.speech_v2 import SpeechClient
from google.cloud.speech_v2.services.speech.transports import SpeechGrpcTransport
from google.cloud.texttospeech_v1 import TextToSpeechClient
from google.cloud.texttospeech_v1.services.text_to_speech.transports import (
    TextToSpeechGrpcTransport,
)

from infra.azure.azure_blob_store import AzureBlobStore, open_service
from infra.google.calls import CHANNEL_OPTIONS
from infra.google.drive import GoogleDrive
from infra.google.gcs_blob_store import GcsBlobStore, open_client
from infra.google.oidc_identity import fetch_keys
from infra.google.signed_urls import Signer
from infra.google.speech_to_text import GoogleTranscriber
from infra.google.text_to_speech import GoogleVoice
from infra.mail.smtp_mailer import Security, SmtpMailer
from infra.openai.client import ChatModel, Message
from infra.openai.remote_model import Endpoint, RemoteModel
from infra.openai.transcriber import OpenaiTranscriber
from infra.openai.voice import OpenaiVoice
from infra.resilience import Resilience
from infra.speech.silero_activity import SileroActivity
from shared.domain.errors import ParlonsError, Transient
from shared.domain.transcript import Interval
from shared.ports.blob_store import BlobStore
from shared.ports.file_source import Access, SourceFile
from shared.ports.mailer import Mail, MailUnconfirmed
from shared.ports.transcriber import Hint
from tests.doubles import HandClock
from tests.peers import openai_peer
from tests.peers.canned_http import Answer, CannedHttp
from tests.peers.drive_peer import FILE_ID, TOKEN
from tests.peers.fault_proxy import BODY
from tests.peers.google_speech_peer import GoogleSpeechPeer
from tests.smtp import Mailbox, serving

SOUND = b"sound" * 40
READ_SECONDS = 0.5
"""Longest silence, where an adapter lets it be chosen."""


@dataclass(frozen=True)
class Line:
    """How an adapter is to call: where, how patiently, with what, and where it may leave files."""

    port: int
    resilience: Resilience
    clip: Path
    folder: Path
    opened: ExitStack

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


Call = Callable[[], object]


@dataclass(frozen=True)
class Provider:
    """An adapter's one call.

    Attributes:
        answers: of an HTTP peer; `serve` starts any other, and gives its port.
        connect: builds the adapter; gives the call.
        gives: what it gives where all is well.
        marker: where the part of the answer begins that counts.
        raises: what it raises where nothing comes.
    """

    connect: Callable[[Line], Call]
    gives: object
    answers: Mapping[tuple[str, str], Answer] = field(default_factory=dict)
    serve: Callable[[ExitStack], int] | None = None
    marker: int | bytes = BODY
    raises: tuple[type[ParlonsError], ...] = (Transient,)


# OpenAI and Ollama.


def _endpoint(line: Line, provider: str = "openai", model: str = "gpt-5.4-mini") -> Endpoint:
    policy = line.resilience.policy
    return Endpoint(provider, f"{line.url}/v1", model, "sk-x", policy, read_seconds=READ_SECONDS)


def _chat(provider: str) -> Callable[[Line], Call]:
    def connect(line: Line) -> Call:
        model = ChatModel(_endpoint(line, provider), resilience=line.resilience)
        line.opened.enter_context(closing(model))
        asked = (Message("user", "Bonjour."),)
        return lambda: model.complete(asked, max_tokens=50).text

    return connect


def _remote(line: Line, model: str) -> RemoteModel:
    endpoint = _endpoint(line, model=model)
    made = RemoteModel(endpoint, max_bytes=1_000_000, resilience=line.resilience)
    return line.opened.enter_context(closing(made))


def _openai_ear(line: Line) -> Call:
    model = _remote(line, "gpt-transcribe")
    return _hearing(OpenaiTranscriber(model, activity=SileroActivity()), line)


def _openai_voice(line: Line) -> Call:
    voice = OpenaiVoice(_remote(line, "gpt-4o-mini-tts"), voice="nova")
    return lambda: voice.speak("Bonjour.").seconds > 0


# Google.


def _hearing(ear: GoogleTranscriber | OpenaiTranscriber, line: Line) -> Call:
    return lambda: ear.transcribe(line.clip, Hint(speech=(Interval(0.1, 2.0),))).text


def channel_of(line: Line) -> grpc.Channel:
    """A connection without credentials."""
    # gRPC leaves a broken peer alone for a second, and longer each time.
    quick = [(f"grpc.{which}_reconnect_backoff_ms", 100) for which in ("initial", "min", "max")]
    return grpc.insecure_channel(f"127.0.0.1:{line.port}", options=[*CHANNEL_OPTIONS, *quick])


def _google_ear(line: Line) -> Call:
    return google_ear(line, channel_of(line))


def google_ear(line: Line, channel: grpc.Channel) -> Call:
    """Google's recognizer over a connection."""
    client = SpeechClient(transport=SpeechGrpcTransport(channel=channel))
    ear = GoogleTranscriber(
        lambda: client,
        project="school",
        location="eu",
        model="long",
        activity=SileroActivity(),
        resilience=line.resilience,
    )
    line.opened.callback(ear.close)
    return _hearing(ear, line)


def _google_voice(line: Line) -> Call:
    client = TextToSpeechClient(transport=TextToSpeechGrpcTransport(channel=channel_of(line)))
    voice = GoogleVoice(
        lambda: client,
        voice="fr-FR-Neural2-F",
        formal="fr-FR-Neural2-G",
        resilience=line.resilience,
    )
    line.opened.callback(voice.close)
    return lambda: voice.speak("Bonjour.").seconds > 0


def _google(stack: ExitStack) -> int:
    return stack.enter_context(GoogleSpeechPeer()).port


ACCESS = Access(FILE_ID, TOKEN)
FILE = SourceFile("lundi.webm", "audio/webm", len(SOUND), "")
DRIVE = ("GET", f"/drive/v3/files/{FILE_ID}")
DESCRIBED = {"name": FILE.name, "mimeType": FILE.content_type, "size": str(FILE.size)}


def _drive(line: Line) -> GoogleDrive:
    return GoogleDrive(endpoint=line.url, resilience=line.resilience)


def _description(line: Line) -> Call:
    return lambda: _drive(line).describe(ACCESS)


def _download(line: Line) -> Call:
    def fetch() -> bytes:
        _drive(line).fetch(ACCESS, FILE, line.folder / "f")
        return (line.folder / "f").read_bytes()

    return fetch


def _keys(line: Line) -> Call:
    return lambda: fetch_keys(f"{line.url}/certs", line.resilience)


# Blob stores.

NAME = "learners/emma/a"
_MD5 = b64encode(hashlib.md5(SOUND).digest()).decode()  # noqa: S324 - the services' own
_OBJECT = json.dumps(
    {
        "kind": "storage#object",
        "name": NAME,
        "bucket": "b",
        "size": str(len(SOUND)),
        "contentType": "audio/webm",
        "generation": "1",
        "md5Hash": _MD5,
    }
).encode()
_PATH = f"/storage/v1/b/b/o/{NAME.replace('/', '%2F')}"
JSON = {"Content-Type": "application/json"}
_DATA = {"Content-Type": "audio/webm", "X-Goog-Hash": f"md5={_MD5}", "X-Goog-Generation": "1"}
GCS = {
    ("GET", _PATH): Answer(200, _OBJECT, JSON),
    ("GET", f"/download{_PATH}"): Answer(200, SOUND, _DATA),
    ("POST", "/upload/storage/v1/b/b/o"): Answer(200, _OBJECT, JSON),
    ("GET", "/storage/v1/b/b/o"): Answer(200, b'{"items": [%s]}' % _OBJECT, JSON),
}
_ETAG = {
    "ETag": '"0x8D"',
    "Last-Modified": "Mon, 02 Mar 2026 12:00:00 GMT",
    "Content-Type": "audio/webm",
    "x-ms-blob-type": "BlockBlob",
}
_WHOLE = {**_ETAG, "Content-Range": f"bytes 0-{len(SOUND) - 1}/{len(SOUND)}"}
_LISTED = f"""<?xml version="1.0"?><EnumerationResults ContainerName="c"><Blobs><Blob>
<Name>{NAME}</Name><Properties><Etag>0x8D</Etag><Content-Length>{len(SOUND)}</Content-Length>
<Content-Type>audio/webm</Content-Type><BlobType>BlockBlob</BlobType></Properties></Blob></Blobs>
<NextMarker /></EnumerationResults>""".encode()
AZURE = {
    ("GET", f"/a/c/{NAME}"): Answer(206, SOUND, _WHOLE),
    ("PUT", f"/a/c/{NAME}"): Answer(201, b"", _ETAG),
    ("GET", "/a/c"): Answer(200, _LISTED, {"Content-Type": "application/xml"}),
}


def gcs(line: Line, credentials: Credentials | None = None) -> BlobStore:
    """Cloud Storage; nobody is signed in unless said."""
    client = open_client("p", credentials or AnonymousCredentials(), endpoint=line.url)
    line.opened.enter_context(closing(client))
    return GcsBlobStore(
        lambda: client,
        bucket="b",
        signer=lambda: Signer("a@b", lambda _: b"s"),
        clock=HandClock(),
        resilience=line.resilience,
    )


def _azure(line: Line) -> BlobStore:
    service = open_service(
        f"DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;BlobEndpoint={line.url}/a;"
    )
    line.opened.enter_context(closing(service))
    return AzureBlobStore(service, container="c", clock=HandClock(), resilience=line.resilience)


Build = Callable[[Line], BlobStore]


def _reading(build: Build) -> Callable[[Line], Call]:
    def connect(line: Line) -> Call:
        store = build(line)
        return lambda: store.get(NAME)

    return connect


def _fetching(build: Build) -> Callable[[Line], Call]:
    def connect(line: Line) -> Call:
        store = build(line)

        def fetch() -> bytes | None:
            found = store.fetch(NAME, line.folder / "f")
            return (line.folder / "f").read_bytes() if found else None

        return fetch

    return connect


def _writing(build: Build) -> Callable[[Line], Call]:
    def connect(line: Line) -> Call:
        store = build(line)
        return lambda: store.put(NAME, SOUND, content_type="audio/webm").size

    return connect


def _listing(build: Build) -> Callable[[Line], Call]:
    def connect(line: Line) -> Call:
        store = build(line)
        return lambda: [each.name for each in store.list("learners/")]

    return connect


# Mail.


def _mail(line: Line) -> Call:
    mailer = SmtpMailer(
        "127.0.0.1",
        line.port,
        sender="Parlons <plans@parlons.example>",
        clock=HandClock(),
        security=Security.NONE,
        timeout=READ_SECONDS,  # each step; a mail takes three times that at most
    )
    line.opened.callback(mailer.close)
    mail = Mail("2026-W10.abc", "emma@example.org", "Emma", "Ton plan", "Bonjour.", "<p>Salut</p>")

    def send() -> bool:
        mailer.send(mail, committing=lambda: None)
        return True

    return send


def _mailbox(stack: ExitStack) -> int:
    return stack.enter_context(serving(Mailbox()))


def _json(path: str, body: object) -> dict[tuple[str, str], Answer]:
    return {("POST", path): Answer(200, json.dumps(body).encode(), JSON)}


_SAID = _json("/v1/chat/completions", openai_peer.completion("Bonjour."))
_PCM = Answer(200, bytes(range(240)) * 20, {"Content-Type": "audio/pcm"})

HTTP = {
    "openai chat": Provider(_chat("openai"), "Bonjour.", _SAID),
    "ollama chat": Provider(_chat("ollama"), "Bonjour.", _SAID),
    "openai speech to text": Provider(
        _openai_ear, "bonjour", _json("/v1/audio/transcriptions", {"text": "bonjour"})
    ),
    "openai voice": Provider(_openai_voice, True, {("POST", "/v1/audio/speech"): _PCM}),
    "drive description": Provider(
        _description, FILE, {DRIVE: Answer(200, json.dumps(DESCRIBED).encode(), JSON)}
    ),
    "drive content": Provider(_download, SOUND, {DRIVE: Answer(200, SOUND)}),
    "signing keys": Provider(
        _keys, b'{"keys": []}', {("GET", "/certs"): Answer(200, b'{"keys": []}', JSON)}
    ),
    "gcs get": Provider(_reading(gcs), SOUND, GCS),
    "gcs fetch": Provider(_fetching(gcs), SOUND, GCS, marker=b"\r\n\r\nsound"),
    "gcs put": Provider(_writing(gcs), len(SOUND), GCS),
    "gcs list": Provider(_listing(gcs), [NAME], GCS),
    "azure get": Provider(_reading(_azure), SOUND, AZURE),
    "azure fetch": Provider(_fetching(_azure), SOUND, AZURE),
    "azure put": Provider(_writing(_azure), len(SOUND), AZURE, marker=20),
    "azure list": Provider(_listing(_azure), [NAME], AZURE),
}
"""By HTTP: answers, statuses and faults."""

EVERY = {
    **HTTP,
    # The first bytes of HTTP/2 are settings; an answer begins behind them.
    "google speech to text": Provider(_google_ear, "j'ai allé au marché", serve=_google, marker=60),
    "google voice": Provider(_google_voice, True, serve=_google, marker=60),
    # After its greeting.
    "smtp": Provider(_mail, True, serve=_mailbox, marker=60, raises=(Transient, MailUnconfirmed)),
}
"""What calls out, whatever it speaks: faults of the line."""


def serve(provider: Provider, stack: ExitStack) -> int:
    """Start its peer; gives the port."""
    if provider.serve:
        return provider.serve(stack)
    return stack.enter_context(CannedHttp(provider.answers)).port
