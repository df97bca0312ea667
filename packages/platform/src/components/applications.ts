import type { ClusterFacts, ComponentFacts, PlatformFacts } from '@goldenpath/extension';
import { argoApplicationName } from '@goldenpath/model';
import { PROJECTS } from '../argocd/projects';
import { ARGOCD_API, ARGOCD_NAMESPACE, destinationOf } from '../argocd/settings';
import { platformSyncPolicy } from '../argocd/sync-policy';
import { LABELS, type PlatformObject, wave } from '../object';
import { CHARTS } from './charts';
import { DEFAULT_VALUES, mergedValues } from './values';

/** Returns the Applications that install the components of a cluster. Argo CD renders the charts. */
export function componentApplications(cluster: ClusterFacts, platform: PlatformFacts): PlatformObject[] {
  return (cluster.components ?? []).map((component) => application(component, cluster, platform));
}

/** Returns the Helm repositories of every component of the platform, each once and in order. */
export function helmRepositories({ clusters }: Pick<PlatformFacts, 'clusters'>): string[] {
  const all = clusters.flatMap(({ components = [] }) => components.map(({ name }) => CHARTS[name].repository));
  return [...new Set(all)].sort();
}

function application(component: ComponentFacts, cluster: ClusterFacts, platform: PlatformFacts): PlatformObject {
  const { name, version, values = {} } = component;
  const { environment } = cluster;
  const chart = CHARTS[name];
  return {
    apiVersion: ARGOCD_API,
    kind: 'Application',
    metadata: {
      name: argoApplicationName(name, environment),
      namespace: ARGOCD_NAMESPACE,
      labels: { ...LABELS, environment },
      annotations: wave(chart.wave),
    },
    spec: {
      project: PROJECTS.platform,
      source: {
        repoURL: chart.repository,
        chart: chart.chart,
        targetRevision: version ?? chart.version,
        helm: { releaseName: name, valuesObject: mergedValues(DEFAULT_VALUES[name](cluster, platform), values) },
      },
      destination: { ...destinationIn(environment, platform), namespace: chart.namespace },
      syncPolicy: platformSyncPolicy(),
    },
  };
}

function destinationIn(name: string, platform: PlatformFacts): Readonly<Record<string, string>> {
  const found = platform.environments.find((environment) => environment.name === name);
  return { ...destinationOf(found ?? { name }, platform) };
}
