// Generated from scripts/generate/init/plan.yml by `pnpm generate`. Do not edit.
import { SETUP } from './setup-steps';

/** `.github/workflows/plan.yml` of a new fleet. */
export const PLAN_WORKFLOW = `# Validates and reviews a pull request. Terraform plans against a simulated cloud, so no credentials are needed.
name: plan

on:
  pull_request:

permissions: {}

concurrency:
  group: plan-\${{ github.event.pull_request.number }}
  cancel-in-progress: true

jobs:
  review:
    runs-on: ubuntu-24.04
    timeout-minutes: 30
    permissions:
      contents: read
    steps:
      # The merge commit of the pull request: its first parent is the base.
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          fetch-depth: 0
          persist-credentials: false
${SETUP}      - run: goldenpath validate
      - name: Review
        run: |
          code=0
          goldenpath review --base HEAD^1 --head HEAD --output review/review.md || code=$?
          if [[ -f review/review.md ]]; then cat review/review.md >>"$GITHUB_STEP_SUMMARY"; fi
          exit "$code"
`;
