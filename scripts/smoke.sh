#!/usr/bin/env bash
# Ask the public address while a canary has its share, then look for errors of the new revisions.
# Leaves good or bad in /workspace/verdict.
set -uo pipefail
work=${WORKSPACE:-/workspace}
[ "${DELIVERY_MODE:-deploy}" = deploy ] || exit 0
echo bad > "$work/verdict"
[ -n "${SMOKE_URL:-}" ] || { echo "SMOKE_URL is not set"; exit 0; }
since=$(date -u +%Y-%m-%dT%H:%M:%SZ)
wrong=0
ask() { # status, curl arguments
  local wanted=$1 got; shift
  got=$(curl -sS -o /dev/null -m 20 -w '%{http_code}' "$@") || got=000
  [ "$got" = "$wanted" ] || { echo "$got instead of $wanted: ${*: -1}"; wrong=$((wrong + 1)); }
}
# With a share of 10 %, sixty requests miss the canary with a chance of 0.9^60 = 0.2 %.
for _ in $(seq 60); do ask 200 "$SMOKE_URL/health"; done
for path in /api/chat /api/transcribe /api/synthesize /api/recordings; do
  for _ in $(seq 20); do ask 401 -X POST -H 'Content-Type: application/json' -d '{}' "$SMOKE_URL$path"; done
done
sleep "${WATCH_SECONDS:-300}"
# Whatever else the canary was asked meanwhile: messages, streams, people.
errors=$(gcloud logging read --project "$PROJECT" --limit 5 --format 'value(resource.labels.revision_name, jsonPayload.message)' \
  "resource.type=cloud_run_revision AND severity>=ERROR AND timestamp>=\"$since\"") || errors="logs could not be read"
[ -z "$errors" ] || { echo "Errors since the canary began:"; echo "$errors"; wrong=$((wrong + 1)); }
[ $wrong = 0 ] && echo good > "$work/verdict"
echo "verdict: $(cat "$work/verdict")"
