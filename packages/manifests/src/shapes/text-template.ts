import { HOLES, withHoles, yamlScalar } from '@goldenpath/files';

/** The names, and what is written in place of a value that an application copies whole: its namespaces, and the values of annotations. */
const HOLE = new RegExp(`(${HOLES.join('|')}|qz-value-\\d+-qz)`);
/** Finds text that would be taken for a placeholder, or is a changed one. */
const LIKE_A_HOLE = /qz.?(?:app|value|namespace|annotation|tag)/i;

/** What follows a placeholder in a key. The position of a key among others would depend on the name. */
const END_OF_KEY = /^[^\n]*?:(?:[ \n]|$)/;

/** A value as it is written. */
interface Scalar {
  readonly text: string;
  /** Whether it can be within other text, as it has no quotes of its own. */
  readonly isPlain: boolean;
}

/** The values of the placeholders of one application. */
export class HoleValues {
  private readonly values: Map<string, string>;
  private readonly tokens = new Map<string, string>();
  private readonly scalars = new Map<string, Scalar | undefined>();

  /** @param names - The values of {@link HOLES}. */
  constructor(private readonly names: readonly string[]) {
    this.values = new Map(HOLES.map((hole, index) => [hole, names[index] ?? '']));
  }

  /** Returns the placeholder of a value: the same one for equal values. */
  token(value: string): string {
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

  /** Returns the value of a placeholder as it is. */
  plain(hole: string): Scalar {
    return { text: this.values.get(hole) ?? hole, isPlain: true };
  }

  /** Returns the value of a placeholder as YAML; `undefined` if it needs several lines. */
  yaml(hole: string): Scalar | undefined {
    if (this.scalars.has(hole)) return this.scalars.get(hole);
    const value = this.values.get(hole) ?? hole;
    const text = yamlScalar(value);
    const scalar = text === undefined ? undefined : { text, isPlain: text === value };
    this.scalars.set(hole, scalar);
    return scalar;
  }

  /** Returns JSON text with placeholders for the names, or `undefined` if it cannot have any. */
  general(json: string): string | undefined {
    return isLikeHole(json) ? undefined : withHoles(json, this.names);
  }

  /** Whether text that is not a placeholder contains the name: then it would be compared with the name, and is not that of others. */
  isIn(text: string): boolean {
    return this.names.slice(0, 2).some((name) => text.includes(name));
  }
}

/** Whether text contains something like a placeholder. */
export function isLikeHole(text: string): boolean {
  return LIKE_A_HOLE.test(text);
}

/** A YAML text with placeholders, which are every second piece. */
export class TextTemplate {
  private readonly pieces: readonly string[];
  /** All that is not a placeholder. */
  private readonly literal: string;
  /** Whether a placeholder was changed, or is in a key. */
  readonly isBroken: boolean;

  constructor(text: string) {
    this.pieces = text.split(HOLE);
    const literals = this.pieces.filter((_, index) => index % 2 === 0);
    this.literal = literals.join('\n');
    this.isBroken = literals.some((piece, index) => isLikeHole(piece) || (index > 0 && END_OF_KEY.test(piece)));
  }

  /**
   * Returns the text with values, or `undefined` if it would not be what is written of the values.
   *
   * @param written - How a value is written. @default as in YAML
   */
  filled(values: HoleValues, written = (hole: string): Scalar | undefined => values.yaml(hole)): string | undefined {
    if (values.isIn(this.literal)) return undefined;
    let text = this.pieces[0] ?? '';
    for (let index = 1; index < this.pieces.length; index += 2) {
      const value = written(this.pieces[index] ?? '');
      // A value that needs quotes has to be all of its scalar.
      if (value === undefined || !(value.isPlain || this.isWhole(index))) return undefined;
      text += value.text + (this.pieces[index + 1] ?? '');
    }
    return text;
  }

  private isWhole(index: number): boolean {
    return /(?:: |- )$/.test(this.pieces[index - 1] ?? '') && (this.pieces[index + 1] ?? '').startsWith('\n');
  }
}
