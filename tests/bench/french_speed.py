"""Speed, load time and memory of one checker, in a process of its own.

Two engines in one process share modules, dictionary and caches: the second would load in no time,
and both would be charged with the memory of both. Grammalecte is measured bare, without our engine
around it; the engine with all its detectors and guards.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def measured(name: str, options: argparse.Namespace) -> dict[str, float]:
    """Measure `engine` or `grammalecte` on the folder in another process."""
    command = [sys.executable, "-m", "tests.bench.french_speed", name, str(options.data)]
    if options.half:
        command += [options.half]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def main() -> None:
    """Measure the checker named on the command line and print JSON."""
    name, folder, half = (*sys.argv[1:], None)[:3]
    begin = time.perf_counter()
    check = _engine() if name == "engine" else _grammalecte()
    check("Bonjour, je suis content.")
    load_s = time.perf_counter() - begin
    # Nothing of the benchmark's own before this line: it would be charged to the checker.
    import psutil

    from tests.bench.french_data import Data

    sentences = Data.read(Path(str(folder)), half).sentences()
    start = time.process_time()
    for sentence in sentences:
        check(sentence)
    seconds = max(time.process_time() - start, 1e-9)
    print(
        json.dumps(
            {
                "sentences_per_cpu_s": round(len(sentences) / seconds, 1),
                "load_s": round(load_s, 3),
                "rss_mb": round(psutil.Process().memory_info().rss / 1e6, 1),
            }
        )
    )


def _engine() -> Callable[[str], Any]:
    from infra.grammar.grammalecte_detector import GrammalecteDetector
    from infra.grammar.grammalecte_lexicon import GrammalecteLexicon
    from infra.speech.espeak_phonemizer import EspeakPhonemizer
    from shared.french.engine import FrenchEngine

    engine = FrenchEngine(
        lexicon=GrammalecteLexicon(),
        phonemizer=EspeakPhonemizer(),
        detectors=[GrammalecteDetector()],
    )
    return engine.analyse


def _grammalecte() -> Callable[[str], Any]:
    from infra.grammar.grammalecte_detector import GrammalecteDetector

    return GrammalecteDetector().find


if __name__ == "__main__":
    main()
