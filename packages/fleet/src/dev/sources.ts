import type { KubernetesObject } from '@goldenpath/manifests';
import { type Fields, fields, list, objectNamed } from './fields';

/** A value under a name, and where it comes from. */
export type Source =
  | { readonly name: string; readonly value: string }
  | ({ readonly name: string } & StoredValue)
  | { readonly name: string; readonly template: string; readonly keys: Readonly<Record<string, StoredValue>> }
  | { readonly name: string; readonly sealedIn: string };

/** A property of a secret of the store, or the whole of it. */
export interface StoredValue {
  readonly secret: string;
  readonly property?: string;
}

/** Returns the variables of an entry of `envFrom`. */
export function variablesOf(source: Fields, objects: readonly KubernetesObject[]): Source[] {
  const [map, secret] = [fields(source['configMapRef'])['name'], fields(source['secretRef'])['name']];
  return map !== undefined ? configurationOf(map, objects) : secretOf(secret, objects);
}

/** Returns the entries of a ConfigMap. */
export function configurationOf(name: unknown, objects: readonly KubernetesObject[]): Source[] {
  return Object.entries(fields(objectNamed(objects, 'ConfigMap', name)['data'])).map(([key, value]) => ({
    name: key,
    value: String(value),
  }));
}

/** Returns the keys of a Secret that an ExternalSecret or a SealedSecret makes. */
export function secretOf(name: unknown, objects: readonly KubernetesObject[]): Source[] {
  const { encryptedData, template } = fields(objectNamed(objects, 'SealedSecret', name)['spec']);
  const sealed = { ...fields(encryptedData), ...fields(fields(template)['data']) };
  return [
    ...externalKeys(fields(objectNamed(objects, 'ExternalSecret', name)['spec'])),
    // Only the controller of a cluster can open them.
    ...Object.keys(sealed).map((key) => ({ name: key, sealedIn: String(name) })),
  ];
}

/** A template replaces the keys, so it names all of them. */
function externalKeys(spec: Fields): Source[] {
  const keys = Object.fromEntries(
    list(spec['data']).map(({ secretKey, remoteRef }): [string, StoredValue] => {
      const { key, property } = fields(remoteRef);
      return [
        String(secretKey),
        { secret: String(key), ...(property !== undefined && { property: String(property) }) },
      ];
    }),
  );
  const template = fields(fields(fields(spec['target'])['template'])['data']);
  if (Object.keys(template).length === 0) return Object.entries(keys).map(([name, value]) => ({ name, ...value }));
  return Object.entries(template).map(([name, text]) => ({ name, template: String(text), keys }));
}

/** Whether an object of the application makes a Secret. */
export function isMade(name: unknown, objects: readonly KubernetesObject[]): boolean {
  return objects.some(
    ({ kind, metadata }) => (kind === 'ExternalSecret' || kind === 'SealedSecret') && metadata.name === name,
  );
}
