// Generated from .github/workflows/release.yml by `pnpm generate`. Do not edit.
import { SETUP } from './setup-steps';

/** `.github/workflows/release.yml` of a new fleet. */
export const RELEASE_WORKFLOW = `# Releases an image that the delivery workflow of an application has pushed: exactly this digest, under the tag that it has in the registry.
name: release

on:
  workflow_dispatch:
    inputs:
      app:
        description: The application
        type: string
        required: true
      environment:
        description: Where it is released
        type: string
        required: true
      tag:
        description: The tag of the image
        type: string
        required: true
      digest:
        description: The digest of the image
        type: string
        required: true

permissions: {}

concurrency:
  group: release-\${{ inputs.app }}-\${{ inputs.environment }}
  cancel-in-progress: false

jobs:
  # Checks the names before an environment is used, because GitHub would create an environment with any name.
  check:
    if: github.ref == format('refs/heads/{0}', github.event.repository.default_branch)
    runs-on: ubuntu-24.04
    timeout-minutes: 20
    permissions:
      contents: read
    outputs:
      app: \${{ steps.check.outputs.app }}
      environment: \${{ steps.check.outputs.environment }}
      tag: \${{ steps.check.outputs.tag }}
      image-digest: \${{ steps.check.outputs.image-digest }}
      digest: \${{ steps.snapshot.outputs.digest }}
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
${SETUP}      - name: Check what was passed
        id: check
        env:
          APP: \${{ inputs.app }}
          ENVIRONMENT: \${{ inputs.environment }}
          TAG: \${{ inputs.tag }}
          IMAGE_DIGEST: \${{ inputs.digest }}
        run: |
          for name in "$APP" "$ENVIRONMENT"; do
            if ! [[ $name =~ ^[a-z0-9]+(-[a-z0-9]+)*$ ]]; then
              echo 'Names are lower-case letters, digits and hyphens.' >&2
              exit 1
            fi
          done
          if ! [[ $TAG =~ ^$ENVIRONMENT-[0-9a-f]{7}$ && $IMAGE_DIGEST =~ ^sha256:[0-9a-f]{64}$ ]]; then
            echo 'The tag is ENVIRONMENT-COMMIT with 7 characters of the commit, and the digest starts with sha256:.' >&2
            exit 1
          fi
          goldenpath list --json --env "$ENVIRONMENT" >apps.json
          jq --exit-status --arg app "$APP" 'any(.apps[]; .name == $app)' apps.json >/dev/null || {
            echo "$APP does not run in $ENVIRONMENT." >&2
            exit 1
          }
          printf 'app=%s\\nenvironment=%s\\ntag=%s\\nimage-digest=%s\\n' "$APP" "$ENVIRONMENT" "$TAG" "$IMAGE_DIGEST" >>"$GITHUB_OUTPUT"
      # Specs and extensions are code. They run here, without credentials. Jobs with credentials read this file.
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

  release:
    name: release \${{ needs.check.outputs.app }} to \${{ needs.check.outputs.environment }}
    needs: check
    runs-on: ubuntu-24.04
    timeout-minutes: 30
    environment: \${{ needs.check.outputs.environment }}
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
          role-to-assume: \${{ vars.PROMOTE_ROLE_ARN }}
          aws-region: \${{ vars.AWS_REGION }}
      - uses: actions/create-github-app-token@1b10c78c7865c340bc4f6099eb2f838309f1e8c3 # v3.1.1
        id: app
        with:
          app-id: \${{ vars.GITOPS_APP_ID }}
          private-key: \${{ secrets.GITOPS_APP_PRIVATE_KEY }}
          owner: \${{ github.repository_owner }}
          repositories: \${{ vars.GITOPS_REPOSITORIES }}
          permission-contents: write
      - name: Release
        env:
          APP: \${{ needs.check.outputs.app }}
          ENVIRONMENT: \${{ needs.check.outputs.environment }}
          TAG: \${{ needs.check.outputs.tag }}
          IMAGE_DIGEST: \${{ needs.check.outputs.image-digest }}
          SNAPSHOT: \${{ runner.temp }}/snapshot/fleet.snapshot
          DIGEST: \${{ needs.check.outputs.digest }}
          GITOPS_TOKEN: \${{ steps.app.outputs.token }}
          GIT_CONFIG_COUNT: '1'
          GIT_CONFIG_KEY_0: credential.https://github.com.helper
          GIT_CONFIG_VALUE_0: '!f() { echo username=x-access-token; echo "password=$GITOPS_TOKEN"; }; f'
          GIT_AUTHOR_NAME: \${{ github.actor }}
          GIT_AUTHOR_EMAIL: \${{ github.actor_id }}+\${{ github.actor }}@users.noreply.github.com
          GIT_COMMITTER_NAME: goldenpath
          GIT_COMMITTER_EMAIL: goldenpath@users.noreply.github.com
        run: |
          status=$(goldenpath release status "$APP" --json --snapshot "$SNAPSHOT" --snapshot-digest "$DIGEST")
          image=$(jq --exit-status --raw-output '.apps[0].image' <<<"$status")
          # Only workflows of the application's default branch can push there, and tags do not move.
          there=$(aws ecr batch-get-image --repository-name "\${image#*/}" --image-ids "imageTag=$TAG" \\
            --query 'images[0].imageId.imageDigest' --output text)
          if [[ $there != "$IMAGE_DIGEST" ]]; then
            echo "In the registry, $image:$TAG is not $IMAGE_DIGEST but $there." >&2
            exit 1
          fi
          goldenpath release set "$APP" --env "$ENVIRONMENT" --tag "$TAG" --digest "$IMAGE_DIGEST" \\
            --snapshot "$SNAPSHOT" --snapshot-digest "$DIGEST"
`;
