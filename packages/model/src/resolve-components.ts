import type { ComponentFacts, ComponentName, Environment, Platform } from '@goldenpath/extension';

/** The host of the collector that a cluster gets: `<service>.<namespace>`, with or without `.svc` and more. */
const COLLECTOR = /^https?:\/\/opentelemetry-collector\.platform(\.svc(\.[a-z0-9.-]+)?)?(:[0-9]+)?(\/|$)/;

/** Returns whether the rest of the platform file needs a component in an environment. */
const NEEDED: Readonly<Record<ComponentName, (environment: Environment, platform: Platform) => boolean>> = {
  backstage: () => false,
  'cert-manager': ({ clusterIssuer }) => clusterIssuer !== undefined,
  'external-secrets': (_environment, { secretStore }) => secretStore.type !== 'sealed-secrets',
  'external-dns': () => false,
  keda: (_environment, { kubernetes }) => kubernetes.keda === true,
  kong: (_environment, platform) => controllerIs('kong', platform),
  traefik: (_environment, platform) => controllerIs('traefik', platform),
  'sealed-secrets': (_environment, { secretStore }) => secretStore.type === 'sealed-secrets',
  reloader: (_environment, { kubernetes }) => kubernetes.reloader,
  'metrics-server': () => true,
  'kube-prometheus-stack': ({ observability }) => observability.metrics === 'service-monitor',
  'opentelemetry-collector': ({ observability }) => COLLECTOR.test(observability.otlpEndpoint),
};

/** Every component, in the order of their names. */
const COMPONENT_NAMES = (Object.keys(NEEDED) as ComponentName[]).sort();

function controllerIs(name: 'kong' | 'traefik', { ingress }: Platform): boolean {
  return ingress.type === 'ingress' && ingress.controller === name;
}

/** Returns what Argo CD installs in the cluster of an environment, in order of name. Without `components` it installs nothing. */
export function componentsIn(environment: Environment, platform: Platform): ComponentFacts[] {
  const { components } = platform;
  if (components === undefined) return [];
  return COMPONENT_NAMES.flatMap((name) => {
    const { enabled = NEEDED[name](environment, platform), version, values } = components[name] ?? {};
    if (!enabled) return [];
    return [{ name, ...(version !== undefined && { version }), ...(values !== undefined && { values }) }];
  });
}
