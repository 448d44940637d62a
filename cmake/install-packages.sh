#!/bin/bash
# Installs the Debian packages that building, testing and running hookqual needs and that
# are missing. Asks nothing; works as root, else through sudo. The one list of packages.
#
#   install-packages.sh                 installs
#   install-packages.sh --update-lists  only fetches the package lists anew
set -euo pipefail

packages=(
  # Building hookqual
  cmake ninja-build ccache
  clang-19 libclang-19-dev libclang-cpp19-dev llvm-19-dev
  libz3-dev libsqlite3-dev libsqlitecpp-dev libcli11-dev libmimalloc-dev
  # Testing it
  clang-format-19 libclang-rt-19-dev libgtest-dev libgmock-dev libbenchmark-dev patch python3 python3-jsonschema sqlite3
  chromium
  # Running the kernel's makefiles up to, but not including, compilation
  make bc bison flex libssl-dev perl binutils libc6-dev xz-utils
)

missing() {
  local package
  for package in "${packages[@]}"; do
    if [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" != installed ]; then
      echo "$package"
    fi
  done
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    echo "install-packages: not root, and there is no sudo; as root, run: $*" >&2
    exit 2
  fi
}

# Lists older than a week may name packages that the mirror no longer has.
lists_are_fresh() {
  [ -n "$(find /var/lib/apt/lists -maxdepth 1 -name '*_Packages*' -mtime -7 -print -quit 2>/dev/null)" ]
}

if [ "${1-}" = --update-lists ]; then
  as_root apt-get update -q
  exit
fi
mapfile -t wanted < <(missing)
if [ "${#wanted[@]}" -eq 0 ]; then
  exit 0
fi
echo "installing: ${wanted[*]}"
lists_are_fresh || as_root apt-get update -q
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "${wanted[@]}"
