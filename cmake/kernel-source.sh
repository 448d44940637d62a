#!/bin/bash
# Prints the directory of the kernel source that hookqual is tried on: that of Debian's
# package, downloaded (not installed) and unpacked under build/kernel/ if it is not there.
# What it does meanwhile goes to standard error.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
readonly here
readonly package=linux-source-6.12
readonly store=${here%/*}/build/kernel

# With the slash, also where build/kernel is a link to that of another worktree.
unpacked() {
  find "$store/" -mindepth 1 -maxdepth 1 -type d -name "$package*" | sort | tail -n 1
}

download() {
  apt-get download "$package" || {
    "$here/install-packages.sh" --update-lists
    apt-get download "$package"
  }
}

# Unpacked beside its final place, so that an interrupted run is not taken for a finished one.
get() {
  local unpacking=$store/unpacking
  rm -rf "$unpacking"
  mkdir -p "$unpacking/tree"
  echo "downloading $package (about 150 MB)"
  (cd "$unpacking" && download)
  echo "unpacking it (1.7 GB)"
  dpkg-deb -x "$unpacking/$package"_*.deb "$unpacking/package"
  tar -C "$unpacking/tree" -xf "$unpacking/package/usr/src/$package".tar.*
  mv "$unpacking/tree/$package"* "$store/"
  rm -rf "$unpacking"
}

mkdir -p "$store"
if [ -z "$(unpacked)" ]; then
  get >&2
fi
unpacked
