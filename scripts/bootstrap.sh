#!/bin/sh
# For run, test and manage: finds or fetches uv, makes .venv from a hashed lock when that changed.
# Usage: scripts/bootstrap.sh requirements.txt
set -eu
cd "$(dirname "$0")/.."
export UV_PYTHON_DOWNLOADS=never UV_NO_PROGRESS=1 UV_LINK_MODE="${UV_LINK_MODE:-copy}"
stamp=".venv/.installed-$1"
if [ ! -x .venv/bin/python ] || ! cmp -s "$1" "$stamp"; then
  python="${PYTHON:-python3}"
  if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Crossing needs Python 3.11 or later: install it, or name it with PYTHON=…" >&2
    exit 1
  fi
  uv=$(command -v uv || echo .tools/bin/uv)
  if ! command -v "$uv" >/dev/null; then
    "$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore \
      --target .tools uv==0.13.9
  fi
  [ -x .venv/bin/python ] || "$uv" venv --quiet --python "$python" .venv
  echo "Installing the packages of $1 …" >&2
  "$uv" pip install --quiet --python .venv/bin/python --require-hashes -r "$1"
  cp "$1" "$stamp"
fi
