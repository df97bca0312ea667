// Generated from .github/workflows/rotate-passwords.yml by `pnpm generate`. Do not edit.
import { KEEP_AUDIT } from './keep-audit';
import { SETUP } from './setup-steps';

/** `.github/workflows/rotate-passwords.yml` of a new fleet. */
export const ROTATE_PASSWORDS_WORKFLOW = `# Rotates the passwords that are due, environment by environment. The risk of an application decides how often its password is due.
#
# The job of an environment starts, and its reviewers are asked, only if a password in it is due. Without PLAN_ROLE_ARN, that is not known
# before: then every environment with databases has a job.
name: rotate-passwords

on:
  schedule:
    - cron: '41 3 * * *'
  workflow_dispatch:

permissions: {}

concurrency:
  group: rotate-passwords
  cancel-in-progress: false

jobs:
  environments:
    if: vars.DEPLOY_ROLE_ARN != '' && github.ref == format('refs/heads/{0}', github.event.repository.default_branch)
    runs-on: ubuntu-24.04
    timeout-minutes: 20
    permissions:
      contents: read
    outputs:
      environments: \${{ steps.find.outputs.environments }}
      digest: \${{ steps.snapshot.outputs.digest }}
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
${SETUP}      - name: Find the environments with databases
        id: find
        run: |
          goldenpath affected --json >fleet.json
          mapfile -t targets < <(jq --raw-output '.targets[] | select(. != "organisation-wide")' fleet.json)
          environments=()
          for target in "\${targets[@]}"; do
            goldenpath list --json --env "$target" >apps.json
            if jq --exit-status 'any(.apps[]; .database)' apps.json >/dev/null; then environments+=("$target"); fi
          done
          printf 'environments=%s\\n' "\${environments[*]}" >>"$GITHUB_OUTPUT"
      # Specs and extensions are code. They run here, without credentials. Jobs with credentials read this file.
      - name: Write the snapshot
        id: snapshot
        if: steps.find.outputs.environments != ''
        run: |
          digest=$(goldenpath snapshot --out fleet.snapshot | tail --lines 1)
          printf 'digest=%s\\n' "$digest" >>"$GITHUB_OUTPUT"
      - uses: actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0
        if: steps.find.outputs.environments != ''
        with:
          name: fleet-snapshot
          path: fleet.snapshot
          if-no-files-found: error
          retention-days: 7
          overwrite: true

  # Reads the dates of the passwords, and changes nothing.
  due:
    needs: environments
    if: needs.environments.outputs.environments != ''
    runs-on: ubuntu-24.04
    timeout-minutes: 20
    environment: scheduled
    permissions:
      contents: read
      id-token: write
    outputs:
      any: \${{ steps.find.outputs.any }}
      matrix: \${{ steps.find.outputs.matrix }}
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
${SETUP}      - uses: actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1
        with:
          name: fleet-snapshot
          path: \${{ runner.temp }}/snapshot
      - uses: aws-actions/configure-aws-credentials@e6de054238d6b7531b4efff3b6587d9aade6a06c # v6.2.3
        if: vars.PLAN_ROLE_ARN != ''
        with:
          role-to-assume: \${{ vars.PLAN_ROLE_ARN }}
          aws-region: \${{ vars.AWS_REGION }}
      - name: Find the passwords that are due
        id: find
        env:
          ENVIRONMENTS: \${{ needs.environments.outputs.environments }}
          ROLE: \${{ vars.PLAN_ROLE_ARN }}
          SNAPSHOT: \${{ runner.temp }}/snapshot/fleet.snapshot
          DIGEST: \${{ needs.environments.outputs.digest }}
        run: |
          read -ra environments <<<"$ENVIRONMENTS"
          due=()
          if [[ -z $ROLE ]]; then due=("\${environments[@]}") environments=(); fi
          for environment in "\${environments[@]}"; do
            # A secret that cannot be read is work as well: the job \`rotate\` of its environment reports it.
            goldenpath rds rotate --env "$environment" --due --auto --keep-going --dry-run --json \\
              --snapshot "$SNAPSHOT" --snapshot-digest "$DIGEST" >due.json || [[ -s due.json ]]
            jq --raw-output '.databases[] | "\\(.database): \\(.status)"' due.json
            if jq --exit-status 'any(.databases[]; .status == "planned" or .status == "failed")' due.json >/dev/null; then
              due+=("$environment")
            fi
          done
          matrix=$(jq --compact-output --null-input '{include: [$ARGS.positional[] | {environment: .}]}' --args "\${due[@]}")
          any=false
          if ((\${#due[@]} > 0)); then any=true; fi
          printf 'any=%s\\nmatrix=%s\\n' "$any" "$matrix" >>"$GITHUB_OUTPUT"

  # The instances are not public: DATABASE_RUNNER names a runner that reaches them.
  rotate:
    name: rotate in \${{ matrix.environment }}
    needs: [environments, due]
    if: needs.due.outputs.any == 'true'
    runs-on: \${{ vars.DATABASE_RUNNER || 'ubuntu-24.04' }}
    timeout-minutes: 60
    environment: \${{ matrix.environment }}
    permissions:
      contents: read
      id-token: write
    strategy:
      fail-fast: false
      matrix: \${{ fromJSON(needs.due.outputs.matrix) }}
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
${SETUP}      - uses: actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1
        with:
          name: fleet-snapshot
          path: \${{ runner.temp }}/snapshot
      - uses: aws-actions/configure-aws-credentials@e6de054238d6b7531b4efff3b6587d9aade6a06c # v6.2.3
        with:
          role-to-assume: \${{ vars.DEPLOY_ROLE_ARN }}
          aws-region: \${{ vars.AWS_REGION }}
      - name: Rotate
        env:
          TARGET: \${{ matrix.environment }}
          SNAPSHOT: \${{ runner.temp }}/snapshot/fleet.snapshot
          DIGEST: \${{ needs.environments.outputs.digest }}
        run: |
          rm -rf governance
          goldenpath rds rotate --env "$TARGET" --due --auto --keep-going --snapshot "$SNAPSHOT" --snapshot-digest "$DIGEST"
      - uses: actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0
        if: \${{ !cancelled() }}
        with:
          name: rds-audit-\${{ matrix.environment }}
          path: governance
          if-no-files-found: ignore
          overwrite: true

  # Also of a run that failed.
  audit:
    needs: rotate
    if: \${{ !cancelled() && needs.rotate.result != 'skipped' }}
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions:
      contents: write
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
      - uses: actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1
        with:
          pattern: rds-audit-*
          path: audit
          merge-multiple: true
      - name: Keep the audit
        env:
          GH_TOKEN: \${{ github.token }}
          GIT_CONFIG_COUNT: '1'
          GIT_CONFIG_KEY_0: credential.https://github.com.helper
          GIT_CONFIG_VALUE_0: '!f() { echo username=x-access-token; echo "password=$GH_TOKEN"; }; f'
          GIT_AUTHOR_NAME: goldenpath
          GIT_AUTHOR_EMAIL: goldenpath@users.noreply.github.com
          GIT_COMMITTER_NAME: goldenpath
          GIT_COMMITTER_EMAIL: goldenpath@users.noreply.github.com
        run: |
${KEEP_AUDIT}`;
