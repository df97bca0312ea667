import type { ComponentFacts, Exposure } from '@goldenpath/extension';
import type { KubernetesObject } from '@goldenpath/manifests';
import type { PlatformFacts } from '@goldenpath/model';
import { loadAll } from 'js-yaml';
import { platformManifests } from './fleet';

/** Every object of a platform's manifests, in the order of its files. Kustomizations are left out. */
export function platformObjects(platform: PlatformFacts): KubernetesObject[] {
  return platformManifests(platform)
    .filter(({ path }) => !path.endsWith('/kustomization.yaml'))
    .flatMap(({ content }) => loadAll(content) as KubernetesObject[]);
}

const EXPOSURES: readonly Exposure[] = [
  { type: 'ingress', className: 'kong', controller: 'kong' },
  { type: 'ingress', className: 'own' },
  { type: 'ingress', className: 'alb', controller: 'alb' },
  { type: 'gateway', name: 'public', namespace: 'gateways' },
];

/** Every component. One has a version and values of its own. */
export const COMPONENTS: readonly ComponentFacts[] = [
  { name: 'backstage' },
  { name: 'cert-manager', version: 'v1.18.2', values: { crds: { enabled: false }, extraArgs: ['--v=4'] } },
  { name: 'external-dns' },
  { name: 'external-secrets' },
  { name: 'kong' },
  { name: 'kube-prometheus-stack' },
  { name: 'metrics-server' },
  { name: 'opentelemetry-collector' },
  { name: 'keda' },
  { name: 'reloader' },
  { name: 'sealed-secrets' },
  { name: 'traefik' },
];

/** Platforms that differ from one in the layout, the way in, the store, the metrics, the cluster and the components. */
export function platformsOf(platform: PlatformFacts): PlatformFacts[] {
  const elsewhere: PlatformFacts = {
    ...platform,
    gitops: { ...platform.gitops, layout: 'app-repositories' },
    environments: platform.environments.map((environment) => ({
      ...environment,
      cluster: { name: environment.name, server: `https://${environment.name}.example.org` },
    })),
    clusters: platform.clusters.map((cluster) => ({
      ...cluster,
      secretStore: { ...cluster.secretStore, kind: 'SecretStore' },
      storageClass: 'fast',
      sharedVolumes: { storageClass: 'efs-sc', fileSystem: 'fs-0a1b2c3d4e5f60718' },
      components: COMPONENTS,
      observability: {
        metrics: 'annotations',
        monitorLabels: {},
        otlpEndpoint: 'http://otel-collector.monitoring:4318',
      },
    })),
  };
  return [platform, elsewhere].flatMap((one) =>
    EXPOSURES.map((exposure) => ({ ...one, clusters: one.clusters.map((cluster) => ({ ...cluster, exposure })) })),
  );
}
