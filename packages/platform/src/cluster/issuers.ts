import type { ClusterFacts } from '@goldenpath/extension';
import { afterOperators, LABELS, type PlatformObject } from '../object';

/** The addresses of Let's Encrypt. The staging one has high limits, and no browser trusts its certificates. */
const LETSENCRYPT = {
  staging: 'https://acme-staging-v02.api.letsencrypt.org/directory',
  production: 'https://acme-v02.api.letsencrypt.org/directory',
};

/** Returns the issuer of certificates, where it is named after Let's Encrypt: another one belongs to the cluster. */
export function clusterIssuers({ clusterIssuer: name, exposure }: ClusterFacts): PlatformObject[] {
  if (name === undefined || !name.startsWith('letsencrypt')) return [];
  const server = name.includes('staging') ? LETSENCRYPT.staging : LETSENCRYPT.production;
  return [
    {
      apiVersion: 'cert-manager.io/v1',
      kind: 'ClusterIssuer',
      metadata: { name, labels: LABELS, annotations: afterOperators() },
      spec: {
        acme: {
          server,
          privateKeySecretRef: { name: `${name}-account` },
          solvers: [{ http01: solver(exposure) }],
        },
      },
    },
  ];
}

function solver(exposure: ClusterFacts['exposure']): Readonly<Record<string, unknown>> {
  if (exposure.type === 'ingress') return { ingress: { ingressClassName: exposure.className } };
  const { name, namespace } = exposure;
  return { gatewayHTTPRoute: { parentRefs: [{ name, namespace, kind: 'Gateway' }] } };
}
