import { visible } from '../text/visible';

/**
 * Escapes text for a paragraph, a list or a table in GitHub Markdown, so that it renders as exactly that text.
 *
 * Markdown syntax is escaped with backslashes. GitHub also finds mentions, references, commits, emoji codes, links and formulas in the
 * rendered text, where a backslash does not help. An element around one character breaks those.
 */
export function prose(text: string): string {
  return escaped(text, (character) => (character === ' ' ? entity(character) : `\\${character}`));
}

/** Renders one of our own sentences. The parts between backticks become code, whatever they contain. */
export function sentence(text: string): string {
  return text
    .split(/`([^`]+)`/)
    .map((piece, index) => (index % 2 === 1 ? code(piece) : inside(piece, index > 0)))
    .join('');
}

/** Escapes prose next to code: white space at its ends is kept, and text after code cannot start a list. */
function inside(piece: string, isAfterCode: boolean): string {
  const [, before = '', text = '', after = ''] = /^( ?)(.*?)( ?)$/su.exec(piece) ?? [];
  if (text === '') return before + after;
  const written = isAfterCode ? prose(`${PLAIN_START}${text}`).slice(PLAIN_START.length) : prose(text);
  return before + written + after;
}

const PLAIN_START = 'code ';

function escaped(text: string, escape: (character: string) => string): string {
  const shown = visible(text);
  return shown.replaceAll(SPECIAL, (found, offset: number) => {
    const before = shown.slice(Math.max(0, offset - 10), offset);
    const after = shown[offset + found.length] ?? '';
    if (found.length > 1) return inPieces(found);
    if ('@#$'.includes(found)) return apart(found);
    if (found === ':') return /^\s|^$/.test(after) ? found : apart(found);
    if (found === '.' && /www$/i.test(before)) return apart(found);
    if (found === '-' && /[A-Z]$/.test(before) && /\d/.test(after)) return apart(found);
    if (found === '_') return isWord(before.at(-1)) && isWord(after) ? found : escape(found);
    // White space that a renderer would drop.
    if (found === ' ') return offset === 0 || after === '' || after === ' ' ? escape(found) : found;
    // At the start of a line, alone or after a number, these characters start a list, a rule or a heading.
    if ('.-)+='.includes(found)) return /^\d*$/.test(before) && offset < 10 ? escape(found) : found;
    return escape(found);
  });
}

/** A run of digits and letters that may be a commit hash, or a character that needs a closer look. */
const SPECIAL = /(?<![0-9A-Za-z])[0-9a-fA-F]{7,40}(?![0-9A-Za-z])|[@#$:.\-_)+= *`\\[\]{}<>&|!~^]/gu;

/** Renders a name or a value as inline code, in which GitHub interprets nothing. */
export function code(text: string): string {
  const shown = visible(text);
  return PLAIN_CODE.test(shown) ? `\`${shown}\`` : htmlCode(text);
}

/** No white space but single spaces inside, no backtick, and no pipe: a pipe ends a table cell even inside code. */
const PLAIN_CODE = /^[^\s`|]+(?: [^\s`|]+)*$/u;

/** Renders code for places where Markdown is not read, such as `<summary>`. Entities are read everywhere. */
export function htmlCode(text: string): string {
  return `<code>${text === '' ? '(empty)' : escaped(text, entity)}</code>`;
}

/** Returns lines as a fenced code block. */
export function codeBlock(language: string, lines: readonly string[]): string {
  const shown = lines.map(visible);
  const longest = Math.max(2, ...shown.flatMap((line) => (line.match(/`+/g) ?? []).map(({ length }) => length)));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...shown, fence].join('\n');
}

/** Returns a row of a table. The cells are Markdown already. */
export function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Returns the header of a table. */
export function tableHead(names: readonly string[]): string {
  return `${row(names)}\n${row(names.map(() => '---'))}`;
}

/** Returns a folded block. The content is Markdown already; the title is HTML. */
export function folded(title: string, content: string): string {
  return `<details>\n<summary>${title}</summary>\n\n${content}\n\n</details>`;
}

function entity(character: string): string {
  return `&#${character.codePointAt(0) ?? 0};`;
}

/** Puts a character into an element of its own, so that it does not combine with its neighbours. */
function apart(character: string): string {
  return `<span>${character}</span>`;
}

/** Splits a hash into pieces that are too short for GitHub to recognise as a commit. */
function inPieces(hash: string): string {
  const pieces = hash.match(/.{1,6}/g) ?? [];
  return pieces.map((piece, index) => (index % 2 === 0 ? `<span>${piece}</span>` : piece)).join('');
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /^[\p{L}\p{N}]/u.test(character);
}
