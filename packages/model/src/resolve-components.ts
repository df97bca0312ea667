import type { ComponentFacts, ComponentName, Environment, Platform } from '@goldenpath/extension';

/** The host of the collector that a cluster gets: `<service>.<namespace>`, with or without `.svc` and more. */
const COLLECTOR = /^https?:\/\/opentelemetry-collector\.platform(\.svc(\.[a-z0-9.-]+)?)?(:[0-9]+)?(\/|$)/;

/** Returns whether the rest of the platform file needs a component in an environment. */
const NEEDED: Readonly<Record<ComponentName, (environment: Environment, platform: Platform) => boolean>> = {
  backstage: () => false,
  'cert-manager': ({ clusterIssuer }) => clusterIssuer !== undefined,
  'external-secrets': (_environment, { secretStore }) => secretStore.type !== 'sealed-secrets',
  'external-dns': () => false,
  kong: (_environment, platform) => controllerIs('kong', platform),
  traefik: (_environment, platform) => controllerIs('traefik', platform),
  'sealed-secrets': (_environment, { secretStore }) => secretStore.type === 'sealed-secrets',
  reloader: (_environment, { kubernetes }) => kubernetes.reloader,
  'metrics-server': () => true,
  'kube-prometheus-stack': ({ observability }) => observability.metrics === 'service-monitor',
  'opentelemetry-collector': ({ observability }) => COLLECTOR.test(observability.otlpEndpoint),
};

/** Every component, in the order of their names. */
export const COMPONENT_NAMES = (Object.keys(NEEDED) as ComponentName[]).sort();

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

/**
 * Returns the ARN of the role that the External Secrets Operator reads secrets with. The platform team creates the role. It is `undefined`
 * where the operator is not installed, and where the issuer of the cluster's tokens is not known: AWS then trusts the pod by itself.
 */
export function secretsRoleArn(environment: Environment, platform: Platform): string | undefined {
  const { name, aws, cluster } = environment;
  const isInstalled = componentsIn(environment, platform).some((component) => component.name === 'external-secrets');
  const readsAws = platform.secretStore.type === 'aws-secrets-manager';
  if (cluster?.oidcIssuer === undefined || !isInstalled || !readsAws) return undefined;
  // The longest possible name has 60 characters. IAM allows 64.
  return `arn:${aws.partition}:iam::${aws.accountId}:role${aws.rolePath ?? '/'}${platform.organisation}-${name}-secrets`;
}
