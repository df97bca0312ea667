import { isMap } from '@goldenpath/extension';
import type { Draft } from './draft';
import type { ImportNode, ImportObject } from './node';

/** Reads `env` and `envFrom` of a container: plain variables, those of ConfigMaps, and secrets without their values. */
export function setContainerVariables(draft: Draft, container: ImportNode, objects: readonly ImportObject[]): void {
  for (const source of container.at('envFrom').items()) setSource(draft, source, objects);
  for (const variable of container.at('env').items()) setVariable(draft, variable, objects);
}

/** Returns the object of a kind and name; `undefined` if the source does not have it. */
export function objectNamed(objects: readonly ImportObject[], kind: string, name: string | undefined) {
  return objects.find(({ node }) => node.at('kind').text() === kind && node.at('metadata', 'name').text() === name);
}

function setSource(draft: Draft, source: ImportNode, objects: readonly ImportObject[]): void {
  const prefix = source.at('prefix').text() ?? '';
  const secret = source.at('secretRef', 'name').text();
  if (secret !== undefined) {
    const keys = secretKeys(objects, secret);
    if (keys.length === 0)
      return source.leaveOut(`The keys of the Secret ${secret} are not known. Add them to \`secrets\`.`);
    for (const key of keys) draft.secret(`${prefix}${key}`, {}, source);
    return;
  }
  const name = source.at('configMapRef', 'name').text();
  const map = objectNamed(objects, 'ConfigMap', name);
  if (map === undefined) return source.leaveOut(`The source has no ConfigMap ${name ?? ''}.`);
  source.take();
  own(draft, map);
  for (const [key, value] of map.node.at('data').entries())
    draft.variable(`${prefix}${key}`, value.text() ?? '', value);
}

function setVariable(draft: Draft, variable: ImportNode, objects: readonly ImportObject[]): void {
  const name = variable.at('name').text() ?? '';
  const from = variable.at('valueFrom');
  if (!from.isGiven) return draft.variable(name, variable.at('value').text() ?? '', variable);
  if (from.at('secretKeyRef').isGiven) return draft.secret(name, {}, variable);
  const reference = from.at('configMapKeyRef');
  const map = objectNamed(objects, 'ConfigMap', reference.at('name').text());
  const value = map?.node.at('data', reference.at('key').text() ?? '');
  if (map === undefined || value?.text() === undefined)
    return variable.leaveOut('Its value is known only in the cluster.');
  own(draft, map);
  value.take();
  draft.variable(name, value.text() ?? '', variable);
}

/** Makes an object one of the application's. */
export function own(draft: Draft, object: ImportObject): void {
  if (!draft.objects.includes(object)) draft.objects.push(object);
  const metadata = object.node.at('metadata');
  metadata.take();
  object.node.at('immutable').take();
}

/** The keys of a Secret, of an ExternalSecret or of a SealedSecret. Values are not read. */
function secretKeys(objects: readonly ImportObject[], name: string): string[] {
  return objects.flatMap(({ node }) => {
    const target = node.at('spec', 'target', 'name').text() ?? node.at('metadata', 'name').text();
    if (target !== name) return [];
    switch (node.at('kind').text()) {
      case 'Secret':
        return [...keysOf(node.at('data')), ...keysOf(node.at('stringData'))];
      case 'SealedSecret':
        return keysOf(node.at('spec', 'encryptedData'));
      case 'ExternalSecret':
        return node
          .at('spec', 'data')
          .items()
          .flatMap((item) => item.at('secretKey').text() ?? []);
      default:
        return [];
    }
  });
}

function keysOf({ value }: ImportNode): string[] {
  return isMap(value) ? Object.keys(value) : [];
}
