import { EVENT_ID, getScalarValue, type parseEvents } from 'js-yaml';
import type { Path } from '@goldenpath/extension';

type Events = ReturnType<typeof parseEvents>;

/** A span of the text, as offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What one value of a document is made of, and where. */
export interface PositionedNode extends Span {
  readonly entries: Map<string, { readonly key: Span; readonly value: PositionedNode }>;
  readonly items: PositionedNode[];
  /** What an alias stands for. */
  readonly target?: PositionedNode | undefined;
}

/**
 * Finds where the key or the value at a path stands in a YAML text. A path through an alias leads to where its anchor
 * is: that is where something would have to be changed.
 */
export function findInYaml(root: PositionedNode, path: Path, at: 'key' | 'value'): Span {
  let node = root;
  let key: Span | undefined;
  for (const step of path) {
    const holder = node.target ?? node;
    const entry = typeof step === 'string' ? holder.entries.get(step) : undefined;
    const item = typeof step === 'number' ? holder.items[step] : undefined;
    const next = entry?.value ?? item;
    // The nearest thing that is written down: the key whose value lacks the rest of the path.
    if (next === undefined) return key ?? firstKey(node) ?? node;
    key = entry?.key ?? firstKey(next) ?? next;
    node = next;
  }
  return at === 'key' ? (key ?? node) : scalarOrKey(node, key);
}

/** A text over several lines, like a collection, is shown by its key. */
function scalarOrKey(node: PositionedNode, key: Span | undefined): Span {
  const isWhole = node.entries.size > 0 || node.items.length > 0 || node.start === node.end;
  return isWhole ? (key ?? firstKey(node) ?? node) : node;
}

function firstKey(node: PositionedNode): Span | undefined {
  return node.entries.values().next().value?.key;
}

/** Where everything of a YAML text stands, from the parser's events. */
export function positionedTree(text: string, events: Events): PositionedNode {
  const anchors = new Map<string, PositionedNode>();
  let index = 0;
  let lastKey = '';

  function next(): PositionedNode {
    const event = events[index++];
    if (event === undefined) return leaf(0, 0);
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        return next();
      case EVENT_ID.SCALAR:
        lastKey = getScalarValue(text, event);
        return anchored(event, scalar(event.valueStart, event.valueEnd));
      case EVENT_ID.ALIAS: {
        const target = anchors.get(anchorName(event));
        return { ...leaf(event.anchorStart - 1, event.anchorEnd), target: target?.target ?? target };
      }
      case EVENT_ID.MAPPING:
        return mapping(anchored(event, leaf(event.start, event.start)));
      case EVENT_ID.SEQUENCE:
        return sequence(anchored(event, leaf(event.start, event.start)));
      default:
        return leaf(0, 0);
    }
  }

  function scalar(start: number, end: number): PositionedNode {
    return text.slice(start, end).includes('\n') ? leaf(start, start) : leaf(start, end);
  }

  function anchored(event: Anchored, node: PositionedNode): PositionedNode {
    if (event.anchorStart >= 0) anchors.set(anchorName(event), node);
    return node;
  }

  function anchorName({ anchorStart, anchorEnd }: Anchored): string {
    return text.slice(anchorStart, anchorEnd);
  }

  function atEnd(): boolean {
    const ended = index >= events.length || events[index]?.type === EVENT_ID.POP;
    if (ended) index += 1;
    return ended;
  }

  function mapping(node: PositionedNode): PositionedNode {
    while (!atEnd()) {
      const key = next();
      const name = lastKey;
      node.entries.set(name, { key, value: next() });
    }
    return node;
  }

  function sequence(node: PositionedNode): PositionedNode {
    while (!atEnd()) node.items.push(next());
    return node;
  }

  return next();
}

type Anchored = { readonly anchorStart: number; readonly anchorEnd: number };

function leaf(start: number, end: number): PositionedNode {
  return { start, end, entries: new Map(), items: [] };
}
