#!/usr/bin/env bash
# Updates the issues about drift from the plans in a folder: drift-issues.sh FOLDER. Texts are passed only in files and pipes. The fleet
# comes from the file $SNAPSHOT with the digest $DIGEST. Issues are found by their author, because labels can be removed.
set -euo pipefail

gh api --paginate "repos/$GITHUB_REPOSITORY/issues?state=open&creator=github-actions%5Bbot%5D&per_page=100" | jq --slurp 'add // []' >issues.json
goldenpath drift --plan "$1" --issues issues.json --json --snapshot "$SNAPSHOT" --snapshot-digest "$DIGEST" >drift.json
goldenpath drift --plan "$1" --markdown --snapshot "$SNAPSHOT" --snapshot-digest "$DIGEST" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
jq --raw-output '"\(.compared | length) stacks compared, \(.findings | length) findings, \(.actions | length) changes of issues."' drift.json

jq --compact-output '.actions[]' drift.json | while IFS= read -r action; do
  method=$(jq --raw-output .method <<<"$action")
  path=$(jq --raw-output .path <<<"$action")
  jq .body <<<"$action" | gh api --silent --method "$method" "repos/$GITHUB_REPOSITORY/$path" --input -
  # GitHub throttles faster writes.
  sleep "${PAUSE:-1}"
done
