import type { PlatformFacts } from '@goldenpath/extension';
import { centralRepository } from '@goldenpath/model';
import { LABELS, type PlatformObject, wave } from '../object';
import { hasSettings } from './argocd-settings';
import { ARGOCD_API, ARGOCD_NAMESPACE, destinationOf, destinationsOf, OWN_CLUSTER } from './settings';

/** The projects. Their names are in the Applications. */
export const PROJECTS = { bootstrap: 'bootstrap', platform: 'platform', workloads: 'workloads' } as const;

const SEALED_SECRET = 'SealedSecret';

/**
 * Kinds that decide what a namespace may do or reach, that read or write secrets as an operator, and of Argo CD itself. An application cannot
 * have them. Network plugins add their own network policies to those of Kubernetes, and a generator hands out credentials of the operator.
 */
const NOT_FOR_WORKLOADS = [
  { group: '', kind: 'LimitRange' },
  { group: '', kind: 'ResourceQuota' },
  { group: '', kind: 'Secret' },
  { group: 'argoproj.io', kind: '*' },
  { group: 'bitnami.com', kind: SEALED_SECRET },
  { group: 'cilium.io', kind: '*' },
  { group: 'crd.projectcalico.org', kind: '*' },
  { group: 'external-secrets.io', kind: 'PushSecret' },
  { group: 'external-secrets.io', kind: 'SecretStore' },
  { group: 'gateway.networking.k8s.io', kind: 'Gateway' },
  { group: 'generators.external-secrets.io', kind: '*' },
  { group: 'networking.k8s.aws', kind: '*' },
  { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
  { group: 'projectcalico.org', kind: '*' },
  { group: 'rbac.authorization.k8s.io', kind: '*' },
  { group: 'vpcresources.k8s.aws', kind: '*' },
];

/** The kinds of the configuration of Argo CD. */
const OF_ARGOCD = ['Application', 'ApplicationSet', 'AppProject'].map((kind) => ({ group: 'argoproj.io', kind }));

/**
 * Returns the projects: `bootstrap` for the root application only, `platform` for what clusters have, and `workloads` for applications. Each
 * allows its own repositories, clusters, namespaces and kinds, and nothing else.
 *
 * @param helmRepositories - Where the charts of the platform are.
 */
export function projects(
  platform: PlatformFacts,
  helmRepositories: readonly string[] = [],
): Record<keyof typeof PROJECTS, PlatformObject> {
  const { url } = centralRepository(platform);
  return {
    bootstrap: project(PROJECTS.bootstrap, 'The root application only.', {
      sourceRepos: [url],
      destinations: [{ server: OWN_CLUSTER, namespace: ARGOCD_NAMESPACE }],
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: hasSettings(platform) ? [{ group: '', kind: 'ConfigMap' }, ...OF_ARGOCD] : OF_ARGOCD,
    }),
    platform: project(PROJECTS.platform, 'What the clusters have for applications. Owned by the platform team.', {
      sourceRepos: [url, ...helmRepositories],
      destinations: destinationsOf(platform).map((cluster) => ({ ...cluster, namespace: '*' })),
      clusterResourceWhitelist: [{ group: '*', kind: '*' }],
    }),
    workloads: project(PROJECTS.workloads, 'Applications. Owned by the development teams.', {
      sourceRepos: [workloadRepositories(platform)],
      destinations: workloadDestinations(platform),
      clusterResourceWhitelist: [],
      namespaceResourceBlacklist: forbiddenKinds(platform),
      roles: [developers(platform)],
    }),
  };
}

/** Where secrets are sealed in Git, an application brings its own. They make Secrets in its namespace only. */
function forbiddenKinds({ clusters }: PlatformFacts): typeof NOT_FOR_WORKLOADS {
  const areSealed = clusters.some(({ secretStore }) => secretStore.type === 'sealed-secrets');
  return NOT_FOR_WORKLOADS.filter(({ kind }) => !areSealed || kind !== SEALED_SECRET);
}

function workloadRepositories({ organisation, gitops }: PlatformFacts): string {
  if (gitops.layout === 'central') return centralRepository({ organisation, gitops }).url;
  return `https://github.com/${organisation}/*`;
}

function workloadDestinations(platform: PlatformFacts): unknown[] {
  const { clusters, environments } = platform;
  const all = clusters.flatMap(({ environment, namespaces }) => {
    const found = environments.find(({ name }) => name === environment);
    const cluster = found === undefined ? undefined : destinationOf(found, platform);
    return cluster === undefined ? [] : namespaces.map(({ name }) => ({ ...cluster, namespace: name }));
  });
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}

/** The teams see every application, and start a sync where no deployment needs an approval. */
function developers({ organisation, teams, environments }: PlatformFacts): Readonly<Record<string, unknown>> {
  const subject = `proj:${PROJECTS.workloads}:developers`;
  const allow = (action: string, name: string) =>
    `p, ${subject}, applications, ${action}, ${PROJECTS.workloads}/${name}, allow`;
  return {
    name: 'developers',
    description: 'The teams of the platform, as GitHub knows them.',
    groups: teams.map((team) => `${organisation}:${team}`),
    policies: [
      allow('get', '*'),
      ...environments.filter(({ isProduction }) => !isProduction).map(({ name }) => allow('sync', `*-${name}`)),
    ],
  };
}

function project(name: string, description: string, boundaries: Readonly<Record<string, unknown>>): PlatformObject {
  return {
    apiVersion: ARGOCD_API,
    kind: 'AppProject',
    metadata: { name, namespace: ARGOCD_NAMESPACE, labels: LABELS, annotations: wave(-2) },
    spec: { description, ...boundaries },
  };
}
