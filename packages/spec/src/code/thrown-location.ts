import { SourceMap, type SourceMapPayload } from 'node:module';
import * as path from 'node:path';
import type { Location } from '@goldenpath/extension';
import type { CodeSources } from './code-sources';

/** A position in the bundle, from a line of a stack trace. */
interface StackPosition {
  readonly line: number;
  readonly column: number;
}

/**
 * Returns where an error was thrown: the innermost line of its stack that is in a file of the fleet.
 *
 * @param stack - The stack of the error; empty when it has none.
 * @param file - The file name under which the bundle ran.
 * @param map - The bundle's source map, as JSON.
 * @returns undefined when the error has no stack, or no line of it is in the bundle.
 */
export function locateThrown(stack: string, file: string, map: string, sources: CodeSources): Location | undefined {
  const positions = positionsIn(stack, file);
  if (positions.length === 0) return undefined;
  const sourceMap = new SourceMap(JSON.parse(map) as SourceMapPayload);
  for (const { line, column } of positions) {
    const entry = sourceMap.findEntry(line - 1, column - 1);
    if (!('originalSource' in entry)) continue;
    const source = path.resolve(sources.root.folder, entry.originalSource);
    if (sources.text(source) !== undefined)
      return sources.location(source, entry.originalLine + 1, entry.originalColumn + 1);
  }
  return undefined;
}

/** Returns the positions `at name (file:line:column)` of a stack, and `file:line` at the start of a syntax error. */
function positionsIn(stack: string, file: string): StackPosition[] {
  const positions: StackPosition[] = [];
  for (const line of stack.split('\n')) {
    const at = line.lastIndexOf(`${file}:`);
    const numbers = at < 0 ? null : /^(\d+)(?::(\d+))?\)?$/.exec(line.slice(at + file.length + 1));
    if (numbers !== null) positions.push({ line: Number(numbers[1]), column: Number(numbers[2] ?? 1) });
  }
  return positions;
}
