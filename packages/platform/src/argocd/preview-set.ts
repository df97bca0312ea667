import type { PlatformFacts, PreviewsFacts } from '@goldenpath/extension';
import { centralRepository } from '@goldenpath/model';
import type { PlatformObject } from '../object';
import { PREVIEW_FILE, PREVIEWS_FOLDER } from '../previews/preview-files';
import { applicationSet } from './application-set';
import { PREVIEWS_PROJECT } from './preview-project';
import { destinationOf, GITHUB_CREDENTIALS } from './settings';
import { ignoredDifferences, syncPolicy } from './sync-policy';

/** How often GitHub is asked for pull requests. Its API allows few requests. */
const PULL_REQUESTS_EVERY_SECONDS = 300;

/**
 * Returns the ApplicationSet of previews: one Application for each open pull request with the label that `goldenpath preview up` has made
 * an environment for. It ends with the pull request, or when its folder is removed.
 */
export function previewSet(previews: PreviewsFacts, platform: PlatformFacts): PlatformObject[] {
  const from = platform.environments.find(({ name }) => name === previews.from);
  if (from === undefined || previews.apps.length === 0) return [];
  const { url, branch } = centralRepository(platform);
  return [
    applicationSet({
      name: 'previews',
      generators: previews.apps.map(({ app, organisation, repository }) => ({
        matrix: {
          generators: [
            {
              pullRequest: {
                github: {
                  owner: organisation,
                  repo: repository,
                  appSecretName: GITHUB_CREDENTIALS,
                  labels: [previews.label],
                },
                requeueAfterSeconds: PULL_REQUESTS_EVERY_SECONDS,
              },
            },
            {
              git: {
                repoURL: url,
                revision: branch,
                files: [{ path: `${PREVIEWS_FOLDER}/${app}/{{ .number }}/${PREVIEW_FILE}` }],
              },
            },
          ],
        },
      })),
      // The namespace goes with the Application, and everything in it.
      keepsObjects: false,
      application: '{{ .preview.name }}',
      labels: {
        'app.kubernetes.io/name': '{{ .preview.app }}',
        environment: previews.from,
        'pull-request': '{{ .number }}',
      },
      spec: {
        project: PREVIEWS_PROJECT,
        source: { repoURL: url, targetRevision: branch, path: '{{ .path.path }}' },
        destination: { ...destinationOf(from, platform), namespace: '{{ .preview.name }}' },
        ignoreDifferences: ignoredDifferences(platform),
        syncPolicy: syncPolicy(false, ['RespectIgnoreDifferences=true', 'CreateNamespace=false']),
      },
    }),
  ];
}
