import { yamlText } from '@goldenpath/files';
import { BrokenKustomizationError } from './errors';
import { fieldOf } from './image-entries';
import type { YamlField, YamlMap, YamlNode, YamlScalar } from '@goldenpath/files';

/** A replacement of a range of characters. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Returns the edit that replaces a field's value, with the same quoting. */
export function replacement(text: string, { key, value }: YamlField, by: string, file: string): Edit {
  if (value.kind === 'alias') return { start: value.start, end: value.end, text: plainOrQuoted(by) };
  if (value.kind !== 'scalar' || value.style === 'block') throw unusual(file, key, 'is written as a block');
  if (value.start >= 0) return { start: value.start, end: value.end, text: inStyle(by, value) };
  const end = value.isTagged || value.anchor !== undefined ? -1 : colonAfter(text, key);
  if (end < 0) throw unusual(file, key, 'has no value of its own');
  return { start: end, end, text: ` ${plainOrQuoted(by)}` };
}

/** Returns the edit that adds a field after the image's name. */
export function insertion(text: string, map: YamlMap, name: string, value: string, file: string): Edit {
  const after = fieldOf(map, 'newName', file) ?? fieldOf(map, 'name', file);
  const start = after === undefined ? -1 : endOf(after);
  if (after === undefined || start < 0) throw unusual(file, after?.key, 'is not written as a plain field');
  const field = `${name}: ${plainOrQuoted(value)}`;
  if (map.isFlow) return { start, end: start, text: `, ${field}` };
  const key = startOf(after.key);
  const indent = ' '.repeat(key - lineStart(text, key));
  const newline = text.indexOf('\n', start);
  const eol =
    (newline < 0 ? text : text.slice(0, newline + 1)).endsWith('\r\n') || (newline < 0 && text.includes('\r\n'))
      ? '\r\n'
      : '\n';
  if (newline < 0) return { start: text.length, end: text.length, text: `${eol}${indent}${field}` };
  return { start: newline + 1, end: newline + 1, text: `${indent}${field}${eol}` };
}

/** Returns the edit that removes a field with its line, or with its comma if the line has other content. */
export function removal(text: string, map: YamlMap, field: YamlField, file: string): Edit {
  const start = startOf(field.key);
  const colon = colonAfter(text, field.key);
  const end = endOf(field) < 0 ? colon : endOf(field);
  if (start < 0 || end < 0) throw unusual(file, field.key, 'is not written as a plain field');
  return map.isFlow
    ? flowRemoval(text, map, field, { start, end }, file)
    : blockRemoval(text, map, field, { start, end });
}

type Span = Pick<Edit, 'start' | 'end'>;

function blockRemoval(text: string, map: YamlMap, field: YamlField, { start, end }: Span): Edit {
  const next = map.fields[map.fields.indexOf(field) + 1];
  const line = lineStart(text, start);
  const newline = text.indexOf('\n', end);
  const lineEnd = newline < 0 ? text.length : newline + 1;
  const isAlone = text.slice(end, lineEnd).trim() === '';
  if (text.slice(line, start).trim() === '' && isAlone) return { start: line, end: lineEnd, text: '' };
  const nextStart = next === undefined ? -1 : startOf(next.key);
  if (nextStart >= 0 && text.slice(end, nextStart).trim() === '') return { start, end: nextStart, text: '' };
  return { start, end, text: '' };
}

function flowRemoval(text: string, map: YamlMap, field: YamlField, { start, end }: Span, file: string): Edit {
  const at = map.fields.indexOf(field);
  const next = map.fields[at + 1];
  const previous = map.fields[at - 1];
  const nextStart = next === undefined ? -1 : startOf(next.key);
  const previousEnd = previous === undefined ? -1 : endOf(previous);
  if (nextStart >= 0 && isComma(text.slice(end, nextStart))) return { start, end: nextStart, text: '' };
  if (previousEnd >= 0 && isComma(text.slice(previousEnd, start))) return { start: previousEnd, end, text: '' };
  throw unusual(file, field.key, 'cannot be removed');
}

function isComma(between: string): boolean {
  return between.trim() === ',';
}

function inStyle(value: string, { style }: YamlScalar): string {
  if (style === 'double') return JSON.stringify(value);
  if (style === 'single' && /^[\x20-\x7e]*$/.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return plainOrQuoted(value);
}

/** Returns text that every YAML parser reads as a string, also in flow style. An ordinary tag stays plain. */
function plainOrQuoted(value: string): string {
  return /^[\w.:@-]+$/.test(value) ? yamlText(value).trimEnd() : JSON.stringify(value);
}

/** Returns the offset after the colon of a key; `-1` when there is none. */
function colonAfter(text: string, key: YamlNode): number {
  const end = key.kind === 'scalar' ? key.end : -1;
  const colon = end < 0 ? undefined : /^[ \t]*:/.exec(text.slice(end, end + 100))?.[0];
  return colon === undefined ? -1 : end + colon.length;
}

function startOf(node: YamlNode): number {
  return node.kind === 'scalar' ? node.start : -1;
}

function endOf({ value }: YamlField): number {
  return value.kind === 'alias' || (value.kind === 'scalar' && value.style !== 'block') ? value.end : -1;
}

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

function unusual(file: string, key: YamlNode | undefined, problem: string): BrokenKustomizationError {
  const name = key?.kind === 'scalar' ? key.value : 'name';
  return new BrokenKustomizationError(file, `"${name}" of an image ${problem}: write it as a plain field`);
}
