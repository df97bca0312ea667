import type { Values } from '../../wire/values';
import type { Behaviour, ProviderScope } from '../behaviour';
import { MOMENT, numberBelow, text } from '../made-up';
import { refuseEnvironment } from './plans';
import { OF_REPOSITORY } from './repositories';

type Part = string;

function keyOf(values: Values, scope: ProviderScope, parts: readonly Part[]): string {
  return [`${scope.owner}/${text(values['repository'])}`, ...parts.map((part) => text(values[part]))].join(':');
}

/** Returns the behaviour of a variable or secret. Its id consists of the repository, the environment if any, and its name. */
function setting(type: string, parts: readonly Part[], adopts: boolean): Behaviour {
  return {
    type,
    adopts,
    key: (values, scope) => keyOf(values, scope, parts),
    taken: (values) =>
      `POST actions/variables: 409 Already exists - Variable already exists: ${text(values[parts.at(-1) ?? ''])}`,
    computed: (values) => ({
      id: [values['repository'], ...parts.map((part) => values[part])].map((one) => text(one)).join(':'),
      created_at: MOMENT,
      updated_at: MOMENT,
    }),
    references: [OF_REPOSITORY],
  };
}

const environment: Behaviour = {
  type: 'github_repository_environment',
  adopts: true,
  key: (values, scope) => keyOf(values, scope, ['environment']),
  computed: (values) => ({ id: `${text(values['repository'])}:${text(values['environment'])}` }),
  references: [OF_REPOSITORY],
  refuseCreate: (values, change) => refuseEnvironment(values, change),
  refuseUpdate: (_before, values, _config, change) => refuseEnvironment(values, change),
};

const deploymentPolicy: Behaviour = {
  type: 'github_repository_environment_deployment_policy',
  computed: (values, _scope, seed) => ({
    id: `${text(values['repository'])}:${text(values['environment'])}:${numberBelow(seed, 10_000_000)}`,
  }),
  references: [OF_REPOSITORY],
  replaces: (prior, planned) =>
    ['branch_pattern', 'tag_pattern'].filter((name) => (text(prior[name]) === '') !== (text(planned[name]) === '')),
};

/** Environments, variables and secrets of workflows. */
export const ACTIONS: readonly Behaviour[] = [
  environment,
  deploymentPolicy,
  setting('github_actions_variable', ['variable_name'], false),
  setting('github_actions_environment_variable', ['environment', 'variable_name'], false),
  setting('github_actions_secret', ['secret_name'], true),
  setting('github_actions_environment_secret', ['environment', 'secret_name'], true),
];
