import type { PlatformFacts, PreviewsFacts } from '@goldenpath/extension';
import { centralRepository, PREVIEW_PREFIX } from '@goldenpath/model';
import { LABELS, type PlatformObject, wave } from '../object';
import { ARGOCD_API, ARGOCD_NAMESPACE, destinationOf } from './settings';

/** The project of previews. */
export const PREVIEWS_PROJECT = 'previews';

/** Kinds that reach beyond the namespace of a preview, or that nothing of a preview needs. */
const NOT_FOR_PREVIEWS = [
  { group: '', kind: 'Secret' },
  { group: 'argoproj.io', kind: '*' },
];

/** Returns the project of previews: namespaces of their own in one cluster, from the central repository, which no pull request changes. */
export function previewProject({ from, apps }: PreviewsFacts, platform: PlatformFacts): PlatformObject[] {
  const environment = platform.environments.find(({ name }) => name === from);
  if (environment === undefined || apps.length === 0) return [];
  return [
    {
      apiVersion: ARGOCD_API,
      kind: 'AppProject',
      metadata: { name: PREVIEWS_PROJECT, namespace: ARGOCD_NAMESPACE, labels: LABELS, annotations: wave(-2) },
      spec: {
        description: 'Environments of pull requests.',
        sourceRepos: [centralRepository(platform).url],
        destinations: [{ ...destinationOf(environment, platform), namespace: `${PREVIEW_PREFIX}*` }],
        clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
        namespaceResourceBlacklist: NOT_FOR_PREVIEWS,
        roles: [
          {
            name: 'developers',
            description: 'The teams of the platform, as GitHub knows them.',
            groups: platform.teams.map((team) => `${platform.organisation}:${team}`),
            // The jobs of previews are suspended. The last action starts a run.
            policies: ['get', 'sync', 'action/batch/CronJob/create-job'].map(
              (action) =>
                `p, proj:${PREVIEWS_PROJECT}:developers, applications, ${action}, ${PREVIEWS_PROJECT}/*, allow`,
            ),
          },
        ],
      },
    },
  ];
}
