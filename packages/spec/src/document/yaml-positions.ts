import type { YamlField, YamlMap, YamlNode } from '@goldenpath/files';
import type { Path } from '@goldenpath/extension';

/** A span of the text, as offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the position of the key or value at a path in a YAML text. A path through an alias leads to its anchor, because that is the text to
 * change.
 */
export function findInYaml(text: string, root: YamlNode | undefined, path: Path, at: 'key' | 'value'): Span {
  if (root === undefined) return { start: 0, end: 0 };
  let node = root;
  let key: Span | undefined;
  for (const step of path) {
    const found = childOf(node.kind === 'alias' ? (node.target ?? node) : node, step);
    // The nearest existing text: the key whose value lacks the rest of the path.
    if (found === undefined) return key ?? firstKey(text, node) ?? spanOf(text, node);
    node = found.value;
    key = found.key === undefined ? (firstKey(text, node) ?? spanOf(text, node)) : spanOf(text, found.key);
  }
  return at === 'key' ? (key ?? spanOf(text, node)) : scalarOrKey(text, node, key);
}

function childOf(node: YamlNode, step: string | number): { key?: YamlNode; value: YamlNode } | undefined {
  if (node.kind === 'map' && typeof step === 'string') return fieldsOf(node).get(step);
  const item = node.kind === 'list' && typeof step === 'number' ? node.items[step] : undefined;
  return item && { value: item };
}

const fieldsOfMaps = new WeakMap<YamlMap, ReadonlyMap<string, YamlField>>();

/** Returns the fields of a mapping by name, because one mapping can have many errors. */
function fieldsOf(map: YamlMap): ReadonlyMap<string, YamlField> {
  let fields = fieldsOfMaps.get(map);
  if (fields === undefined) {
    fields = new Map(map.fields.map((field) => [nameOf(field.key), field]));
    fieldsOfMaps.set(map, fields);
  }
  return fields;
}

function nameOf(key: YamlNode): string {
  const named = key.kind === 'alias' ? key.target : key;
  return named?.kind === 'scalar' ? named.value : '';
}

/** Multi-line text is marked at its key, like a collection. */
function scalarOrKey(text: string, node: YamlNode, key: Span | undefined): Span {
  const span = spanOf(text, node);
  return span.start === span.end ? (key ?? firstKey(text, node) ?? span) : span;
}

function firstKey(text: string, node: YamlNode): Span | undefined {
  const [first] = node.kind === 'map' ? node.fields : [];
  return first && spanOf(text, first.key);
}

/** Returns the marked part of a node: a scalar without its quotes, or the start of a multi-line value. */
function spanOf(text: string, node: YamlNode): Span {
  if (node.kind === 'map' || node.kind === 'list') return { start: node.start, end: node.start };
  const quote = node.kind === 'scalar' && (node.style === 'single' || node.style === 'double') ? 1 : 0;
  const [start, end] = [node.start + quote, node.end - quote];
  return { start, end: text.slice(start, end).includes('\n') ? start : end };
}
