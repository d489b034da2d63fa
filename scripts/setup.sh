#!/usr/bin/env bash
# Everything a fresh machine needs: scripts/setup.sh [dev|speech]…
# Debian and Ubuntu, as root or with sudo; without either it still works where python3-venv is there.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else return 1; fi
}
apt_install() { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null; }

python=""
for candidate in ${PYTHON:-} python3.13 python3.12 python3.11 python3; do
  if command -v "$candidate" >/dev/null && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    python=$candidate; break
  fi
done
if [ -z "$python" ]; then
  say "Installing Python"
  apt_install python3 python3-venv || { say "Python 3.11 or newer is needed: install it and run this again."; exit 1; }
  python=python3
fi

if [ ! -x .venv/bin/python ]; then
  say "Making .venv"
  "$python" -m venv .venv 2>/dev/null || { rm -rf .venv; apt_install python3-venv; "$python" -m venv .venv; }
fi

# A stamp per lock file: an unchanged one is not installed again.
install() {
  local lock=$1 stamp
  stamp=.venv/.installed-$(basename "$lock" .txt)
  if ! cmp -s "$lock" "$stamp"; then
    say "Installing $lock"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
    cp "$lock" "$stamp"
  fi
}
install requirements.txt
for extra in "$@"; do install "requirements-$extra.txt"; done

# The tests call the API as it is documented, by curl, and compile a client for it with Node.js.
if [[ " $* " == *" dev "* ]]; then
  missing=()
  command -v curl >/dev/null || missing+=(curl)
  command -v npm >/dev/null || missing+=(nodejs npm)
  if [ ${#missing[@]} -gt 0 ]; then
    say "Installing ${missing[*]}"
    apt_install "${missing[@]}" || say "Some tests fail without ${missing[*]}: install it and run this again."
  fi
fi

# Grammalecte is a Debian package, not on PyPI; it is pure Python, so its one folder is linked in.
packages=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
if [ ! -e "$packages/grammalecte" ]; then
  say "Installing Grammalecte"
  debian=/usr/lib/python3/dist-packages/grammalecte
  [ -d "$debian" ] || apt_install python3-grammalecte || true
  if [ ! -d "$debian" ]; then
    # No root: the package is unpacked inside the environment instead.
    (cd .venv && apt-get download -qq python3-grammalecte && dpkg -x python3-grammalecte_*.deb grammalecte-deb) ||
      { say "Grammalecte is missing: apt-get install python3-grammalecte, and run this again."; exit 1; }
    debian=$PWD/.venv/grammalecte-deb$debian
  fi
  ln -sfn "$debian" "$packages/grammalecte"
fi
