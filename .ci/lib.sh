# shellcheck shell=bash
# What the scripts of this folder share: the versions of the real parts, where they are kept, and how a step speaks.
# Sourced, never run.

# The parts under test. One list, so that scripts, images and messages cannot disagree.
readonly ETCD_VERSION=3.6.5         # built from its Go module
readonly ETCD_DEBIAN_VERSION=3.4.23 # Debian's etcd-server, on the PATH
readonly TOXIPROXY_VERSION=2.12.0   # built from its Go module

# The names that a user would pull: the images built here stand in for them where no image registry is reachable.
readonly ETCD_REPOSITORY=gcr.io/etcd-development/etcd
readonly TOXIPROXY_REPOSITORY=ghcr.io/shopify/toxiproxy

# Outside the checkout, by version: `refute run etcd --version V` looks in the same place.
readonly CACHE="${XDG_CACHE_HOME:-$HOME/.cache}/refute"
readonly TOXIPROXY_BINARY="$CACHE/toxiproxy/$TOXIPROXY_VERSION/toxiproxy-server"
# Knossos: either a file with its class path, put there by hand, or known to be found by Maven's profile knossos.
KNOSSOS_VERSION=$(sed -n 's:.*<knossos.version>\(.*\)</.*:\1:p' pom.xml)
readonly KNOSSOS_VERSION
readonly KNOSSOS_CLASSPATH="$CACHE/knossos/classpath"
readonly KNOSSOS_PROFILE="$CACHE/ci/knossos-$KNOSSOS_VERSION"
etcd_folder() { echo "$CACHE/etcd/$1"; }

step() { printf -- '--- %s\n' "$*"; }

# Says what is missing and what that costs. A part that cannot be had is never an error here: the tests that need it
# are skipped, and say so themselves.
lacking() { printf '!!! %s; skipped for it: %s\n' "$1" "$2"; }

has() { command -v "$1" >/dev/null 2>&1; }

# True when an engine answers within 5 seconds.
engine_answers() { has docker && timeout 5 docker info >/dev/null 2>&1 </dev/null; }
