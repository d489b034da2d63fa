"""What every adapter of `Artefacts` must do."""

import pytest

from shared.domain.errors import Code, Permanent
from shared.domain.transcript import Transcript, Word
from shared.ports.artefacts import Artefacts
from shared.ports.blob_store import BlobStore

TRANSCRIPT = Transcript("Ça va « bien »", (Word("Ça", 0, 0.0, 0.25, 0.9),), "supplied")


def test_an_artefact_comes_back_as_it_went(artefacts: Artefacts) -> None:
    artefacts.write("r1/transcript.json", TRANSCRIPT)
    assert artefacts.read("r1/transcript.json", Transcript) == TRANSCRIPT


def test_writing_it_again_changes_nothing(artefacts: Artefacts) -> None:
    artefacts.write("r1/transcript.json", TRANSCRIPT)
    artefacts.write("r1/transcript.json", TRANSCRIPT)
    assert artefacts.read("r1/transcript.json", Transcript) == TRANSCRIPT


def test_an_absent_one_is_a_permanent_error(artefacts: Artefacts) -> None:
    with pytest.raises(Permanent) as caught:
        artefacts.read("r1/transcript.json", Transcript)
    assert caught.value.code is Code.INTERNAL


def test_a_damaged_one_is_a_permanent_error(artefacts: Artefacts, blobs: BlobStore) -> None:
    blobs.put("r1/transcript.json", b'{"text": "Bonj', content_type="application/json")
    with pytest.raises(Permanent) as caught:
        artefacts.read("r1/transcript.json", Transcript)
    assert caught.value.code is Code.INTERNAL
