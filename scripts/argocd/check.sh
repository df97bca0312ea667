#!/usr/bin/env bash
# Checks the Argo CD configuration that `goldenpath synth --out FOLDER` has written with Argo CD's own code. Needs Go and its module proxy, a few
# GB of disk and some minutes for the first build. No test needs it.
#
#   scripts/argocd/check.sh FOLDER...
set -euo pipefail

# From 3.2 on, Argo CD needs a module of its own repository that is published without a tag, which a module proxy may not have.
VERSION=${ARGOCD_VERSION:-v3.1.8}
here=$(cd "$(dirname "$0")" && pwd)
work=${XDG_CACHE_HOME:-$HOME/.cache}/goldenpath-argocd-check/$VERSION

if (($# == 0)); then
  echo 'Name the folders that goldenpath synth --out has written.' >&2
  exit 1
fi
mkdir -p "$work"
cp "$here/main.go" "$work/main.go"
if [[ ! -s $work/go.mod ]]; then
  module=$(cd "$(mktemp -d)" && go mod init fetch >/dev/null 2>&1 &&
    go mod download -json "github.com/argoproj/argo-cd/v3@$VERSION" | sed -n 's/^\t"Dir": "\(.*\)",$/\1/p')
  # A module does not inherit what the modules that it needs replace, so the replacements are copied.
  sed 's|^module .*|module goldenpath-argocd-check|' "$module/go.mod" >"$work/go.mod.new"
  install -m 644 "$module/go.sum" "$work/go.sum"
  mv "$work/go.mod.new" "$work/go.mod"
  (cd "$work" && go mod edit -require "github.com/argoproj/argo-cd/v3@$VERSION")
fi
(cd "$work" && GOFLAGS=-mod=mod go build -o check .)
"$work/check" "$@"
