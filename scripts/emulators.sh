#!/usr/bin/env bash
# The cloud on this machine: scripts/emulators.sh COMMAND… installs what it can, starts every
# emulator that is there on a free port of loopback, tells the command by environment, and stops
# them when it ends. An emulator that cannot be had is named, with the way to get it.
#   Firestore, Pub/Sub  official, from the Google Cloud SDK; they need Java
#   Cloud Storage       gcp-storage-emulator (PyPI), in an environment of its own: it pins old clients
#   Azure Blob          Azurite (npm)
set -euo pipefail
cd "$(dirname "$0")/.."
home=${EMULATORS_HOME:-$PWD/var/emulators}
mkdir -p "$home"
run=$(mktemp -d)
started=()

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }
stop() {
  for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$run"
}
trap stop EXIT
trap 'exit 130' INT TERM

free_port() {
  .venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}
launch() { # name port command…: starts it and waits until the port is open
  local name=$1 port=$2; shift 2
  "$@" >"$run/$name.log" 2>&1 &
  local pid=$!
  started+=("$pid")
  for _ in $(seq 600); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && return 0
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.05
  done
  say "$name did not start:"; tail -5 "$run/$name.log" >&2
  return 1
}

sdk=${CLOUDSDK_ROOT_DIR:-}
if [ -z "$sdk" ] && command -v gcloud >/dev/null; then
  sdk=$(dirname "$(dirname "$(readlink -f "$(command -v gcloud)")")")
fi
# Small heaps and the quick compiler: the tests live for a minute.
jvm=(-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1)

jar=$sdk/platform/cloud-firestore-emulator/cloud-firestore-emulator.jar
if [ -e "$jar" ] && command -v java >/dev/null; then
  port=$(free_port)
  launch firestore "$port" java "${jvm[@]}" -cp "$jar" \
    com.google.cloud.datastore.emulator.firestore.CloudFirestore --host 127.0.0.1 --port "$port" &&
    export FIRESTORE_EMULATOR_HOST=127.0.0.1:$port
else
  say "No Firestore emulator: install Java and 'gcloud components install cloud-firestore-emulator'"
fi

jar=$(ls "$sdk"/platform/pubsub-emulator/lib/cloud-pubsub-emulator-*-all.jar 2>/dev/null | tail -1 || true)
if [ -n "$jar" ] && command -v java >/dev/null; then
  port=$(free_port)
  launch pubsub "$port" java "${jvm[@]}" -jar "$jar" --host=127.0.0.1 --port="$port" &&
    export PUBSUB_EMULATOR_HOST=127.0.0.1:$port
else
  say "No Pub/Sub emulator: install Java and 'gcloud components install pubsub-emulator'"
fi

gcs=$home/gcs/bin/python # not its script, whose first line breaks when the folder is moved
if ! "$gcs" -c 'import gcp_storage_emulator' 2>/dev/null; then
  say "Installing gcp-storage-emulator"
  .venv/bin/python -m venv "$home/gcs" && "$home/gcs/bin/pip" install --quiet --disable-pip-version-check \
    gcp-storage-emulator==2026.7.19 || true
fi
if "$gcs" -c 'import gcp_storage_emulator' 2>/dev/null; then
  port=$(free_port)
  # Its front, which adds what it lacks, is started by the tests: tests/peers/gcs_front.py.
  launch gcs "$port" "$gcs" -m gcp_storage_emulator start --host=127.0.0.1 --port="$port" --in-memory -q &&
    export GCS_EMULATOR_HOST=127.0.0.1:$port
else
  say "No Cloud Storage emulator: gcp-storage-emulator could not be installed from PyPI"
fi

azurite=$home/azurite/node_modules/azurite/dist/src/blob/main.js
if [ ! -e "$azurite" ] && command -v npm >/dev/null; then
  say "Installing Azurite"
  npm install --silent --no-audit --no-fund --prefix "$home/azurite" azurite@3.35.0 >/dev/null || true
fi
if [ -e "$azurite" ]; then
  port=$(free_port)
  launch azurite "$port" node "$azurite" --blobHost 127.0.0.1 --blobPort "$port" \
    --inMemoryPersistence --silent --disableTelemetry --skipApiVersionCheck &&
    export AZURITE_BLOB_ENDPOINT=http://127.0.0.1:$port/devstoreaccount1
else
  say "No Azurite: install Node.js with npm"
fi

"$@"
