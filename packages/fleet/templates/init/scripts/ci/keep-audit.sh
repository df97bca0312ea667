#!/usr/bin/env bash
# Appends the audit of a run to the branch `governance`: keep-audit.sh FOLDER
# FOLDER has the lines of this run alone: ENVIRONMENT/rds_provision_audit.csv, and ENVIRONMENT/rds-catalog.yaml with the statuses.
set -euo pipefail
from=$(realpath "$1")
shopt -s nullglob
files=("$from"/*/rds_provision_audit.csv)
if ((${#files[@]} == 0)); then
  echo 'No database was looked at: there is nothing to keep.'
  exit 0
fi
url="https://github.com/$GITHUB_REPOSITORY.git"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for attempt in 1 2 3 4 5; do
  rm -rf "$work/branch"
  code=0
  git ls-remote --exit-code "$url" refs/heads/governance >/dev/null || code=$?
  case $code in
    0) git clone --quiet --depth 1 --branch governance "$url" "$work/branch" ;;
    2) git init --quiet --initial-branch governance "$work/branch" ;;
    *) exit "$code" ;;
  esac
  for file in "${files[@]}"; do
    environment=$(basename "$(dirname "$file")")
    folder="$work/branch/governance/$environment"
    kept="$folder/rds_provision_audit.csv"
    mkdir -p "$folder"
    # A run of this job that is repeated finds its lines there.
    if [[ ! -f $kept ]]; then
      cp "$file" "$kept"
    elif ! grep --quiet --line-regexp --fixed-strings --regexp "$(sed -n 2p "$file")" "$kept"; then
      tail --lines +2 "$file" >>"$kept"
    fi
    if [[ -f $from/$environment/rds-catalog.yaml ]]; then cp "$from/$environment/rds-catalog.yaml" "$folder/"; fi
  done
  git -C "$work/branch" add --all
  if [[ -z $(git -C "$work/branch" status --porcelain) ]]; then
    echo 'The branch governance has these lines.'
    exit 0
  fi
  git -C "$work/branch" commit --quiet --message "Record the databases of run $GITHUB_RUN_ID"
  # Another run may have pushed first: then the lines go after its lines.
  if git -C "$work/branch" push --quiet "$url" HEAD:refs/heads/governance; then exit 0; fi
  sleep "$((attempt * ${PAUSE:-2}))"
done
echo 'The branch governance cannot be pushed. The artifact of this run has the lines.' >&2
exit 1
