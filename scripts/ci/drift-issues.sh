#!/usr/bin/env bash
# Reports drift to the summary of the job, and updates the issues about the plans in a folder: drift-issues.sh FOLDER. Git is always read, and
# the cluster from the file $APPLICATIONS or with the kubeconfig in $CLUSTER_CONFIG. Texts are passed only in files and pipes. The fleet
# comes from the file $SNAPSHOT with the digest $DIGEST. Issues are found by their author, because labels can be removed.
set -euo pipefail

plans=()
if compgen -G "$1/*.json" >/dev/null; then plans=(--plan "$1"); fi
cluster=()
if [[ -n ${APPLICATIONS:-} ]]; then
  cluster=(--argocd "$APPLICATIONS")
elif [[ -n ${CLUSTER_CONFIG:-} ]]; then
  config=$(mktemp)
  trap 'rm -f "$config"' EXIT
  printf '%s\n' "$CLUSTER_CONFIG" >"$config"
  cluster=(--kubeconfig "$config")
fi
unset CLUSTER_CONFIG

goldenpath drift "${plans[@]}" --git "${cluster[@]}" --markdown \
  --snapshot "$SNAPSHOT" --snapshot-digest "$DIGEST" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
if ((${#plans[@]} == 0)); then
  echo 'No plan was read, so the issues stay as they are.'
  # Without a role to plan with, there are no plans. Otherwise they are missing.
  if [[ ${PLANNED:-} == skipped ]]; then exit 0; fi
  echo '::error::No stack could be planned.'
  exit 1
fi

gh api --paginate "repos/$GITHUB_REPOSITORY/issues?state=open&creator=github-actions%5Bbot%5D&per_page=100" | jq --slurp 'add // []' >issues.json
goldenpath drift "${plans[@]}" --issues issues.json --json --snapshot "$SNAPSHOT" --snapshot-digest "$DIGEST" >drift.json
jq --raw-output '"\(.compared | length) stacks compared, \(.findings | length) findings, \(.actions | length) changes of issues."' drift.json

jq --compact-output '.actions[]' drift.json | while IFS= read -r action; do
  method=$(jq --raw-output .method <<<"$action")
  path=$(jq --raw-output .path <<<"$action")
  jq .body <<<"$action" | gh api --silent --method "$method" "repos/$GITHUB_REPOSITORY/$path" --input -
  # GitHub throttles faster writes.
  sleep "${PAUSE:-1}"
done
