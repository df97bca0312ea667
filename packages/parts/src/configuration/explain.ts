import {
  always,
  type Explain,
  type ExplainContext,
  type ExplanationTable,
  fromEnvironment,
  fromSetting,
  fromSpec,
} from '@goldenpath/extension';
import type { ConfigurationSettings } from './settings';
import { variablesOfUse } from './uses';

const variable: Explain = (context, path) => {
  const { env, uses } = context.settings['configuration'] as ConfigurationSettings;
  const name = String(path.at(-1));
  if (Object.hasOwn(env, name)) return { of: 'setting', setting: ['env', name] };
  const use = uses.findIndex(
    (used) => Object.values(variablesOfUse(used)).includes(name) || name.startsWith(`${variablesOfUse(used).port}_`),
  );
  if (use < 0) return { of: 'default', because: 'what a part of the application gives its pods' };
  return { of: 'spec', path: ['uses', use], because: `where ${uses[use]} answers in the cluster` };
};

function isInEnv({ settings }: ExplainContext, name: string): boolean {
  return Object.hasOwn((settings['configuration'] as ConfigurationSettings).env, name);
}

export const group = 'Variables';

/** Why a variable is in the manifest of the pods and not in the ConfigMap. */
export const EXPANDED = always('refers to other variables: Kubernetes puts their values in');

export const facts: ExplanationTable = {
  name: fromSpec('name', '`{name}-config`'),
  'variables.APP_ENV': fromEnvironment('name'),
  'variables.LOG_LEVEL': (context, path) =>
    isInEnv(context, 'LOG_LEVEL') ? variable(context, path) : fromEnvironment('logLevel')(context, path),
  'variables.*': variable,
  'expanded.*.*': EXPANDED,
  isBeforePods: fromSetting('migration.command', 'the migration reads the variables'),
  checksum: always('a digest of the variables: a change rolls the pods'),
};
