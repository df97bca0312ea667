import {
  COLLECTION_STYLE,
  constructFromEvents,
  EVENT_ID,
  FAILSAFE_SCHEMA,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE,
} from 'js-yaml';

/** A node of a YAML document with its position in the text. */
export type YamlNode = YamlScalar | YamlMap | YamlList | YamlAlias;

export interface YamlScalar {
  readonly kind: 'scalar';
  /** The value as text. An absent value is the empty text. */
  readonly value: string;
  /** Offset of the first character, including quotes; `-1` when there are no characters. */
  readonly start: number;
  readonly end: number;
  readonly style: 'plain' | 'single' | 'double' | 'block';
  readonly anchor: string | undefined;
  readonly isTagged: boolean;
}

export interface YamlMap {
  readonly kind: 'map';
  /** Offset of the first character. */
  readonly start: number;
  readonly isFlow: boolean;
  readonly fields: readonly YamlField[];
}

export interface YamlField {
  readonly key: YamlNode;
  readonly value: YamlNode;
}

export interface YamlList {
  readonly kind: 'list';
  /** Offset of the first character. */
  readonly start: number;
  readonly items: readonly YamlNode[];
}

export interface YamlAlias {
  readonly kind: 'alias';
  readonly anchor: string;
  readonly start: number;
  readonly end: number;
  readonly target: YamlNode | undefined;
}

export interface YamlTree {
  readonly root: YamlNode;
  /** All tokens of the document in order, without positions. */
  readonly tokens: readonly YamlToken[];
}

/** One token of a document. For a scalar, `node` is its node in the tree. */
export interface YamlToken {
  readonly says: string;
  readonly node?: YamlScalar | YamlAlias;
}

const STYLES = {
  [SCALAR_STYLE.PLAIN]: 'plain',
  [SCALAR_STYLE.SINGLE_QUOTED]: 'single',
  [SCALAR_STYLE.DOUBLE_QUOTED]: 'double',
  [SCALAR_STYLE.LITERAL_BLOCK]: 'block',
  [SCALAR_STYLE.FOLDED_BLOCK]: 'block',
} as const;

type Event = ReturnType<typeof parseEvents>[number];
type Anchored = Extract<Event, { tagStart: number }>;

/**
 * Parses one YAML document and keeps every scalar as text: a tag `1.10` is not the number 1.1.
 *
 * @throws YAMLException when the text is not one YAML document with unique keys.
 */
export function yamlTree(text: string): YamlTree {
  const events = parseEvents(text, {});
  // Also constructs the data, because only that step rejects duplicate keys, unknown tags and unknown anchors.
  const { length } = constructFromEvents(events, { source: text, schema: FAILSAFE_SCHEMA });
  if (length !== 1) throw new YamlDocumentsError(length);
  return new TreeReader(text, events).read();
}

/**
 * Returns the positions in a text that was parsed before, without the checks of {@link yamlTree}.
 *
 * @param maxDepth - The nesting limit of the earlier parse.
 * @returns The root of the first document; undefined when the text is empty.
 */
export function yamlPositions(text: string, maxDepth: number): YamlNode | undefined {
  const events = parseEvents(text, { maxDepth });
  return events.length === 0 ? undefined : new TreeReader(text, events).read().root;
}

/** The text contains no document, or several. */
export class YamlDocumentsError extends Error {
  constructor(howMany: number) {
    super(howMany === 0 ? 'the file is empty' : `the file contains ${howMany} documents`);
    this.name = 'YamlDocumentsError';
  }
}

class TreeReader {
  private readonly anchors = new Map<string, YamlNode>();
  private readonly tokens: YamlToken[] = [];
  private index = 0;

  constructor(
    private readonly text: string,
    private readonly events: readonly Event[],
  ) {}

  read(): YamlTree {
    // The first event opens the document.
    this.index = 1;
    return { root: this.node(), tokens: this.tokens };
  }

  private node(): YamlNode {
    const event = this.events[this.index++];
    switch (event?.type) {
      case EVENT_ID.SCALAR:
        return this.scalar(event);
      case EVENT_ID.MAPPING: {
        const fields: YamlField[] = [];
        const isFlow = event.style === COLLECTION_STYLE.FLOW;
        return this.collection(event, { kind: 'map', start: event.start, isFlow, fields }, () =>
          fields.push({ key: this.node(), value: this.node() }),
        );
      }
      case EVENT_ID.SEQUENCE: {
        const items: YamlNode[] = [];
        return this.collection(event, { kind: 'list', start: event.start, items }, () => items.push(this.node()));
      }
      case EVENT_ID.ALIAS:
        return this.alias(this.text.slice(event.anchorStart, event.anchorEnd), event.anchorStart - 1, event.anchorEnd);
      default:
        throw new Error(`Unexpected YAML event: ${JSON.stringify(event)}.`);
    }
  }

  private collection<Node extends YamlMap | YamlList>(event: Anchored, node: Node, readOne: () => void): Node {
    this.anchored(event, node);
    this.tokens.push({ says: `${node.kind} ${this.tagAndAnchor(event)}` });
    while (this.events[this.index]?.type !== EVENT_ID.POP) readOne();
    this.index += 1;
    this.tokens.push({ says: 'end' });
    return node;
  }

  private scalar(event: Extract<Event, { valueStart: number }>): YamlScalar {
    const style = STYLES[event.style];
    const quote = style === 'single' || style === 'double' ? 1 : 0;
    const isThere = event.valueStart >= 0;
    const node: YamlScalar = {
      kind: 'scalar',
      value: getScalarValue(this.text, event),
      start: isThere ? event.valueStart - quote : -1,
      end: isThere ? event.valueEnd + quote : -1,
      style,
      anchor: this.anchorOf(event),
      isTagged: event.tagStart >= 0,
    };
    this.anchored(event, node);
    this.tokens.push({ says: `scalar ${this.tagAndAnchor(event)} ${node.value}`, node });
    return node;
  }

  private alias(anchor: string, start: number, end: number): YamlAlias {
    const node: YamlAlias = { kind: 'alias', anchor, start, end, target: this.anchors.get(anchor) };
    this.tokens.push({ says: `alias ${anchor}`, node });
    return node;
  }

  private anchored(event: Anchored, node: YamlNode): void {
    const anchor = this.anchorOf(event);
    if (anchor !== undefined) this.anchors.set(anchor, node);
  }

  private anchorOf({ anchorStart, anchorEnd }: Anchored): string | undefined {
    return anchorStart < 0 ? undefined : this.text.slice(anchorStart, anchorEnd);
  }

  private tagAndAnchor(event: Anchored): string {
    const tag = event.tagStart < 0 ? '' : this.text.slice(event.tagStart, event.tagEnd);
    return `${tag} ${this.anchorOf(event) ?? ''}`;
  }
}
