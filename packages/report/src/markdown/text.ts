import { visible } from '../text/visible';

/**
 * Text for Markdown on GitHub, in a paragraph, a list or a table: it comes out as exactly that text.
 *
 * What Markdown could take for its own is escaped. GitHub looks for more in the finished text, where an escape is no
 * help: mentions, references, commits, emoji codes, links, formulas. Those are broken by an element around one character.
 */
export function prose(text: string): string {
  return escaped(text, (character) => (character === ' ' ? entity(character) : `\\${character}`));
}

/** A sentence of our own, in which code stands between backticks. Whatever else is between them comes out as code too. */
export function sentence(text: string): string {
  return text
    .split(/`([^`]+)`/)
    .map((piece, index) => (index % 2 === 1 ? code(piece) : inside(piece, index > 0)))
    .join('');
}

/** Prose beside code: white space at its ends is not the text's end, and what comes after code begins no list. */
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
    // At the beginning, alone or after a number, these begin a list, a rule or a heading.
    if ('.-)+='.includes(found)) return /^\d*$/.test(before) && offset < 10 ? escape(found) : found;
    return escape(found);
  });
}

/** A run of digits and letters that may be a commit's hash, or a character that is looked at more closely. */
const SPECIAL = /(?<![0-9A-Za-z])[0-9a-fA-F]{7,40}(?![0-9A-Za-z])|[@#$:.\-_)+= *`\\[\]{}<>&|!~^]/gu;

/** Text that is to be taken literally, such as names and values: as code, which GitHub looks for nothing in. */
export function code(text: string): string {
  const shown = visible(text);
  return PLAIN_CODE.test(shown) ? `\`${shown}\`` : htmlCode(text);
}

/** No white space but single spaces within, no backtick, and no pipe, which ends a cell even in code. */
const PLAIN_CODE = /^[^\s`|]+(?: [^\s`|]+)*$/u;

/** The same also where Markdown is not read, such as in `<summary>`: entities are read everywhere. */
export function htmlCode(text: string): string {
  return `<code>${text === '' ? '(empty)' : escaped(text, entity)}</code>`;
}

/** Lines as they are, in a block of code. */
export function codeBlock(language: string, lines: readonly string[]): string {
  const shown = lines.map(visible);
  const longest = Math.max(2, ...shown.flatMap((line) => (line.match(/`+/g) ?? []).map(({ length }) => length)));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...shown, fence].join('\n');
}

/** A row of a table; its cells are Markdown already. */
export function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** The head of a table. */
export function tableHead(names: readonly string[]): string {
  return `${row(names)}\n${row(names.map(() => '---'))}`;
}

/** Something that is folded; its title and content are Markdown already, the title without Markdown's own signs. */
export function folded(title: string, content: string): string {
  return `<details>\n<summary>${title}</summary>\n\n${content}\n\n</details>`;
}

function entity(character: string): string {
  return `&#${character.codePointAt(0) ?? 0};`;
}

/** Alone in an element: what stands before and after belongs to other pieces of text. */
function apart(character: string): string {
  return `<span>${character}</span>`;
}

/** So short that no piece is taken for a commit. */
function inPieces(hash: string): string {
  const pieces = hash.match(/.{1,6}/g) ?? [];
  return pieces.map((piece, index) => (index % 2 === 0 ? `<span>${piece}</span>` : piece)).join('');
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /^[\p{L}\p{N}]/u.test(character);
}
