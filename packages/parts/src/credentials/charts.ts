import type { ChartInput, ObjectFile, PodContribution } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import { PlainObject } from '../kubernetes/plain-object';
import type { CredentialsPart } from './types';

/**
 * Defaults that older operators add to each entry of `data`. They are written out because Argo CD compares lists of custom resources as a
 * whole, and would always show a difference.
 */
const REMOTE_DEFAULTS = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' };

/** Argo CD applies this object first, and waits for the Secret. Pods of a later wave do not start without it. */
const BEFORE_PODS = { 'argocd.argoproj.io/sync-wave': '-1' };

/** Adds an ExternalSecret, which syncs a Secret of the same name from Secrets Manager. */
export function add(chart: Chart, { facts }: ChartInput<CredentialsPart>): void {
  const { secretName, store, remotePath } = facts;
  new PlainObject(chart, 'external-secret', {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: secretName, annotations: BEFORE_PODS },
    spec: {
      refreshInterval: facts.refreshInterval,
      secretStoreRef: { kind: store.kind, name: store.name },
      // Running pods keep their credentials if the remote secret is temporarily missing.
      target: { name: secretName, creationPolicy: 'Owner', deletionPolicy: 'Retain' },
      data: facts.variables.map(({ variable, property }) => ({
        secretKey: variable,
        remoteRef: { key: remotePath, property, ...REMOTE_DEFAULTS },
      })),
    },
  });
}

/**
 * Pods read the credentials as variables, which a running container never sees change. Reloader rolls the pods when the Secret changes.
 *
 * @see https://github.com/stakater/Reloader
 */
export function pod({ secretName, reloads }: CredentialsPart): PodContribution {
  return {
    envFrom: [{ secretRef: { name: secretName } }],
    ...(reloads && { controllerAnnotations: { 'secret.reloader.stakater.com/reload': secretName } }),
  };
}

/** Only the path of the secret differs between environments. */
export function file(): ObjectFile {
  return { file: 'externalsecret.yaml', home: 'base' };
}
