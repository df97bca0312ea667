import { EVENT_ID, type parseEvents } from 'js-yaml';
import type { Path } from '../types/diagnostic';

type Events = ReturnType<typeof parseEvents>;

/** A span of the text, as offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

interface PositionedNode extends Span {
  readonly entries: Map<string, { readonly key: Span; readonly value: PositionedNode }>;
  readonly items: PositionedNode[];
}

/**
 * Finds where the key or the value at a path stands in a YAML text, from the parser's events.
 * An alias is where it is written; what it stands for is not looked into.
 */
export function findInYaml(text: string, events: Events, path: Path, at: 'key' | 'value'): Span {
  const root = positionedTree(text, events);
  let node = root;
  let key: Span | undefined;
  for (const step of path) {
    const entry = typeof step === 'string' ? node.entries.get(step) : undefined;
    const item = typeof step === 'number' ? node.items[step] : undefined;
    const next = entry?.value ?? item;
    // The nearest thing that is written down: the key whose value lacks the rest of the path.
    if (next === undefined) return key ?? firstKey(node) ?? node;
    key = entry?.key ?? next;
    node = next;
  }
  return at === 'key' ? (key ?? node) : scalarOrKey(node, key);
}

function scalarOrKey(node: PositionedNode, key: Span | undefined): Span {
  const isCollection = node.entries.size > 0 || node.items.length > 0;
  return (isCollection || node.start === node.end) && key !== undefined ? key : node;
}

function firstKey(node: PositionedNode): Span | undefined {
  return node.entries.values().next().value?.key;
}

function positionedTree(text: string, events: Events): PositionedNode {
  let index = 0;
  const leaf = (start: number, end: number): PositionedNode => ({ start, end, entries: new Map(), items: [] });

  function next(): PositionedNode {
    const event = events[index++];
    if (event === undefined) return leaf(0, 0);
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        return next();
      case EVENT_ID.SCALAR:
        return leaf(event.valueStart, event.valueEnd);
      case EVENT_ID.ALIAS:
        return leaf(event.anchorStart, event.anchorEnd);
      case EVENT_ID.MAPPING:
        return mapping(leaf(event.start, event.start));
      case EVENT_ID.SEQUENCE:
        return sequence(leaf(event.start, event.start));
      default:
        return leaf(0, 0);
    }
  }

  function atEnd(): boolean {
    const ended = index >= events.length || events[index]?.type === EVENT_ID.POP;
    if (ended) index += 1;
    return ended;
  }

  function mapping(node: PositionedNode): PositionedNode {
    while (!atEnd()) {
      const key = next();
      node.entries.set(text.slice(key.start, key.end), { key, value: next() });
    }
    return node;
  }

  function sequence(node: PositionedNode): PositionedNode {
    while (!atEnd()) node.items.push(next());
    return node;
  }

  return next();
}
