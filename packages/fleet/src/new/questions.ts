import { DATABASE_SIZES } from '@goldenpath/spec';
import { answerOf, type Candidate } from './candidate';
import type { FleetToJoin } from './check-candidate';
import type { Field } from './fields';

/** A question to a person: what is asked, how, and what is taken where only Enter is pressed. */
export type Question =
  | { readonly type: 'text'; readonly message: string; readonly default?: string }
  | { readonly type: 'yes-or-no'; readonly message: string; readonly default: boolean }
  | { readonly type: 'one'; readonly message: string; readonly choices: readonly Choice[]; readonly default?: string }
  | { readonly type: 'some'; readonly message: string; readonly choices: readonly Choice[]; readonly isAll: boolean };

export interface Choice {
  readonly value: string;
  readonly description?: string;
}

type Ask = (candidate: Candidate, fleet: FleetToJoin) => Question | undefined;

/** What is asked for a field. Nothing is asked where there is no question, or nothing to choose from. */
const QUESTIONS: Readonly<Record<Field['key'], Ask>> = {
  kind: (_candidate, { loaded }) => ({
    type: 'one',
    message: 'What is it?',
    choices: loaded.registry.kinds.map(({ name, summary, description }) => ({
      value: name,
      description: summary ?? description,
    })),
  }),
  name: () => ({ type: 'text', message: 'Name, also of its folder' }),
  description: () => ({ type: 'text', message: 'What is it for, on one line' }),
  owner: (_candidate, { loaded }) => ({
    type: 'one',
    message: 'Which team owns it?',
    choices: choices(loaded.platform.teams),
  }),
  environments: (_candidate, { loaded }) => ({
    type: 'some',
    message: 'Where does it run?',
    choices: choices(loaded.platform.environments.map(({ name }) => name)),
    isAll: true,
  }),
  runtime: (candidate) =>
    candidate['image'] === undefined
      ? {
          type: 'one',
          message: 'What is it written in?',
          choices: [...choices(['python', 'node']), UPSTREAM],
          default: 'python',
        }
      : undefined,
  image: (candidate) =>
    candidate['runtime'] === undefined ? { type: 'text', message: 'Which image, with its version' } : undefined,
  replicas: () => ({ type: 'text', message: 'Number of pods', default: '1' }),
  port: () => ({ type: 'text', message: 'The port that it listens on', default: '8080' }),
  ingress: () => ({ type: 'yes-or-no', message: 'Reachable from outside the cluster?', default: true }),
  uses: (candidate, fleet) => {
    const callable = callableApps(candidate, fleet);
    return callable.length === 0
      ? undefined
      : { type: 'some', message: 'Which applications does it call?', choices: choices(callable), isAll: false };
  },
  storageSize: () => ({ type: 'text', message: 'Size of each pod’s volume', default: '10Gi' }),
  mountPath: () => ({ type: 'text', message: 'Where is the volume mounted', default: '/data' }),
  databaseName: (candidate) => ({ type: 'text', message: 'Name of the database', default: databaseName(candidate) }),
  databaseUsername: (candidate) => ({
    type: 'text',
    message: 'The role that owns the database',
    default: `${String(answerOf(candidate, ['database', 'name'])).slice(0, 27)}_app`,
  }),
  databaseSize: () => ({
    type: 'one',
    message: 'Size of its instance',
    choices: choices(DATABASE_SIZES),
    default: 'small',
  }),
  risk: () => ({
    type: 'one',
    message: 'How bad would a loss or a leak of its data be?',
    choices: choices(['low', 'medium', 'high']),
    default: 'medium',
  }),
};

/** What is chosen in place of a runtime where nothing is built. */
export const UPSTREAM: Choice = { value: 'upstream image', description: 'Nothing is built: an image that others make' };

/** The question for a field, or undefined where there is nothing to ask. */
export function questionOf({ key }: Field, candidate: Candidate, fleet: FleetToJoin): Question | undefined {
  return QUESTIONS[key](candidate, fleet);
}

function choices(values: readonly string[]): Choice[] {
  return values.map((value) => ({ value }));
}

/** Applications that run wherever this one does: those that it may call. */
function callableApps({ environments }: Candidate, { loaded }: FleetToJoin): string[] {
  const wanted = Array.isArray(environments) ? environments : loaded.platform.environments.map(({ name }) => name);
  return loaded.apps
    .filter(
      ({ spec }) =>
        spec.general.workload !== undefined && wanted.every((name) => spec.environments.includes(String(name))),
    )
    .map(({ spec }) => spec.name);
}

function databaseName({ name }: Candidate): string {
  return String(name)
    .replaceAll('-', '_')
    .replace(/^[0-9_]+/, '')
    .slice(0, 60)
    .padEnd(3, '_db');
}
