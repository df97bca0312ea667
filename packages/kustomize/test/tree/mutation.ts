import * as fc from 'fast-check';

import type { KubernetesObject } from '@goldenpath/kustomize';

type Value = unknown;
type Parent = Record<string, Value> | Value[];

/** One edit of an object, encoded as numbers so that fast-check can shrink it. */
export interface Mutation {
  readonly object: number;
  readonly node: number;
  readonly action: number;
  readonly text: string;
}

/**
 * Without U+0085 and U+2028: kustomize writes these YAML 1.1 line breaks unescaped, so they are read as spaces.
 */
const HOSTILE_TEXTS = [
  ['', ' ', 'x', 'yes', 'null', '~', 'true', '1', '0x1F', '1e3', '.5', '010', '2026-01-01', '- a', 'a: b', '#c', '&a'],
  ['*a', '!t', '|', '>', '%a', '@a', '`a', '"', "'", '{{ x }}', '${x}', '$(X)', 'a\nb\n', ' a\n\n b \n\n', '\ttab'],
  ['é\u{1f600}', '<<', '$patch', '__proto__', 'constructor', '/', '~1', 'a/b~c', '=', '-', '---', '...', '[]', '{}'],
  ['a\r\nb'],
].flat();

const hostileText = fc.constantFrom(...HOSTILE_TEXTS);

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  object: fc.nat(1_000),
  node: fc.nat(10_000),
  action: fc.nat(20),
  text: fc.oneof(hostileText, fc.string({ unit: 'grapheme-ascii', maxLength: 8 })),
});

/** Returns edited copies of the objects. */
export function mutated(objects: readonly KubernetesObject[], mutations: readonly Mutation[]): KubernetesObject[] {
  const copies = copyOf(objects) as KubernetesObject[];
  for (const one of mutations) {
    const object = copies[one.object % Math.max(copies.length, 1)];
    if (object !== undefined) mutate(object, one);
  }
  return copies.map(withoutEmptyMetadata);
}

/** kustomize leaves out empty labels and annotations of any object. */
function withoutEmptyMetadata(object: KubernetesObject): KubernetesObject {
  const fields = Object.entries(object.metadata).filter(([, value]) => JSON.stringify(value) !== '{}');
  return { ...object, metadata: Object.fromEntries(fields) as KubernetesObject['metadata'] };
}

function mutate(object: KubernetesObject, { node, action, text }: Mutation): void {
  const nodes = [...nodesBelow(object as Record<string, Value>, [])];
  const found = nodes[node % nodes.length];
  if (found === undefined) return;
  const { parent, key } = found;
  const value = (parent as Record<string | number, Value>)[key];
  if (Array.isArray(value)) changeList(value, action, text);
  else if (typeof value === 'object' && value !== null) changeMap(found, action, text);
  else changeScalar(found, action, text);
}

interface Node {
  readonly parent: Parent;
  readonly key: string | number;
  readonly path: string;
}

/** Everything except the object's identity and the names of its containers. */
function* nodesBelow(parent: Parent, path: readonly string[]): Generator<Node> {
  for (const key of Array.isArray(parent) ? parent.keys() : Object.keys(parent)) {
    const here = [...path, Array.isArray(parent) ? '*' : String(key)];
    const name = here.join('.');
    if (/^(apiVersion|kind|metadata\.name)$|\.image$/.test(name)) continue;
    if (!/^metadata$/.test(name)) yield { parent, key, path: name };
    const value = (parent as Record<string | number, Value>)[key];
    if (typeof value === 'object' && value !== null) yield* nodesBelow(value as Parent, here);
  }
}

function changeList(list: Value[], action: number, text: string): void {
  const index = action % Math.max(list.length, 1);
  const other = copyOf(list[index]);
  if (action % 7 === 0) list.splice(index, 1);
  else if (action % 7 === 1) list.reverse();
  else if (action % 7 === 2) list.splice(0, list.length);
  else if (action % 7 === 3 && list.length > 0) list.push(list.shift());
  else if (list.length > 0) list.splice(action % (list.length + 1), 0, renamed(other, text, action));
}

/** A new list element: like another one, with its own key or sometimes the same key. */
function renamed(element: Value, text: string, action: number): Value {
  if (typeof element === 'string') return text;
  if (typeof element !== 'object' || element === null || action === 4) return element;
  return Object.fromEntries(
    Object.entries(element).map(([field, value]) => {
      if (/^(name|key|ip|mountPath|topologyKey|host|secretKey|type)$/.test(field))
        return [field, `${String(value)}${text}`];
      if (/^(port|containerPort)$/.test(field) && typeof value === 'number') return [field, value + action];
      return [field, value];
    }),
  );
}

/** kustomize rewrites all labels and annotations with unquoted names, and then refuses `true: x`. */
const NAME_THAT_STAYS_TEXT = /^(?!(?:true|false|yes|no|on|off|null|[yn])$)[A-Za-z_/][\w./~-]*$/i;

function changeMap({ parent, key, path }: Node, action: number, text: string): void {
  const map = (parent as Record<string | number, Value>)[key] as Record<string, Value>;
  const texts = /(labels|annotations|data|nodeSelector|matchLabels)$/i.test(path);
  if (action % 5 === 0 && !Array.isArray(parent)) delete parent[key];
  else if (action % 5 === 1)
    for (const field of Object.keys(map)) if (action > 10 && field !== 'name') delete map[field];
  // kustomize cannot read a field called `<<`. No Kubernetes object has one.
  if (action % 5 < 2 || text === '<<' || !/^[ -~]+$/.test(text)) return;
  if (/^metadata\.(labels|annotations)$/.test(path) && !NAME_THAT_STAYS_TEXT.test(text)) return;
  const added = texts
    ? text
    : [text, action, action % 2 === 0, {}, [], { [text]: text }, [text, '1'], null][action % 8];
  Object.defineProperty(map, text, { value: added, enumerable: true, configurable: true, writable: true });
}

function changeScalar({ parent, key, path }: Node, action: number, text: string): void {
  const fields = parent as Record<string | number, Value>;
  const texts = /(labels|annotations|data|nodeSelector|matchLabels)\./i.test(path);
  if (action % 4 === 0 && !Array.isArray(parent)) delete fields[key];
  else if (typeof fields[key] === 'number' && action !== 1) fields[key] = action;
  else if (typeof fields[key] === 'boolean' && action !== 1) fields[key] = action % 2 === 0;
  else fields[key] = !texts && action === 3 ? 7 : text;
}

/** Not `structuredClone`: under Jest its copies belong to another realm, and js-yaml does not treat them as plain objects. */
function copyOf<T>(json: T): T {
  return json === undefined ? json : (JSON.parse(JSON.stringify(json)) as T);
}
