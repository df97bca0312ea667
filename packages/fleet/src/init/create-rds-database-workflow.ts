// Generated from .github/workflows/create-rds-database.yml by `pnpm generate`. Do not edit.
import { SETUP } from './setup-steps';

/** `.github/workflows/create-rds-database.yml` of a new fleet. */
export const CREATE_RDS_DATABASE_WORKFLOW = `# Writes the spec of a requested database, and opens a pull request with it. After the merge, deploy.yml makes and provisions the database.
#
# A form starts it: \`Run workflow\` in GitHub, or a template of Backstage with the action \`github:actions:dispatch\`.
name: create-rds-database

on:
  workflow_dispatch:
    inputs:
      component_id:
        description: The name of the application, and of its folder
        type: string
        required: true
      databaseName:
        description: The name of the PostgreSQL database
        type: string
        required: true
      username:
        description: The PostgreSQL role that owns the database
        type: string
        required: true
      owner:
        description: The team that owns it
        type: string
        required: true
      environment:
        description: The environment; several are separated by commas
        type: string
        required: true
      kind:
        description: A database alone, or with a backend application
        type: choice
        options: [rds-database, backend-app-rds]
        default: rds-database
      size:
        description: The size of the instance
        type: choice
        options: [small, medium, large, xlarge]
        default: small
      instance:
        description: The instance that the environment shares, or a dedicated one
        type: choice
        options: [shared, dedicated]
        default: shared
      risk:
        description: The impact of a loss or a leak
        type: choice
        options: [low, medium, high]
        default: medium
      description:
        description: The purpose, in one line
        type: string

permissions: {}

concurrency:
  group: create-rds-database-\${{ inputs.component_id }}
  cancel-in-progress: false

jobs:
  # Checks the inputs and writes the spec, without credentials: the specs of the fleet may be code, and adding one evaluates them.
  spec:
    if: github.ref == format('refs/heads/{0}', github.event.repository.default_branch)
    runs-on: ubuntu-24.04
    timeout-minutes: 20
    permissions:
      contents: read
    outputs:
      name: \${{ steps.write.outputs.name }}
      # The change in base64; empty if the fleet has this database.
      patch: \${{ steps.write.outputs.patch }}
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
${SETUP}      - name: Write the spec
        id: write
        env:
          NAME: \${{ inputs.component_id }}
          DATABASE: \${{ inputs.databaseName }}
          ROLE: \${{ inputs.username }}
          OWNER: \${{ inputs.owner }}
          ENVIRONMENTS: \${{ inputs.environment }}
          KIND: \${{ inputs.kind }}
          SIZE: \${{ inputs.size }}
          INSTANCE: \${{ inputs.instance }}
          RISK: \${{ inputs.risk }}
          DESCRIPTION: \${{ inputs.description }}
        run: |
          if ! [[ $NAME =~ ^[a-z0-9]+(-[a-z0-9]+)*$ ]]; then
            echo 'The component_id is not a name: use lower-case letters, digits and single hyphens, such as user-service.' >&2
            exit 1
          fi
          file=apps/$NAME/app.yaml
          # The spec of an earlier request is put aside and compared.
          earlier=$(mktemp -d)
          if [[ -f $file ]]; then mv "apps/$NAME" "$earlier/app"; fi
          fields=(
            --kind="$KIND" --name="$NAME" --description="\${DESCRIPTION:-The database $DATABASE}" --owner="$OWNER"
            --environments="$ENVIRONMENTS" --database-name="$DATABASE" --database-username="$ROLE" --database-size="$SIZE" --risk="$RISK"
          )
          if [[ $INSTANCE != shared ]]; then fields+=(--set "database.instance=$INSTANCE"); fi
          goldenpath new "\${fields[@]}" >"$earlier/log"
          if [[ -d $earlier/app ]]; then
            if cmp --silent "$earlier/app/app.yaml" "$file"; then
              echo "The fleet has this database: $file. Nothing to do."
              exit 0
            fi
            echo "$file exists with other values. Change it in a pull request." >&2
            exit 1
          fi
          git add --intent-to-add "$file"
          changed=("$file")
          if [[ -f rds-catalog.yaml ]]; then
            goldenpath rds catalog
            changed+=(rds-catalog.yaml)
          fi
          if [[ -f .github/CODEOWNERS ]]; then
            goldenpath codeowners >>"$earlier/log"
            changed+=(.github/CODEOWNERS)
          fi
          git diff --no-ext-diff --no-textconv -- "\${changed[@]}" | tee "$earlier/patch"
          patch=$(base64 --wrap=0 "$earlier/patch")
          if ((\${#patch} > 100000)); then
            echo 'The change is too large: rds-catalog.yaml or .github/CODEOWNERS is out of date. Update it in another pull request first:' >&2
            echo 'run \`goldenpath rds catalog\` and \`goldenpath codeowners\`.' >&2
            exit 1
          fi
          printf 'name=%s\\npatch=%s\\n' "$NAME" "$patch" >>"$GITHUB_OUTPUT"

  # Runs nothing of the fleet.
  request:
    needs: spec
    if: needs.spec.outputs.patch != ''
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    environment: requests
    permissions:
      contents: write
      pull-requests: write
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
      # GitHub starts no workflows for a pull request that was opened with its own token. With an App, it starts plan.yml.
      - uses: actions/create-github-app-token@1b10c78c7865c340bc4f6099eb2f838309f1e8c3 # v3.1.1
        id: app
        if: vars.REQUEST_APP_ID != ''
        with:
          app-id: \${{ vars.REQUEST_APP_ID }}
          private-key: \${{ secrets.REQUEST_APP_PRIVATE_KEY }}
          permission-contents: write
          permission-pull-requests: write
      - name: Open the pull request
        env:
          NAME: \${{ needs.spec.outputs.name }}
          PATCH: \${{ needs.spec.outputs.patch }}
          BASE: \${{ github.event.repository.default_branch }}
          APP: \${{ vars.REQUEST_APP_ID }}
          GH_TOKEN: \${{ steps.app.outputs.token || github.token }}
          # Git calls this helper, which reads the variable, so that the token is in no argument, URL or file.
          GIT_CONFIG_COUNT: '1'
          GIT_CONFIG_KEY_0: credential.https://github.com.helper
          GIT_CONFIG_VALUE_0: '!f() { echo username=x-access-token; echo "password=$GH_TOKEN"; }; f'
          GIT_AUTHOR_NAME: \${{ github.actor }}
          GIT_AUTHOR_EMAIL: \${{ github.actor_id }}+\${{ github.actor }}@users.noreply.github.com
          GIT_COMMITTER_NAME: goldenpath
          GIT_COMMITTER_EMAIL: goldenpath@users.noreply.github.com
        run: |
          # Checked again: the job before this one ran code of specs.
          [[ $NAME =~ ^[a-z0-9]+(-[a-z0-9]+)*$ ]]
          file=apps/$NAME/app.yaml
          branch=create-rds-database/$NAME
          url="https://github.com/$GITHUB_REPOSITORY.git"
          base64 --decode <<<"$PATCH" \\
            | git apply --index --include="$file" --include=rds-catalog.yaml --include=.github/CODEOWNERS
          open=$(gh pr list --repo "$GITHUB_REPOSITORY" --head "$branch" --state open --json url,isCrossRepository \\
            --jq '[.[] | select(.isCrossRepository | not)][0].url // ""')
          earlier=$(git ls-remote "$url" "refs/heads/$branch" | cut -f 1)
          if [[ -n $open ]]; then
            git fetch --quiet --depth 1 "$url" "refs/heads/$branch"
            if git diff --cached --quiet FETCH_HEAD -- "$file"; then
              echo "The pull request is open: $open"
              exit 0
            fi
            echo "Another request for $NAME is open: $open. Merge or close it, and run this workflow again." >&2
            exit 1
          fi
          git commit --quiet --message "Add the database of $NAME"
          # A branch without an open pull request is of a request that was closed, or that failed here: it is replaced.
          git push --quiet --force-with-lease="refs/heads/$branch:$earlier" "$url" "HEAD:refs/heads/$branch"
          body="@$GIT_AUTHOR_NAME requested this database. After the merge, the workflow \\\`deploy\\\` makes and provisions it."
          if [[ -z $APP ]]; then
            body+=$'\\n\\nClose and reopen this pull request to start its checks: GitHub starts none for a pull request of its own token.'
          fi
          gh pr create --repo "$GITHUB_REPOSITORY" --base "$BASE" --head "$branch" \\
            --title "Add the database of $NAME" --body "$body" | tee --append "$GITHUB_STEP_SUMMARY"
`;
