#!/usr/bin/env bash
# Renew the lock files: exact versions with hashes, for every Python and platform we support.
set -euo pipefail
cd "$(dirname "$0")/.."
tool=.venv/lock
[ -x $tool/bin/uv ] || { python3 -m venv $tool && $tool/bin/pip install -q uv; }
lock() {
  local out=$1 head=$2; shift 2
  $tool/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-annotate --no-header --upgrade "$@" pyproject.toml -o "$out"
  sed -i "1i # $head Made by 'make lock' from pyproject.toml." "$out"
}
lock requirements.txt "What a function needs."
lock requirements-dev.txt "What the checks and tests need besides." --extra dev -c requirements.txt
lock requirements-speech.txt "With the local recognizer." --extra speech -c requirements.txt
lock requirements-otel.txt "With OpenTelemetry." --extra otel -c requirements.txt
lock requirements-cloud.txt "With the clients of Google Cloud and Azure, and OpenTelemetry." --extra cloud --extra otel -c requirements.txt
