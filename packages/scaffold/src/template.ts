import type { TemplateValue } from '@goldenpath/extension';
import { valueText } from './literal';

/** A template that cannot be rendered. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';

  constructor(file: string, line: number, problem: string) {
    super(`${file}:${line}: ${problem}`);
  }
}

/** A template, read once: texts, and the names of the values between them. */
export interface Template {
  readonly path: string;
  readonly lines: readonly TemplateLine[];
}

/** A line that is there where every condition above it holds. */
interface TemplateLine {
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
 * @throws TemplateError for a directive that opens or closes nothing.
 */
export function parseTemplate(path: string, text: string): Template {
  const open: (Condition & { readonly line: number })[] = [];
  const lines: TemplateLine[] = [];
  for (const [index, line] of text.split(/(?<=\n)/).entries()) {
    const [, directive, features = ''] = DIRECTIVE.exec(line) ?? [];
    if (directive === undefined) lines.push({ conditions: [...open], pieces: line.split(VALUE) });
    else if (directive === 'if') open.push({ anyOf: features.split('|'), holds: true, line: index + 1 });
    else {
      const last = open.pop();
      if (last === undefined) throw new TemplateError(path, index + 1, `#${directive} without #if.`);
      if (directive === 'else') open.push({ ...last, holds: false });
    }
  }
  const [unclosed] = open;
  if (unclosed !== undefined) throw new TemplateError(path, unclosed.line, '#if without #end.');
  return { path, lines };
}

/** A template with its conditions decided: texts and names of values in turn, a text first. */
export interface DecidedTemplate {
  readonly path: string;
  readonly pieces: readonly string[];
}

/** Decides the conditions of a template. */
export function decide({ path, lines }: Template, features: ReadonlySet<string>): DecidedTemplate {
  const pieces = [''];
  for (const line of lines) {
    if (!line.conditions.every(({ anyOf, holds }) => anyOf.some((name) => features.has(name)) === holds)) continue;
    const [first = '', ...rest] = line.pieces;
    pieces[pieces.length - 1] += first;
    pieces.push(...rest);
  }
  return { path, pieces };
}

/**
 * The text of a file.
 *
 * @throws TemplateError for a value that is not given.
 */
export function fill({ path, pieces }: DecidedTemplate, values: Readonly<Record<string, TemplateValue>>): string {
  return pieces
    .map((piece, index) => {
      if (index % 2 === 0) return piece;
      const value = Object.hasOwn(values, piece) ? values[piece] : undefined;
      if (value === undefined) throw new TemplateError(path, 0, `The value ${piece} is not given.`);
      return valueText(value, path);
    })
    .join('');
}
