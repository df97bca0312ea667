import type { Chart } from 'cdk8s';
import { PlainObject } from '../kubernetes/plain-object';
import { scopeAnnotations } from './sealed-file';
import type { SecretSource } from './types';

/** A Secret that pods read. */
export interface SecretInput {
  /** The name of the Secret, and of the object that makes it. */
  readonly secretName: string;
  readonly source: SecretSource;
  /** Its keys, and where an external store has their values: a property of a remote secret, or the whole of it. */
  /** Further keys: Go templates over the others. @default none */
  readonly composed?: Readonly<Record<string, string>>;
  readonly data: readonly {
    readonly key: string;
    readonly remote: { readonly path: string; readonly property?: string };
  }[];
}

/**
 * Defaults that older operators add to each entry of `data`. They are written out because Argo CD compares lists of custom resources as a
 * whole, and would always show a difference.
 */
const REMOTE_DEFAULTS = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' };

/** Argo CD applies this object first, and waits for the Secret. Pods of a later wave do not start without it. */
const BEFORE_PODS = { 'argocd.argoproj.io/sync-wave': '-1' };

/** Adds what makes a Secret: an ExternalSecret, or a SealedSecret if one was sealed. */
export function addSecret(chart: Chart, id: string, { secretName, source, data, composed }: SecretInput): void {
  if ('sealed' in source) return addSealedSecret(chart, id, { secretName, composed }, source.sealed);
  const { store, refreshInterval } = source;
  new PlainObject(chart, id, {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: secretName, annotations: BEFORE_PODS },
    spec: {
      refreshInterval,
      secretStoreRef: { kind: store.kind, name: store.name },
      // Running pods keep their credentials if the remote secret is temporarily missing.
      target: {
        name: secretName,
        creationPolicy: 'Owner',
        deletionPolicy: 'Retain',
        ...(composed && { template: templateOf(data, composed) }),
      },
      data: data.map(({ key, remote: { path, property } }) => ({
        secretKey: key,
        remoteRef: { key: path, ...(property !== undefined && { property }), ...REMOTE_DEFAULTS },
      })),
    },
  });
}

/** A template replaces the keys, so it has all of them. */
function templateOf(data: SecretInput['data'], composed: Readonly<Record<string, string>>): object {
  const plain = Object.fromEntries(data.map(({ key }) => [key, `{{ .${key} }}`]));
  return { engineVersion: 'v2', mergePolicy: 'Replace', data: { ...plain, ...composed } };
}

function addSealedSecret(
  chart: Chart,
  id: string,
  {
    secretName: name,
    composed,
  }: { readonly secretName: string; readonly composed: SecretInput['composed'] | undefined },
  { scope, encryptedData }: Extract<SecretSource, { readonly sealed: unknown }>['sealed'],
): void {
  if (encryptedData === undefined) return;
  const annotations = scopeAnnotations(scope);
  new PlainObject(chart, id, {
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata: { name, annotations: { ...BEFORE_PODS, ...annotations } },
    spec: {
      encryptedData,
      template: {
        metadata: { name, ...(Object.keys(annotations).length > 0 && { annotations }) },
        type: 'Opaque',
        // The controller adds the sealed keys to these.
        ...(composed && { data: composed }),
      },
    },
  });
}

/** Returns the file of a Secret's object. A SealedSecret differs from environment to environment in everything. */
export function secretFile(kind: string, external: string, sealed: string): { file: string; home: 'base' | 'overlay' } {
  return kind === 'SealedSecret' ? { file: sealed, home: 'overlay' } : { file: external, home: 'base' };
}
