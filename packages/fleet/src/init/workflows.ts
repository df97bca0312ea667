const CHECKOUT = 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1';
const SETUP_NODE = 'actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0';
const AWS = 'aws-actions/configure-aws-credentials@e6de054238d6b7531b4efff3b6587d9aade6a06c # v6.2.3';
const APP_TOKEN = 'actions/create-github-app-token@1b10c78c7865c340bc4f6099eb2f838309f1e8c3 # v3.1.1';

/** The steps that every job starts with. */
const SETUP = `      - uses: ${SETUP_NODE}
        with:
          node-version: 24
          package-manager-cache: false
      - run: npm ci --no-audit --no-fund --ignore-scripts
      - run: echo "$PWD/node_modules/.bin" >>"$GITHUB_PATH"
`;

const CHECKED_OUT = `      - uses: ${CHECKOUT}
        with:
          persist-credentials: false
`;

/** Checks and reviews a pull request. It has no credentials: Terraform plans against a simulated cloud. */
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
      - uses: ${CHECKOUT}
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

/** Deploys and publishes what was merged. */
export const DEPLOY_WORKFLOW = `# Deploys the stacks after a merge, one target after another, and then publishes the manifests for Argo CD.
#
# A target is an environment, or \`organisation-wide\` for stacks that belong to no environment. Each needs a GitHub environment of
# that name. The workflow does nothing until the variable DEPLOY_ROLE_ARN is set.
# \`--data-only\`: no code of a spec runs in a job that has credentials.
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
      targets: \${{ steps.find.outputs.targets }}
    steps:
${CHECKED_OUT}${SETUP}      - name: Find the targets
        id: find
        run: |
          goldenpath affected --data-only --json >affected.json
          printf 'targets=%s\\n' "$(jq --compact-output .targets affected.json)" >>"$GITHUB_OUTPUT"

  deploy:
    needs: targets
    strategy:
      # In order: a target starts when the one before it has succeeded.
      max-parallel: 1
      fail-fast: true
      matrix:
        target: \${{ fromJSON(needs.targets.outputs.targets) }}
    runs-on: ubuntu-24.04
    timeout-minutes: 180
    environment: \${{ matrix.target }}
    permissions:
      contents: read
      id-token: write
    steps:
${CHECKED_OUT}${SETUP}      - uses: ${AWS}
        with:
          role-to-assume: \${{ vars.DEPLOY_ROLE_ARN }}
          aws-region: \${{ vars.AWS_REGION }}
      # Creates and configures the repositories of the applications.
      - uses: ${APP_TOKEN} # zizmor: ignore[github-app]
        id: app
        if: matrix.target == 'organisation-wide'
        with:
          app-id: \${{ vars.DEPLOY_APP_ID }}
          private-key: \${{ secrets.DEPLOY_APP_PRIVATE_KEY }}
          owner: \${{ github.repository_owner }} # zizmor: ignore[github-app]
      - name: Deploy
        env:
          GITHUB_TOKEN: \${{ steps.app.outputs.token }}
          TARGET: \${{ matrix.target }}
        run: |
          goldenpath affected --data-only --env "$TARGET" --json >stacks.json
          mapfile -t stacks < <(jq --raw-output '.stacks[].stack' stacks.json)
          if ((\${#stacks[@]} > 0)); then goldenpath deploy --data-only --auto-approve --stack "\${stacks[@]}"; fi

  publish:
    needs: deploy
    runs-on: ubuntu-24.04
    timeout-minutes: 60
    environment: gitops
    permissions:
      contents: read
    steps:
${CHECKED_OUT}${SETUP}      - run: goldenpath synth --data-only --quiet
      - uses: ${APP_TOKEN}
        id: app
        with:
          app-id: \${{ vars.GITOPS_APP_ID }}
          private-key: \${{ secrets.GITOPS_APP_PRIVATE_KEY }}
          owner: \${{ github.repository_owner }}
          repositories: \${{ vars.GITOPS_REPOSITORIES }}
          permission-contents: write
      - name: Publish
        env:
          GITOPS_TOKEN: \${{ steps.app.outputs.token }}
          # Git asks this helper, which reads the variable: the token is in no argument, no address and no file.
          GIT_CONFIG_COUNT: '1'
          GIT_CONFIG_KEY_0: credential.https://github.com.helper
          GIT_CONFIG_VALUE_0: '!f() { echo username=x-access-token; echo "password=$GITOPS_TOKEN"; }; f'
          GIT_AUTHOR_NAME: goldenpath
          GIT_AUTHOR_EMAIL: goldenpath@users.noreply.github.com
          GIT_COMMITTER_NAME: goldenpath
          GIT_COMMITTER_EMAIL: goldenpath@users.noreply.github.com
        run: goldenpath publish --data-only
`;
