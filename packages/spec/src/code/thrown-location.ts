import { SourceMap, type SourceMapPayload } from 'node:module';
import * as path from 'node:path';
import type { Location } from '@goldenpath/extension';
import type { CodeSources } from './code-sources';

interface Place {
  readonly line: number;
  readonly column: number;
}

/**
 * Where in what a person wrote an error was thrown: the innermost line of its stack that is code of the fleet.
 *
 * @param file - The name that the bundle ran under.
 * @param map - The bundle's source map, as JSON.
 * @returns undefined where the error has no stack, or none that leads into the bundle.
 */
export function locateThrown(thrown: unknown, file: string, map: string, sources: CodeSources): Location | undefined {
  const places = placesIn(stackOf(thrown), file);
  if (places.length === 0) return undefined;
  const sourceMap = new SourceMap(JSON.parse(map) as SourceMapPayload);
  for (const { line, column } of places) {
    const entry = sourceMap.findEntry(line - 1, column - 1);
    if (!('originalSource' in entry)) continue;
    const source = path.resolve(sources.root.folder, entry.originalSource);
    if (sources.text(source) !== undefined)
      return sources.location(source, entry.originalLine + 1, entry.originalColumn + 1);
  }
  return undefined;
}

function stackOf(thrown: unknown): string {
  const stack = typeof thrown === 'object' && thrown !== null && 'stack' in thrown ? thrown.stack : undefined;
  return typeof stack === 'string' ? stack : '';
}

/** `at name (file:line:column)` of a stack, and `file:line` at the head of a syntax error. */
function placesIn(stack: string, file: string): Place[] {
  const places: Place[] = [];
  for (const line of stack.split('\n')) {
    const at = line.lastIndexOf(`${file}:`);
    const numbers = at < 0 ? null : /^(\d+)(?::(\d+))?\)?$/.exec(line.slice(at + file.length + 1));
    if (numbers !== null) places.push({ line: Number(numbers[1]), column: Number(numbers[2] ?? 1) });
  }
  return places;
}
