import type { Diagnostic, LoadedFleet } from '@goldenpath/spec';
import { answerOf, type Candidate, withField } from './candidate';
import { type FleetToJoin, problemsOf } from './check-candidate';
import { type Field, fieldsOf } from './fields';
import { placeholderOf, schemaFields } from './schema-fields';
import { specText } from './spec-text';

/**
 * What is wrong with one answer, in the words of `validate`; undefined where nothing is. Of what was not answered yet
 * nothing is said.
 */
export function fieldProblem(field: Pick<Field, 'path'>, candidate: Candidate, fleet: FleetToJoin): string | undefined {
  const whole = withPlaceholders(candidate, fleet.loaded);
  const text = specText(whole, fleet.loaded.platform);
  const diagnostics = problemsOf(String(whole['name']), text, fleet);
  const [from, to] = linesOf(field.path, text);
  const found = diagnostics.find(
    ({ location }) => location !== undefined && location.line >= from && location.line <= to,
  );
  return found && sentence(found);
}

/** A mistake as one line, for a prompt. */
function sentence({ message, remedy }: Diagnostic): string {
  return `${message} ${remedy}`;
}

/** Values for what is required and not answered yet, so that every check of the rest is made. */
const PLACEHOLDERS: Readonly<Record<string, unknown>> = {
  kind: 'stateless-app',
  name: 'new-app',
  description: 'A new application',
  storageSize: '1Gi',
  mountPath: '/data',
  databaseName: 'new_app',
  databaseUsername: 'new_app',
};

function withPlaceholders(candidate: Candidate, { platform, registry }: LoadedFleet): Candidate {
  const flagged = fieldsOf(candidate, registry).reduce((filled, { isRequired, path, key }) => {
    if (isRequired !== true || answerOf(filled, path) !== undefined) return filled;
    return withField(filled, path, key === 'owner' ? platform.teams[0] : PLACEHOLDERS[key]);
  }, candidate);
  return schemaFields(flagged, registry).reduce(
    (filled, { path, schema }) =>
      answerOf(filled, path) === undefined ? withField(filled, path, placeholderOf(schema)) : filled,
    flagged,
  );
}

/** The first and last line of a field in a spec's text, counted from 1; of no line where it is not there. */
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
