import { constructFromEvents, CORE_SCHEMA, parseEvents, YAMLException } from 'js-yaml';
import type { Diagnostic } from '../types/diagnostic';
import { locationAt } from './lines';
import type { SourceDocument } from './source-document';
import { findInYaml } from './yaml-positions';

const MAX_DEPTH = 50;
const MAX_ALIASES = 50;
const MAX_NODES = 20_000;

/**
 * Parses one YAML 1.2 document into plain data.
 *
 * Anchors and aliases are allowed within bounds: 50 aliases, 50 levels, 20,000 values once they are all spelled out.
 * Duplicate keys, several documents, cycles and tags beyond YAML's core are errors.
 */
export function parseYaml(file: string, source: string): SourceDocument | { diagnostic: Diagnostic } {
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source;
  const problem = (rule: string, message: string, remedy: string, offset = 0) => ({
    diagnostic: { rule, message, remedy, location: locationAt(file, text, offset, offset + 1) },
  });
  try {
    const events = parseEvents(text, { maxDepth: MAX_DEPTH });
    const documents = constructFromEvents(events, { source: text, schema: CORE_SCHEMA, maxAliases: MAX_ALIASES });
    if (documents.length > 1)
      return problem('several-documents', `${file} holds ${documents.length} documents.`, 'Keep one and remove the `---` before the others.');
    const value = documents[0];
    const excess = documents.length === 0 || value === null ? 'empty' : excessOf(value);
    if (excess === 'empty') return problem('empty-file', `${file} is empty.`, 'Describe the application in it.');
    if (excess === 'cycle') return problem('yaml-cycle', `${file} has an anchor that contains itself.`, 'Write the value out.');
    if (excess === 'size')
      return problem('yaml-too-large', `${file} has more than ${MAX_NODES} values once its aliases are spelled out.`, 'Remove the aliases.');
    return {
      file,
      value,
      locate: (path, at = 'value') => {
        const span = findInYaml(text, events, path, at);
        return locationAt(file, text, span.start, span.end);
      },
    };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return problem('yaml-syntax', `This is not valid YAML: ${error.reason}.`, remedyFor(error.reason), error.mark?.position ?? 0);
  }
}

function excessOf(root: unknown): 'cycle' | 'size' | undefined {
  const ancestors = new Set<object>();
  let nodes = 0;
  function visit(value: unknown): 'cycle' | 'size' | undefined {
    nodes += 1;
    if (nodes > MAX_NODES) return 'size';
    if (typeof value !== 'object' || value === null) return undefined;
    if (ancestors.has(value)) return 'cycle';
    ancestors.add(value);
    for (const child of Object.values(value)) {
      const excess = visit(child);
      if (excess !== undefined) return excess;
    }
    ancestors.delete(value);
    return undefined;
  }
  return visit(root);
}

function remedyFor(reason: string): string {
  if (reason.includes('duplicated mapping key')) return 'Keep one of the two.';
  if (reason.includes('alias')) return 'Write the values out instead of repeating an anchor.';
  if (reason.includes('tab')) return 'Indent with spaces.';
  return 'Check indentation, quotes and brackets here; quote text that has `: ` or ` #` in it.';
}
