import {
  type Diagnostic,
  formatPath,
  isMap,
  type Path,
  type Registry,
  type SourceDocument,
} from '@goldenpath/extension';
import { parseYaml } from '@goldenpath/spec';
import { InvalidFleetError } from '../errors';
import type { Candidate } from '../new/candidate';
import { candidateFile, type FleetToJoin, problemsOf } from '../new/check-candidate';
import { fieldsOf, withEmptyGroups } from '../new/fields';
import { schemaReference } from '../new/schema-reference';
import { specText } from '../new/spec-text';
import type { Draft } from './draft';
import type { ImportNode } from './node';
import type { LeftOut } from './types';

/** A spec that is valid in the fleet. */
export interface FittedSpec {
  readonly text: string;
  readonly fields: Candidate;
  /** What had to be left out. */
  readonly leftOut: readonly LeftOut[];
}

/** Fields without which there is no spec. */
const NEEDED: ReadonlySet<string> = new Set(['kind', 'name', 'description', 'owner']);

/** More mistakes than a source has fields. */
const MAX_ROUNDS = 200;

/**
 * Makes the text of a spec, and leaves out each field that the fleet refuses, until the spec is valid.
 *
 * @throws InvalidFleetError with what cannot be left out: the name is taken, or a needed field is wrong.
 */
export function fittedSpec(draft: Draft, fleet: FleetToJoin): FittedSpec {
  let fields = draft.fields;
  const leftOut: LeftOut[] = [];
  const needed = new Set([...NEEDED, ...requiredFields(fields, fleet.loaded.registry)]);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const text = textOf(fields, fleet);
    const problems = problemsOf(draft.name, text, fleet);
    const [first] = problems;
    if (first === undefined) return { text, fields, leftOut };
    const path = pathOf(first, text, draft.name, fleet);
    if (path === undefined || needed.has(path.join('.'))) throw new InvalidFleetError(problems);
    fields = without(fields, path);
    leftOut.push(refused(draft, path, first));
  }
  throw new Error(`The spec of ${draft.name} does not become valid.`);
}

/** The fields that a spec of the kind has: `database` and `database.name`. */
function requiredFields(fields: Candidate, registry: Registry): string[] {
  const required = fieldsOf(fields, registry).filter(
    ({ isRequired, optionalGroup }) => isRequired && optionalGroup === undefined,
  );
  return required.flatMap(({ path }) => path.map((_, index) => path.slice(0, index + 1).join('.')));
}

function textOf(fields: Candidate, { loaded, source }: FleetToJoin): string {
  return specText(withEmptyGroups(fields, loaded.registry), loaded, schemaReference(source));
}

/** Returns the field of the spec that a problem is about; `undefined` if it is not about one. */
function pathOf({ location }: Diagnostic, text: string, name: string, { source }: FleetToJoin): Path | undefined {
  if (location === undefined || location.file !== candidateFile(name, source)) return undefined;
  const document = parseYaml(location.file, text);
  if ('diagnostic' in document) return undefined;
  const found = pathsIn(document.value).filter((path) => isAt(document, path, location));
  return found.at(-1);
}

function isAt(
  document: SourceDocument,
  path: Path,
  { line, column }: { readonly line: number; readonly column: number },
): boolean {
  return (['key', 'value'] as const).some((at) => {
    const found = document.locate(path, at);
    return found.line === line && found.column === column;
  });
}

/** The paths of all values, outer ones first. */
function pathsIn(value: unknown, path: Path = []): Path[] {
  const below = Array.isArray(value)
    ? value.flatMap((item: unknown, index) => pathsIn(item, [...path, index]))
    : isMap(value)
      ? Object.entries(value).flatMap(([field, item]) => pathsIn(item, [...path, field]))
      : [];
  return path.length === 0 ? below : [path, ...below];
}

/** Lists whose elements say nothing of each other. */
const SETS: ReadonlySet<unknown> = new Set(['uses']);

/**
 * Returns the spec without a field, and without mappings and lists that are empty then. An element of a list takes the list with it, unless
 * the others hold without it.
 */
function without(fields: Candidate, path: Path): Candidate {
  const [first = '', index] = path as readonly [string, unknown?];
  const list = fields[first];
  if (SETS.has(first) && Array.isArray(list) && typeof index === 'number' && list.length > 1)
    return { ...fields, [first]: list.filter((_, at) => at !== index) };
  const steps = path.slice(0, path.findIndex((step) => typeof step === 'number') >>> 0) as string[];
  return withoutSteps(fields, steps);
}

function withoutSteps(fields: Candidate, [first = '', ...rest]: readonly string[]): Candidate {
  const { [first]: inner, ...others } = fields;
  if (rest.length === 0 || !isMap(inner)) return others;
  const left = withoutSteps(inner, rest);
  return Object.keys(left).length === 0 ? others : { ...fields, [first]: left };
}

function refused(draft: Draft, path: Path, { message, remedy }: Diagnostic): LeftOut {
  const origin = originOf(draft, path);
  // Only what the source does not say has no origin: that it has no port.
  const { file, line, column } = (origin ?? main(draft)).location;
  return {
    file,
    line,
    column,
    object: (origin ?? main(draft)).object.label,
    field: origin === undefined ? formatPath(path) : formatPath(origin.path),
    reason: `The fleet refuses \`${formatPath(path)}\`: ${message} ${remedy}`,
  };
}

function main({ objects: [first], name }: Draft): ImportNode {
  if (first === undefined) throw new Error(`The application ${name} comes from nothing.`);
  return first.node;
}

/** Where a field comes from: that of the nearest field around it. */
function originOf(draft: Draft, path: Path) {
  for (let length = path.length; length > 0; length -= 1) {
    const origin = draft.origins.get(JSON.stringify(path.slice(0, length)));
    if (origin !== undefined) return origin;
  }
  return undefined;
}
