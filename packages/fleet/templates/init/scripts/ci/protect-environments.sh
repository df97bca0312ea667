#!/usr/bin/env bash
# Creates the platform's GitHub environments with the required reviewers. Only protected branches may deploy to them. Run it as an
# administrator of $GITHUB_REPOSITORY (owner/name) after `gh auth login`, and again whenever approvers change.
set -euo pipefail
# Run by hand in a set-up clone, where the command is not on the PATH.
PATH="$PATH:$PWD/node_modules/.bin"

# An outdated CODEOWNERS file does not matter here.
environments=$({ goldenpath codeowners --check --json || true; } | jq --compact-output '.environments[]')
[[ -n $environments ]]
while IFS= read -r each; do
  name=$(jq --raw-output .environment <<<"$each")
  reviewers='[]'
  for team in $(jq --raw-output '.reviewers[]' <<<"$each"); do
    id=$(gh api "orgs/${GITHUB_REPOSITORY%%/*}/teams/$team" --jq .id)
    reviewers=$(jq --compact-output --argjson id "$id" '. + [{type: "Team", id: $id}]' <<<"$reviewers")
  done
  # GitHub refuses an empty list of reviewers, and rules for reviewers on some plans.
  jq --null-input --argjson reviewers "$reviewers" '
    (if $reviewers == [] then {} else {reviewers: $reviewers, prevent_self_review: true} end) +
    {deployment_branch_policy: {protected_branches: true, custom_branch_policies: false}}
  ' | gh api --silent --method PUT "repos/$GITHUB_REPOSITORY/environments/$name" --input -
  echo "$name: $(jq length <<<"$reviewers") teams of reviewers"
done <<<"$environments"

# Environments of jobs that belong to no target: nightly reads, publications and tags, and pull requests with databases.
for name in scheduled gitops requests; do
  echo '{"deployment_branch_policy": {"protected_branches": true, "custom_branch_policies": false}}' |
    gh api --silent --method PUT "repos/$GITHUB_REPOSITORY/environments/$name" --input -
  echo "$name: protected branches only"
done
