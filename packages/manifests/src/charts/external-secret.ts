import type { Chart } from 'cdk8s';
import type { CredentialsPart } from '@goldenpath/model';
import { PlainObject } from './plain-object';

/**
 * What older operators fill in at each entry of `data`. Written out because Argo CD compares lists of custom resources
 * as a whole, and would show the difference for ever.
 */
const REMOTE_DEFAULTS = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' };

/** An ExternalSecret, which keeps a Secret of the same name in step with Secrets Manager. */
export function addExternalSecret(chart: Chart, credentials: CredentialsPart): void {
  const { secretName, store, remotePath } = credentials;
  new PlainObject(chart, 'external-secret', {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: secretName },
    spec: {
      refreshInterval: credentials.refreshInterval,
      secretStoreRef: { kind: store.kind, name: store.name },
      // Running pods keep their credentials should the remote secret vanish for a while.
      target: { name: secretName, creationPolicy: 'Owner', deletionPolicy: 'Retain' },
      data: credentials.variables.map(({ variable, property }) => ({
        secretKey: variable,
        remoteRef: { key: remotePath, property, ...REMOTE_DEFAULTS },
      })),
    },
  });
}
