// Generated from scripts/generate/init/deploy.yml by `pnpm generate`. Do not edit.
import { KEEP_AUDIT } from './keep-audit';
import { SETUP } from './setup-steps';

/** `.github/workflows/deploy.yml` of a new fleet. */
export const DEPLOY_WORKFLOW = `# Deploys the stacks after a merge, one target after another. Each target ends with the publication of its manifests for Argo CD.
#
# A target is an environment, or \`organisation-wide\` for stacks that belong to no environment. Each needs a GitHub environment of
# that name. The workflow does nothing until the variable DEPLOY_ROLE_ARN is set.
# Specs in TypeScript and extensions are code. They run in the job \`targets\`, which has no credentials, and the other jobs take its
# snapshot of the fleet.
name: deploy

on:
  push:
    branches: [main]
  workflow_dispatch:

permissions: {}

concurrency:
  group: deploy
  cancel-in-progress: false

jobs:
  targets:
    if: vars.DEPLOY_ROLE_ARN != '' && github.ref == format('refs/heads/{0}', github.event.repository.default_branch)
    runs-on: ubuntu-24.04
    timeout-minutes: 20
    permissions:
      contents: read
    outputs:
      matrix: \${{ steps.find.outputs.matrix }}
      digest: \${{ steps.snapshot.outputs.digest }}
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
${SETUP}      - name: Find the targets
        id: find
        run: |
          goldenpath affected --json >affected.json
          matrix=$(jq --compact-output '. as {$stacks, $targets} | {include: [$targets[] as $target | {target: $target, stacks:
            ([$stacks[] | select((.environment // "organisation-wide") == $target) | .stack] | join(" "))}]}' affected.json)
          printf 'matrix=%s\\n' "$matrix" >>"$GITHUB_OUTPUT"
      - name: Write the snapshot
        id: snapshot
        run: |
          digest=$(goldenpath snapshot --out fleet.snapshot | tail --lines 1)
          printf 'digest=%s\\n' "$digest" >>"$GITHUB_OUTPUT"
      - uses: actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0
        with:
          name: fleet-snapshot
          path: fleet.snapshot
          if-no-files-found: error
          retention-days: 7
          overwrite: true

  deploy:
    needs: targets
    strategy:
      # In order: a target starts when the one before it has succeeded.
      max-parallel: 1
      fail-fast: true
      matrix: \${{ fromJSON(needs.targets.outputs.matrix) }}
    # A deployment provisions databases, and the instances are not public: DATABASE_RUNNER names a runner that reaches them.
    runs-on: \${{ vars.DATABASE_RUNNER || 'ubuntu-24.04' }}
    timeout-minutes: 180
    environment: \${{ matrix.target }}
    permissions:
      contents: read
      id-token: write
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
      # Creates and configures the repositories of the applications.
      - uses: actions/create-github-app-token@1b10c78c7865c340bc4f6099eb2f838309f1e8c3 # v3.1.1 # zizmor: ignore[github-app]
        id: app
        if: matrix.target == 'organisation-wide'
        with:
          app-id: \${{ vars.DEPLOY_APP_ID }}
          private-key: \${{ secrets.DEPLOY_APP_PRIVATE_KEY }}
          owner: \${{ github.repository_owner }} # zizmor: ignore[github-app]
      - name: Deploy
        env:
          GITHUB_TOKEN: \${{ steps.app.outputs.token }}
          TF_VAR_aws_role: \${{ vars.STACK_ROLE || 'deploy' }}
          TF_PLUGIN_CACHE_DIR: \${{ runner.temp }}/terraform-plugins
          TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: 'true'
          STACKS: \${{ matrix.stacks }}
          SNAPSHOT: \${{ runner.temp }}/snapshot/fleet.snapshot
          DIGEST: \${{ needs.targets.outputs.digest }}
        run: |
          rm -rf governance
          read -ra stacks <<<"$STACKS"
          if ((\${#stacks[@]} > 0)); then
            goldenpath deploy --auto-approve --snapshot "$SNAPSHOT" --snapshot-digest "$DIGEST" \\
              --out "$RUNNER_TEMP/out" --stack "\${stacks[@]}"
          fi
      - uses: actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0
        if: \${{ !cancelled() }}
        with:
          name: rds-audit-\${{ matrix.target }}
          path: governance
          if-no-files-found: ignore
          overwrite: true
      - uses: actions/create-github-app-token@1b10c78c7865c340bc4f6099eb2f838309f1e8c3 # v3.1.1
        id: gitops
        if: matrix.target != 'organisation-wide'
        with:
          app-id: \${{ vars.GITOPS_APP_ID }}
          private-key: \${{ secrets.GITOPS_APP_PRIVATE_KEY }}
          owner: \${{ github.repository_owner }}
          repositories: \${{ vars.GITOPS_REPOSITORIES }}
          permission-contents: write
      # Last, because pods may need the new cloud resources. What other environments run does not change.
      - name: Publish
        if: matrix.target != 'organisation-wide'
        env:
          GITOPS_TOKEN: \${{ steps.gitops.outputs.token }}
          # Git asks this helper, which reads the variable: the token is in no argument, no address and no file.
          GIT_CONFIG_COUNT: '1'
          GIT_CONFIG_KEY_0: credential.https://github.com.helper
          GIT_CONFIG_VALUE_0: '!f() { echo username=x-access-token; echo "password=$GITOPS_TOKEN"; }; f'
          GIT_AUTHOR_NAME: goldenpath
          GIT_AUTHOR_EMAIL: goldenpath@users.noreply.github.com
          GIT_COMMITTER_NAME: goldenpath
          GIT_COMMITTER_EMAIL: goldenpath@users.noreply.github.com
          TARGET: \${{ matrix.target }}
          SNAPSHOT: \${{ runner.temp }}/snapshot/fleet.snapshot
          DIGEST: \${{ needs.targets.outputs.digest }}
        run: goldenpath publish --env "$TARGET" --snapshot "$SNAPSHOT" --snapshot-digest "$DIGEST"

  # Appends what was done to databases to the branch \`governance\`, also where the deployment failed.
  audit:
    needs: deploy
    if: \${{ !cancelled() && needs.deploy.result != 'skipped' }}
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions:
      contents: write
    steps:
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
