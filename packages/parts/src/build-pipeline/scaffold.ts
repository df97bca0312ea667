import type { RepositoryContribution } from '@goldenpath/extension';
import type { BuildPipelinePart } from './types';

/** What the workflow is asked for besides the image, by runtime. */
const RUNTIMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  node: { node_version: '24', test_command: 'npm ci --ignore-scripts && npm test' },
  python: {
    python_version: '3.11',
    test_command: 'pip install --require-hashes --requirement requirements-dev.txt && python -m pytest',
  },
};

/** The caller of the platform's workflow. */
export function once(facts: BuildPipelinePart): RepositoryContribution {
  return {
    files: [{ path: '.github/workflows/delivery.yml', content: { yaml: workflow(facts) }, ownership: 'managed' }],
  };
}

/** A pull request builds without a push; the branch is delivered to the first environment; the others are asked for. */
function workflow({
  workflow: uses,
  branch,
  ecrRepository,
  runtime,
  provenance,
  inputs,
  environments,
}: BuildPipelinePart): unknown {
  const names = environments.map(({ name }) => name);
  const chosen = `inputs.environment || '${names[0] ?? ''}'`;
  const mutable = environments.filter(({ mutableTags }) => mutableTags).map(({ name }) => name);
  return {
    name: 'delivery',
    on: {
      pull_request: null,
      push: { branches: [branch] },
      workflow_dispatch: {
        inputs: {
          environment: {
            description: 'Where the image is released to',
            type: 'choice',
            options: names,
            default: names[0],
          },
        },
      },
    },
    permissions: {},
    concurrency: {
      group: 'delivery-${{ github.ref }}-${{ inputs.environment }}',
      'cancel-in-progress': "${{ github.event_name == 'pull_request' }}",
    },
    jobs: {
      deliver: {
        permissions: { contents: 'read', 'id-token': 'write', ...(provenance && { attestations: 'write' }) },
        uses,
        with: {
          ecr_repository: ecrRepository,
          environment: `\${{ ${chosen} }}`,
          skip_push: "${{ github.event_name == 'pull_request' }}",
          push_latest:
            mutable.length === 0 ? false : `\${{ contains(fromJSON('${JSON.stringify(mutable)}'), ${chosen}) }}`,
          ...RUNTIMES[runtime],
          ...inputs,
        },
        secrets: {
          AWS_ROLE_ARN: '${{ vars.AWS_ROLE_ARN }}',
          RELEASE_APP_PRIVATE_KEY: '${{ secrets.RELEASE_APP_PRIVATE_KEY }}',
        },
      },
    },
  };
}
