import { yamlPositions, type YamlNode } from '@goldenpath/files';
import { constructFromEvents, CORE_SCHEMA, parseEvents, YAMLException } from 'js-yaml';
import type { Diagnostic, SourceDocument } from '@goldenpath/extension';
import { locationAt } from './lines';
import { findExcess } from './excess';
import { describeYamlError } from './yaml-errors';
import { findInYaml } from './yaml-positions';

const MAX_DEPTH = 50;
const MAX_ALIASES = 50;

/**
 * Parses one YAML 1.2 document into plain data.
 *
 * Anchors and aliases are limited: 50 aliases, 50 levels, 20,000 values with resolved aliases, 32,768 characters per value. An empty file
 * is an empty document, and the caller reports what is missing. Duplicate keys, several documents, cycles and tags outside of YAML's core
 * schema are errors.
 */
export function parseYaml(file: string, source: string): SourceDocument | { diagnostic: Diagnostic } {
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source;
  try {
    const events = parseEvents(text, { maxDepth: MAX_DEPTH });
    const documents = constructFromEvents(events, { source: text, schema: CORE_SCHEMA, maxAliases: MAX_ALIASES });
    // Parsed again only when an error needs a position. Keeping the events of a large fleet would fill the memory.
    const tree = lazily(() => yamlPositions(text, MAX_DEPTH));
    const document = documentOf(file, text, documents[0] ?? null, tree);
    const problem = documents.length > 1 ? severalDocuments(file, text, documents.length) : excessProblem(document);
    return problem === undefined ? document : { diagnostic: problem };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return { diagnostic: describeYamlError(file, text, error) };
  }
}

function documentOf(file: string, text: string, value: unknown, tree: () => YamlNode | undefined): SourceDocument {
  return {
    file,
    value,
    locate: (path, at = 'value') => {
      const span = findInYaml(text, tree(), path, at);
      return locationAt(file, text, span.start, span.end);
    },
  };
}

function severalDocuments(file: string, text: string, howMany: number): Diagnostic {
  const second = /(?<=\n)---(?=\s)/.exec(text)?.index ?? 0;
  return {
    rule: 'several-documents',
    message: `${file} holds ${howMany} documents.`,
    remedy: 'Keep one and remove the `---` before the others.',
    location: locationAt(file, text, second, second + 3),
  };
}

function excessProblem(document: SourceDocument): Diagnostic | undefined {
  const excess = findExcess(document.value);
  return excess && { ...excess.problem(document.file), location: document.locate(excess.path) };
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
