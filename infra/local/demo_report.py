"""What the demonstration prints: marked transcript, reasons, fluency, memory, times."""

import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from infra.local.demo_client import Json

_STYLES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
_COLOURS = sys.stdout.isatty()

_WHY_DROPPED = {
    "inaudible": "sounds the same, so it is the spelling of the transcript, not an error",
    "register": "fine in spoken French",
    "self_repair": "mended in the same breath",
    "unsure": "the recognizer was not sure of these words",
}


def say(text: str = "") -> None:
    """Print a line at once."""
    print(text, flush=True)  # noqa: T201 - this is the program's output


def paint(text: str, *styles: str) -> str:
    """Colour a text where the output is a terminal."""
    if not _COLOURS:
        return text
    codes = ";".join(_STYLES[style] for style in styles)
    return f"\033[{codes}m{text}\033[0m"


def heading(text: str) -> None:
    """Print a heading."""
    say()
    say(paint(f"── {text} " + "─" * max(3, 76 - len(text)), "bold", "cyan"))


def bar(done: int, total: int, *, width: int = 30) -> str:
    """Draw how much is done."""
    full = done * width // total if total else width
    return "█" * full + "░" * (width - full)


def engines(uses: Mapping[str, str]) -> None:
    """Say plainly who does what."""
    for what, who in uses.items():
        say(f"  {what:<12} {who}")


def marked(text: str, corrections: Sequence[Json]) -> str:
    """Mark the counted errors in the transcript: [said → better]."""
    out, last = [], 0
    for found in sorted(corrections, key=lambda c: (c["start"], c["end"])):
        if found["verdict"] != "error" or found["start"] < last:
            continue
        out.append(text[last : found["start"]])
        said, better = found["original"] or "∅", found["replacement"] or "∅"
        out.append(paint(f"[{said} → {better}]", "red", "bold"))
        last = found["end"]
    return "".join([*out, text[last:]])


def recording(view: Json) -> None:
    """Print all that came of one recording."""
    if view["failure"]:
        failure = view["failure"]
        say(paint(f"  failed: {failure['code']} {failure['detail']}", "red", "bold"))
        say(f"  {failure['advice']}")
        return
    transcript = view["transcript"]
    say(
        f"  heard by {transcript['engine']}, {view['seconds']:.1f} s, times: {transcript['timing']}"
    )
    say()
    say("  " + marked(transcript["text"], view["corrections"]))
    say()
    _corrections(view["corrections"])
    _fluency(view["fluency"])
    say(f"  {paint('reply', 'green')}  {view['reply']['text']}")


def _corrections(corrections: Sequence[Json]) -> None:
    for found in corrections:
        change = f"{found['original'] or '∅'} → {found['replacement'] or '∅'}"
        if found["verdict"] != "error":
            why = _WHY_DROPPED.get(found["verdict"], found["verdict"])
            say(paint(f"  dropped  {change}: {why}", "dim"))
            continue
        mark = paint("raised ", "yellow") if found["raised"] else "noted  "
        who = ", ".join(found["detectors"])
        say(f"  {mark}  {change}  {paint(found['pattern'], 'bold')}  ({who})")
        if found["explanation"].get("en"):
            say(paint(f"           {found['explanation']['en']}", "dim"))


def _fluency(fluency: Json | None) -> None:
    if fluency is None:
        return
    say(
        f"  fluency  {fluency['speech_rate']} syllables/s with pauses, "
        f"{fluency['articulation_rate']} without; {fluency['pauses']} pauses, "
        f"{fluency['mean_run']} syllables a run, {fluency['fillers']} fillers, "
        f"{fluency['repairs']} repairs"
    )


def memory(entries: Sequence[Json]) -> None:
    """Print what is remembered, what recurs first."""
    if not entries:
        say("  nothing yet")
    for entry in sorted(entries, key=lambda e: (e["state"] != "recurrent", -e["occurrences"])):
        state = f"{entry['state']:<9}"
        if entry["state"] == "recurrent":
            state = paint(state, "red", "bold")
        quote = entry["quotes"][-1]
        say(
            f"  {state}  {entry['pattern']:<28} {entry['occurrences']}× in "
            f"{entry['sessions']} session(s)   « {quote['said']} »"
        )


def times(view: Json) -> None:
    """Print how long each stage took, from the times at which the states were reached."""
    at = sorted((datetime.fromisoformat(t), state) for state, t in view["reached"].items())
    steps = [
        f"{state} {(later - earlier).total_seconds():.2f} s"
        for (earlier, _), (later, state) in pairwise(at)
    ]
    say(paint("  times    " + " · ".join(steps), "dim"))
