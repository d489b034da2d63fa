"""A Whisper of some kilobytes with random weights: real files for the real loading code.

It hears nothing sensible; it loads, detects a language, decodes tokens and aligns them, through
CTranslate2 and faster-whisper as a trained model would.
"""

import json
from pathlib import Path
from typing import Any

WIDTH, MELS, LAYERS, HEADS = 16, 80, 1, 2
SPOKEN = ["bon", "jour", " je", " suis", " all", "é", " au", " march", " hier", " soir"]
SPECIAL = [
    "<|endoftext|>",
    "<|startoftranscript|>",
    "<|en|>",
    "<|fr|>",
    "<|translate|>",
    "<|transcribe|>",
    "<|startoflm|>",
    "<|startofprev|>",
    "<|nospeech|>",
    "<|notimestamps|>",
]


def write_tiny_whisper(folder: Path) -> Path:
    """Write model.bin, config.json, vocabulary.json and tokenizer.json."""
    folder.mkdir(exist_ok=True)
    tokens = _write_tokenizer(folder / "tokenizer.json")
    special = {name: tokens.index(name) for name in SPECIAL}
    spec = _filled_spec(tokens)
    spec.register_vocabulary(tokens)
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = []
    spec.config.lang_ids = [special["<|en|>"], special["<|fr|>"]]
    spec.config.alignment_heads = [(0, 0)]
    spec.validate()
    spec.save(str(folder))
    (folder / "preprocessor_config.json").write_text(json.dumps({"feature_size": MELS}))
    return folder


def _write_tokenizer(path: Path) -> list[str]:
    from tokenizers import Tokenizer, decoders, pre_tokenizers
    from tokenizers.models import BPE

    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    whole = [piece.replace(" ", "Ġ").replace("é", "Ã©") for piece in SPOKEN]
    pieces = [*alphabet, *(piece for piece in whole if piece not in alphabet), "unused"]
    times = [f"<|{n * 0.02:.2f}|>" for n in range(1501)]
    tokenizer = Tokenizer(BPE(vocab={piece: n for n, piece in enumerate(pieces)}, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(SPECIAL)
    tokenizer.add_tokens(times)
    tokenizer.save(str(path))
    # By an empty token CTranslate2 knows a multilingual vocabulary.
    return [*pieces[:-1], "", *SPECIAL, *times]


def _filled_spec(tokens: list[str]) -> Any:
    import numpy as np
    from ctranslate2.specs import model_spec, whisper_spec

    random = np.random.default_rng(7)
    vocabulary = len(tokens)
    shapes = {
        "encoder/conv1/weight": (WIDTH, MELS, 3),
        "encoder/conv1/bias": (WIDTH,),
        "encoder/conv2/weight": (WIDTH, WIDTH, 3),
        "encoder/conv2/bias": (WIDTH,),
        "encoder/position_encodings/encodings": (1500, WIDTH),
        "decoder/position_encodings/encodings": (448, WIDTH),
        "decoder/embeddings/weight": (vocabulary, WIDTH),
        "decoder/projection/weight": (vocabulary, WIDTH),
    }
    spec = whisper_spec.WhisperSpec(LAYERS, HEADS, LAYERS, HEADS)

    def fill(layer: Any, name: str, value: Any) -> None:
        shape = shapes.get(name) or _shape_of_part(name)
        if shape is None:
            return
        attribute = name.rsplit("/", 1)[-1]
        if attribute == "gamma":
            setattr(layer, attribute, np.ones(shape, dtype="float32"))
        elif attribute in {"beta", "bias"}:
            setattr(layer, attribute, np.zeros(shape, dtype="float32"))
        else:
            setattr(layer, attribute, random.normal(0, 0.3, shape).astype("float32"))

    model_spec.visit_spec(spec, fill)
    # Only these are ever said: everything else is made most unlikely.
    said = {piece.replace(" ", "Ġ").replace("é", "Ã©") for piece in SPOKEN} | {SPECIAL[0]}
    likely = [
        0.0 if token in said or token[:3] in {"<|0", "<|1", "<|2"} else -100.0 for token in tokens
    ]
    spec.decoder.projection.bias = np.array(likely, dtype="float32")
    return spec


def _shape_of_part(name: str) -> tuple[int, ...] | None:
    """The shape of a part that both the encoder and the decoder have."""
    attribute = name.rsplit("/", 1)[-1]
    if attribute in {"gamma", "beta"}:
        return (WIDTH,)
    if attribute not in {"weight", "bias"} or "projection" in name:
        return None
    if "ffn/linear_0" in name:
        rows, columns = 4 * WIDTH, WIDTH
    elif "ffn/linear_1" in name:
        rows, columns = WIDTH, 4 * WIDTH
    elif "self_attention/linear_0" in name:
        rows, columns = 3 * WIDTH, WIDTH  # queries, keys and values in one
    elif "attention/linear_1" in name and "self_attention" not in name:
        rows, columns = 2 * WIDTH, WIDTH  # keys and values of what was heard
    else:
        rows, columns = WIDTH, WIDTH
    return (rows, columns) if attribute == "weight" else (rows,)
