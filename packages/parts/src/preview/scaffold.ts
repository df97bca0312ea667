import type { RepositoryContribution } from '@goldenpath/extension';
import type { PreviewPart } from './types';

/** The caller of the platform's workflow. */
export function once(facts: PreviewPart): RepositoryContribution {
  return {
    files: [{ path: '.github/workflows/preview.yml', content: { yaml: workflow(facts) }, ownership: 'managed' }],
  };
}

/** A pull request from a fork has no preview: nothing runs for it. */
function workflow({ app, platform, workflow: uses, label }: PreviewPart): unknown {
  return {
    name: 'preview',
    on: { pull_request: { types: ['opened', 'synchronize', 'reopened', 'labeled', 'unlabeled', 'closed'] } },
    permissions: {},
    jobs: {
      preview: {
        if: 'github.event.pull_request.head.repo.full_name == github.repository',
        permissions: { contents: 'read' },
        uses,
        with: { app, platform, label },
        secrets: { RELEASE_APP_PRIVATE_KEY: '${{ secrets.RELEASE_APP_PRIVATE_KEY }}' },
      },
    },
  };
}
