import type { Diagnostic, LoadedFleet } from '@goldenpath/spec';
import { type Candidate, withField } from './candidate';
import { type FleetToJoin, problemsOf } from './check-candidate';
import { type Field, fieldsOf, isMissing } from './fields';
import { suggestionFor } from './questions';
import { specText } from './spec-text';

/**
 * Returns what is wrong with one answer, in the words of `validate`; undefined when it is valid. Unanswered fields are ignored.
 */
export function fieldProblem(field: Field, candidate: Candidate, fleet: FleetToJoin): string | undefined {
  const whole = withPlaceholders(candidate, fleet.loaded);
  const text = specText(whole, fleet.loaded);
  const diagnostics = problemsOf(String(whole['name']), text, fleet);
  const [from, to] = linesOf(field.path, text);
  const found = diagnostics.find(
    ({ location }) => location !== undefined && location.line >= from && location.line <= to,
  );
  return found && sentence(found);
}

/** Formats an error on one line, for a prompt. */
function sentence({ message, remedy }: Diagnostic): string {
  return `${message} ${remedy}`;
}

/** Fills in required fields that are not answered yet, so that all other checks run. */
function withPlaceholders(candidate: Candidate, { platform, registry }: LoadedFleet): Candidate {
  const common: Candidate = {
    kind: registry.kinds[0]?.name,
    name: 'new-app',
    description: 'A new application',
    owner: platform.teams[0],
  };
  const withKind = { ...candidate, kind: candidate['kind'] ?? common['kind'] };
  return fieldsOf(withKind, registry).reduce<Candidate>((filled, field) => {
    if (!isMissing(field, filled)) return filled;
    return withField(filled, field.path, common[field.path.join('.')] ?? placeholderOf(field, filled));
  }, withKind);
}

/** Returns the suggestion, or the smallest value that the schema allows. */
function placeholderOf(field: Field, candidate: Candidate): unknown {
  const { schema, read } = field;
  const suggestion = suggestionFor(field, candidate);
  if (suggestion !== undefined) return read(suggestion);
  const [first] = Array.isArray(schema['enum']) ? (schema['enum'] as readonly unknown[]) : [];
  return schema['default'] ?? first ?? BY_TYPE[String(schema['type'])] ?? schema['minimum'] ?? 1;
}

const BY_TYPE: Readonly<Record<string, unknown>> = { boolean: false, array: [], object: {}, string: 'x' };

/** Returns the first and last line of a field in a spec's text, from 1; zeros when it is absent. */
function linesOf([first, second]: readonly string[], text: string): readonly [number, number] {
  const lines = text.split('\n');
  const outer = lines.findIndex((line) => line.startsWith(`${first}:`));
  const start =
    second === undefined ? outer : lines.findIndex((line, index) => index > outer && line.startsWith(`  ${second}:`));
  if (outer < 0 || start < 0) return [0, 0];
  const indent = second === undefined ? /^\s|^$/ : /^ {3}|^$/;
  const next = lines.findIndex((line, index) => index > start && !indent.test(line));
  return [start + 1, next < 0 ? lines.length : next];
}
