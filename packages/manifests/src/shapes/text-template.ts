import { HOLES, withHoles, yamlScalar } from '@goldenpath/files';

/** What is written in place of a value that an application copies whole: its namespaces, and the values of annotations. */
const TOKEN = /^qz-value-\d+-qz$/;
const HOLE = new RegExp(`(${HOLES.join('|')}|qz-value-\\d+-qz)`);
/** Finds text that would be taken for a placeholder, or is a changed one. */
const LIKE_A_HOLE = /qz.?(?:app|value|namespace|annotation|tag)/i;

/** What follows a placeholder in a key. The position of a key among others would depend on the name. */
const END_OF_KEY = /^[^\n]*?:(?:[ \n]|$)/;

/** The values of the placeholders of one application. */
export class HoleValues {
  private readonly values: Map<string, string>;
  private readonly tokens = new Map<string, string>();
  /** What was made of texts. Most facts of an application are the same in several environments. */
  private readonly texts = new Map<string, string | undefined>();
  private readonly scalars = new Map<string, string | undefined>();

  /** @param names - The values of {@link HOLES}. */
  constructor(private readonly names: readonly string[]) {
    this.values = new Map(HOLES.map((hole, index) => [hole, names[index] ?? '']));
  }

  /** Returns the placeholder of a value: the same one for equal values. */
  token(value: string): string {
    if (TOKEN.test(value)) return value;
    const known = this.tokens.get(value);
    if (known !== undefined) return known;
    const token = `qz-value-${this.tokens.size}-qz`;
    this.tokens.set(value, token);
    this.values.set(token, value);
    return token;
  }

  /** Whether a value has a placeholder of its own. */
  hasToken(value: string): boolean {
    return this.tokens.has(value);
  }

  /** The values of a list of placeholders. */
  of(hole: string): string {
    return this.values.get(hole) ?? hole;
  }

  /** Returns the value of a placeholder as YAML; `undefined` if it needs several lines. */
  yaml(hole: string): string | undefined {
    const known = this.scalars.get(hole);
    if (known !== undefined) return known;
    const text = yamlScalar(this.of(hole));
    this.scalars.set(hole, text);
    return text;
  }

  /** Returns JSON text with placeholders for the names, or `undefined` if it cannot have any. */
  general(json: string): string | undefined {
    if (this.texts.has(json)) return this.texts.get(json);
    const text = isLikeHole(json) ? undefined : withHoles(json, this.names);
    this.texts.set(json, text);
    return text;
  }

  /** Whether text that is not a placeholder contains the name: then it would be compared with the name, and is not that of others. */
  isIn(text: string): boolean {
    return this.names.slice(0, 2).some((name) => text.includes(name));
  }
}

/** Whether text contains something like a placeholder. */
function isLikeHole(text: string): boolean {
  return LIKE_A_HOLE.test(text);
}

/** A YAML text with placeholders, which are every second piece. */
export class TextTemplate {
  private readonly pieces: readonly string[];
  /** Whether a placeholder was changed, or is in a key. */
  readonly isBroken: boolean;

  constructor(text: string) {
    this.pieces = text.split(HOLE);
    this.isBroken = this.pieces.some(
      (piece, index) => index % 2 === 0 && (isLikeHole(piece) || (index > 0 && END_OF_KEY.test(piece))),
    );
  }

  /**
   * Returns the text with values, or `undefined` if it would not be what is written of the values.
   *
   * @param written - How a value is written, whatever is around it. @default as in YAML
   */
  filled(values: HoleValues, written?: (value: string) => string): string | undefined {
    let text = '';
    for (const [index, piece] of this.pieces.entries()) {
      const part = index % 2 === 0 ? piece : (written?.(values.of(piece)) ?? this.value(index, values));
      if (part === undefined || (index % 2 === 0 && values.isIn(piece))) return undefined;
      text += part;
    }
    return text;
  }

  /** A value that needs quotes has to be all of its scalar. */
  private value(index: number, values: HoleValues): string | undefined {
    const hole = this.pieces[index] ?? '';
    const written = values.yaml(hole);
    if (written === values.of(hole)) return written;
    const isWhole = /(?:: |- )$/.test(this.pieces[index - 1] ?? '') && (this.pieces[index + 1] ?? '').startsWith('\n');
    return isWhole ? written : undefined;
  }
}
