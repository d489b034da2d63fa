#!/usr/bin/env bash
# Build the image with whatever builder is there, and run the main job inside it as it is deployed:
# not as root, with a root file system nobody can write.
#
#   BASE_IMAGE=…     base to build on, where the default cannot be pulled (a name the builder knows)
#   BASE_DIGEST=@sha256:…
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }
unproven=()
tag=parlons:check
args=()
if [ -n "${BASE_IMAGE:-}" ]; then args+=(--build-arg "BASE_IMAGE=$BASE_IMAGE"); fi
if [ -n "${BASE_DIGEST:-}" ]; then args+=(--build-arg "BASE_DIGEST=$BASE_DIGEST")
else unproven+=("the pinned base: BASE_DIGEST was not given"); fi

# The main job, told by its own exit code, in the container: three recordings through every stage,
# and a week of a class up to its plans and mails.
job='python -m infra.local.demo --stop --weeks 1'
env=(HOST=127.0.0.1 PORT=5001 DATA_DIR=/tmp/data)

works() { command -v "$1" >/dev/null && "$1" info >/dev/null 2>&1; }

if works docker || works podman; then
  builder=docker; works docker || builder=podman
  say "Building with $builder"
  $builder build "${args[@]}" -t $tag .
  say "Layers and size"
  $builder history --format '{{.Size}}\t{{.CreatedBy}}' $tag | cut -c1-100
  $builder image inspect --format '{{.Size}} bytes, user {{.Config.User}}' $tag
  run=($builder run --rm --read-only --tmpfs /tmp:size=512m,mode=1777 --cap-drop ALL
       --security-opt no-new-privileges --network none)
  for pair in "${env[@]}"; do run+=(-e "$pair"); done
  say "The main job: user 10001, read-only root, no network"
  "${run[@]}" $tag $job
  say "What must not be in it"
  "${run[@]}" $tag sh -c '! find / -xdev \( -name .git -o -path "/app/tests" -o -name ".env" \) 2>/dev/null | grep .'
  say "One function alone refuses development sign-in on an open address"
  if "${run[@]}" -e HOST=0.0.0.0 -e FUNCTION_SOURCE=functions/chat/main.py -e FUNCTION_TARGET=chat \
      $tag 2>/dev/null; then say "It started: that must not be"; exit 1; fi
elif command -v buildah >/dev/null; then
  say "Building with buildah, chroot isolation"
  export BUILDAH_ISOLATION=chroot STORAGE_DRIVER=${STORAGE_DRIVER:-vfs}
  buildah bud "${args[@]}" ${BUILDAH_ARGS:-} -t $tag .
  container=$(buildah from $tag)
  trap 'buildah rm "$container" >/dev/null' EXIT
  root=$(buildah mount "$container")
  say "Size by part (MB)"
  for part in / /app/.venv /app/shared /app/infra /app/functions; do
    du -sm "$root$part" | sed "s#$root##"
  done
  buildah inspect --format '{{len .OCIv1.RootFS.DiffIDs}} layers, user {{.OCIv1.Config.User}}, command {{.OCIv1.Config.Cmd}}' "$container"
  echo
  python=$(chroot "$root" python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  [ "$python" = 3.12 ] || unproven+=("Python 3.12: the base given has $python")
  say "What must not be in it"
  if find "$root" -xdev \( -name .git -o -path "$root/app/tests" -o -name .env \) | grep .; then exit 1; fi
  mapfile -t image_env < <(
    buildah inspect --format '{{range .OCIv1.Config.Env}}{{println .}}{{end}}' "$container" | grep .)
  # What docker's --read-only --network none --cap-drop ALL give, by the kernel's own means.
  inside() { # NAME=VALUE… command…
    ROOT=$root unshare --mount --net --pid --ipc --fork sh -ec '
      ip link set lo up
      mount --bind "$ROOT" "$ROOT"
      mount -t proc proc "$ROOT/proc"
      mount --rbind /dev "$ROOT/dev"
      mount -t tmpfs -o size=512m,mode=1777 tmpfs "$ROOT/tmp"
      mount -o remount,ro,bind "$ROOT"
      exec chroot "$ROOT" setpriv --reuid 10001 --regid 10001 --clear-groups --no-new-privs \
        --bounding-set=-all env -i --chdir=/app "$@"' sh "${image_env[@]}" "$@"
  }
  say "The main job: user 10001, read-only root, no network"
  if inside touch /app/x 2>/dev/null; then say "It could write outside /tmp"; exit 1; fi
  inside "${env[@]}" $job
  say "One function alone refuses development sign-in on an open address"
  if inside HOST=0.0.0.0 FUNCTION_SOURCE=functions/chat/main.py FUNCTION_TARGET=chat \
      python -m infra.serve 2>/dev/null; then say "It started: that must not be"; exit 1; fi
else
  say "No builder: install docker, podman or buildah. Nothing was proven."
  exit 2
fi
[ ${#unproven[@]} = 0 ] || { say "Not proven here:"; printf '  %s\n' "${unproven[@]}" >&2; }
say "The image does its job"
