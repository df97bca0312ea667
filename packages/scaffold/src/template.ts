import { type TemplateText, valueText } from './literal';

/** A template that cannot be rendered. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';

  /**
   * @param file - Where its file goes, from the root of the repository.
   * @param at - Where it is in the template: a line and a column from 1. Zero for a template as a whole.
   * @param source - The absolute path of the template, if it is a file.
   * @param remedy - What to do.
   */
  constructor(
    file: string,
    readonly at: { readonly line: number; readonly column: number; readonly length: number },
    readonly problem: string,
    readonly source?: string,
    readonly remedy = 'Correct the template. A value of a feature is there only between `#if` of that feature and `#end`.',
  ) {
    super(`${source ?? file}:${at.line}: ${problem}`);
  }
}

/** A template, read once: texts, and the names of the values between them. */
export interface Template {
  readonly path: string;
  /** The absolute path of its file. @default it is not a file */
  readonly source: string | undefined;
  /** Whether its file can be executed. */
  readonly isExecutable: boolean;
  readonly lines: readonly TemplateLine[];
}

/** A line that is there where every condition above it holds. */
interface TemplateLine {
  /** From 1. */
  readonly line: number;
  readonly conditions: readonly Condition[];
  /** Texts and values in turn, a text first. */
  readonly pieces: readonly string[];
}

interface Condition {
  readonly anyOf: readonly string[];
  readonly holds: boolean;
}

/** A directive, alone on its line, in a comment: `// #if a|b`, `# #else`, `<!-- #end -->`. */
const DIRECTIVE = /^\s*(?:\/\/|#|--|<!--)\s*#(if|else|end)\b\s*([a-z|-]*)\s*(?:-->)?\s*$/i;
const VALUE = /\{\{([A-Za-z]+)\}\}/;

/**
 * Reads a template.
 *
 * @param path - Where its file goes: from the root of the repository.
 * @param source - The absolute path of its file, for errors. @default it is not a file
 * @param isExecutable - Whether its file can be executed.
 * @throws TemplateError for a directive that opens or closes nothing.
 */
export function parseTemplate(path: string, text: string, source?: string, isExecutable = false): Template {
  const wrong = (line: number, problem: string) =>
    new TemplateError(path, { line, column: 1, length: 1 }, problem, source);
  const open: (Condition & { readonly line: number })[] = [];
  const lines: TemplateLine[] = [];
  for (const [index, line] of text.split(/(?<=\n)/).entries()) {
    const [, directive, features = ''] = DIRECTIVE.exec(line) ?? [];
    if (directive === undefined) lines.push({ line: index + 1, conditions: [...open], pieces: line.split(VALUE) });
    else if (directive === 'if') open.push({ anyOf: features.split('|'), holds: true, line: index + 1 });
    else {
      const last = open.pop();
      if (last === undefined) throw wrong(index + 1, `\`#${directive}\` without \`#if\`.`);
      if (directive === 'else') open.push({ ...last, holds: false });
    }
  }
  const [unclosed] = open;
  if (unclosed !== undefined) throw wrong(unclosed.line, '`#if` without `#end`.');
  return { path, source, isExecutable, lines };
}

/** A template with its conditions decided: texts and names of values in turn, a text first. */
export interface DecidedTemplate {
  readonly template: Template;
  readonly path: string;
  readonly pieces: readonly string[];
}

/** Decides the conditions of a template. */
export function decide(template: Template, features: ReadonlySet<string>): DecidedTemplate {
  const { path, lines } = template;
  const pieces = [''];
  for (const line of lines) {
    if (!line.conditions.every(({ anyOf, holds }) => anyOf.some((name) => features.has(name)) === holds)) continue;
    const [first = '', ...rest] = line.pieces;
    pieces[pieces.length - 1] += first;
    pieces.push(...rest);
  }
  return { template, path, pieces };
}

/**
 * The text of a file.
 *
 * @throws TemplateError for a value that is not given, or that the file cannot hold.
 */
export function fill(
  { template, path, pieces }: DecidedTemplate,
  values: Readonly<Record<string, TemplateText>>,
): string {
  return pieces
    .map((piece, index) => {
      if (index % 2 === 0) return piece;
      const value = Object.hasOwn(values, piece) ? values[piece] : undefined;
      if (value === undefined) throw wrongValue(template, piece, `The value \`${piece}\` is not given.`);
      try {
        return valueText(value, path);
      } catch (error) {
        throw wrongValue(
          template,
          piece,
          error instanceof Error ? error.message : String(error),
          remedyFor(piece, values),
        );
      }
    })
    .join('');
}

/** The names of the values that a template asks for, with where each is first. */
export function valuesIn({ lines }: Template): ReadonlyMap<string, TemplateError['at']> {
  const found = new Map<string, TemplateError['at']>();
  for (const { line, pieces } of lines) {
    let column = 1;
    for (const [index, piece] of pieces.entries()) {
      const length = index % 2 === 0 ? piece.length : piece.length + '{{}}'.length;
      if (index % 2 === 1 && !found.has(piece)) found.set(piece, { line, column, length });
      column += length;
    }
  }
  return found;
}

/** The value may come from the spec of an application: the remedy names it. */
function remedyFor(piece: string, { name }: Readonly<Record<string, TemplateText>>): string {
  const of = typeof name === 'object' && 'word' in name ? ` of ${name.word}` : '';
  return `Change \`${piece}\`${of}, or leave \`{{${piece}}}\` out of this file of the template.`;
}

function wrongValue(template: Template, name: string, problem: string, remedy?: string): TemplateError {
  const at = valuesIn(template).get(name) ?? { line: 1, column: 1, length: 1 };
  return new TemplateError(template.path, at, problem, template.source, remedy);
}
