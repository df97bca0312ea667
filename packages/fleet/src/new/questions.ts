import { isCallable, valueAt } from '@goldenpath/extension';
import type { Candidate } from './candidate';
import type { FleetToJoin } from './check-candidate';
import type { Field } from './fields';
import type { OptionalGroup } from './part-fields';

/** A question: its text, its type, and its default. */
export type Question =
  | { readonly type: 'text'; readonly message: string; readonly default?: string }
  | { readonly type: 'yes-or-no'; readonly message: string; readonly default: boolean }
  | { readonly type: 'one'; readonly message: string; readonly choices: readonly Choice[]; readonly default?: string }
  | { readonly type: 'some'; readonly message: string; readonly choices: readonly Choice[]; readonly isAll: boolean };

export interface Choice {
  readonly value: string;
  readonly description?: string;
}

/** Returns the question for a field; undefined when it has none. */
export function questionOf(field: Field, candidate: Candidate, fleet: FleetToJoin): Question | undefined {
  return field.question === undefined ? COMMON[field.path.join('.')]?.(fleet) : partQuestion(field, candidate, fleet);
}

/** Returns the question for a common field; undefined for a field of a part. */
export function commonQuestion(name: string, loaded: FleetToJoin['loaded']): Question | undefined {
  return COMMON[name]?.({ loaded });
}

/** Returns the default for a field of a part; `undefined` when it has none. */
export function suggestionFor({ question, schema }: Field, candidate: Candidate): string | undefined {
  const { suggestion = schema['default'] } = question ?? {};
  if (typeof suggestion === 'function') return (suggestion as (draft: Candidate) => string)(candidate);
  return typeof suggestion === 'string' || typeof suggestion === 'number' ? String(suggestion) : undefined;
}

function partQuestion(field: Field, candidate: Candidate, fleet: FleetToJoin): Question | undefined {
  const { schema, question } = field;
  if (question === undefined) return undefined;
  const { message, none, unless = [] } = question;
  if (unless.some((name) => valueAt(candidate, [name]) !== undefined)) return undefined;
  if (question.choices === 'applications') {
    const callable = callableApps(candidate, fleet);
    return callable.length === 0 ? undefined : { type: 'some', message, choices: choices(callable), isAll: false };
  }
  if (schema['type'] === 'boolean') return { type: 'yes-or-no', message, default: schema['default'] === true };
  const suggestion = suggestionFor(field, candidate);
  const proposed = suggestion === undefined ? {} : { default: suggestion };
  const values = schema['enum'];
  if (!Array.isArray(values)) return { type: 'text', message, ...proposed };
  return { type: 'one', message, choices: [...choices(values.map(String)), ...(none ? [none] : [])], ...proposed };
}

/** Returns the question whether a spec has an optional group: `Add storage, the volume that each pod keeps?` */
export function groupQuestion({ name, description }: OptionalGroup): string {
  const what = description.replace(/\.$/, '');
  return `Add ${name}, ${what.slice(0, 1).toLowerCase()}${what.slice(1)}?`;
}

/** The questions for the common fields. */
const COMMON: Readonly<Record<string, (fleet: Pick<FleetToJoin, 'loaded'>) => Question>> = {
  kind: ({ loaded }) => ({
    type: 'one',
    message: 'What is it?',
    choices: loaded.registry.kinds.map(({ name, summary, description }) => ({
      value: name,
      description: summary ?? description,
    })),
  }),
  name: () => ({ type: 'text', message: 'Name, also of its folder' }),
  description: () => ({ type: 'text', message: 'What is it for, on one line' }),
  owner: ({ loaded }) => ({ type: 'one', message: 'Which team owns it?', choices: choices(loaded.platform.teams) }),
  environments: ({ loaded }) => ({
    type: 'some',
    message: 'Where does it run?',
    choices: choices(loaded.platform.environments.map(({ name }) => name)),
    isAll: true,
  }),
  risk: () => ({
    type: 'one',
    message: 'How bad would a loss or a leak of its data be?',
    choices: choices(['low', 'medium', 'high']),
    default: 'medium',
  }),
};

function choices(values: readonly string[]): Choice[] {
  return values.map((value) => ({ value }));
}

/** Returns the callable applications: those that run in all environments of this one. */
function callableApps({ environments }: Candidate, { loaded }: FleetToJoin): string[] {
  const wanted = Array.isArray(environments) ? environments : loaded.platform.environments.map(({ name }) => name);
  return loaded.apps
    .filter(
      ({ spec }) =>
        isCallable(loaded.registry, spec.kind, spec.general) &&
        wanted.every((name) => spec.environments.includes(String(name))),
    )
    .map(({ spec }) => spec.name);
}
