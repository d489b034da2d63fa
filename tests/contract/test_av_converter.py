"""Kind: contract, over PyAV; every sound is made here."""

import pytest

from infra.media.av_converter import AvConverter
from shared.ports.audio import AudioConverter
from tests.contract.converter_contract import ClipContract, ConverterContract


class TestAvConverter(ConverterContract):
    @pytest.fixture
    def converter(self) -> AudioConverter:
        return AvConverter()


class TestAvClip(ClipContract):
    @pytest.fixture
    def converter(self) -> AudioConverter:
        return AvConverter()
