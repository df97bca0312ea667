import type { SealingScope } from '@goldenpath/extension';

/** A Secret of an application in an environment. */
export interface SealedFile {
  readonly environment: string;
  readonly secretName: string;
  readonly namespace: string;
}

/** What a file with a SealedSecret says. */
export interface SealedSecret {
  readonly name: string;
  /** @default it is not in the file */
  readonly namespace?: string;
  readonly scope: SealingScope;
  readonly encryptedData: Readonly<Record<string, string>>;
}

const SCOPES: readonly (readonly [annotation: string, scope: SealingScope])[] = [
  ['sealedsecrets.bitnami.com/cluster-wide', 'cluster-wide'],
  ['sealedsecrets.bitnami.com/namespace-wide', 'namespace-wide'],
];

/** Returns the path of a SealedSecret from the spec. */
export function sealedFile({ environment, secretName }: Omit<SealedFile, 'namespace'>): string {
  return `sealed/${environment}/${secretName}.yaml`;
}

/** Returns the annotations by which the controller and `kubeseal` know a scope. */
export function scopeAnnotations(scope: SealingScope): Readonly<Record<string, string>> {
  return Object.fromEntries(SCOPES.filter(([, own]) => own === scope).map(([annotation]) => [annotation, 'true']));
}

/** Returns a SealedSecret as an object of Kubernetes, as `kubeseal` writes it. */
export function sealedSecretObject({ name, namespace, scope, encryptedData }: SealedSecret): object {
  const annotations = scopeAnnotations(scope);
  const metadata = {
    name,
    ...(namespace !== undefined && { namespace }),
    ...(Object.keys(annotations).length > 0 && { annotations }),
  };
  return {
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata,
    spec: { encryptedData, template: { metadata, type: 'Opaque' } },
  };
}

/** Parses a SealedSecret, one of `kubeseal` as well; returns `undefined` for anything else. */
export function tryReadSealed(value: unknown): SealedSecret | undefined {
  const { apiVersion, kind, metadata, spec } = fieldsOf(value);
  if (apiVersion !== 'bitnami.com/v1alpha1' || kind !== 'SealedSecret') return undefined;
  const { name, namespace, annotations } = fieldsOf(metadata);
  const { encryptedData } = fieldsOf(spec);
  if (typeof name !== 'string' || !isSealedData(encryptedData)) return undefined;
  const marks = fieldsOf(annotations);
  const [, scope = 'strict' as const] = SCOPES.find(([annotation]) => marks[annotation] === 'true') ?? [];
  return { name, ...(typeof namespace === 'string' && { namespace }), scope, encryptedData };
}

function isSealedData(value: unknown): value is Readonly<Record<string, string>> {
  const entries = Object.entries(fieldsOf(value));
  return entries.length > 0 && entries.every(([, sealed]) => typeof sealed === 'string' && isSealedValue(sealed));
}

/** The shortest possible value: the length of the key, a key of 2048 bits, and the tag of an empty text. */
const SHORTEST = 2 + 256 + 16;

/** Returns whether a text can be a sealed value. What is not is perhaps a secret in plain text, or in base64. */
export function isSealedValue(text: string): boolean {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return false;
  const bytes = Buffer.from(text, 'base64');
  return bytes.length >= SHORTEST && bytes.readUInt16BE(0) >= 256 && bytes.readUInt16BE(0) + 18 <= bytes.length;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
