import type { Path, Settings } from '@goldenpath/extension';
import { partSettings } from '../settings';

/** Plain variables that a spec writes at one place. */
export interface VariablesOfSpec {
  /** The place. */
  readonly at: Path;
  readonly env: Readonly<Record<string, string>>;
}

/** Returns the variables that a spec writes, of pods of one kind. */
export type VariablesOf = (settings: Settings) => readonly VariablesOfSpec[];

/** The variables of all pods of the application. */
export const ofApplication: VariablesOf = (settings) => [
  { at: ['env'], env: partSettings(settings).configuration?.env ?? {} },
];

/** The variables of single processes. */
export const ofProcesses: VariablesOf = (settings) =>
  Object.entries(partSettings(settings).processes ?? {}).map(([name, { env }]) => ({
    at: ['processes', name, 'env'],
    env,
  }));

/** The variables of the migration. */
export const ofMigration: VariablesOf = (settings) => {
  const { migration } = partSettings(settings);
  return migration === undefined ? [] : [{ at: ['migration', 'env'], env: migration.env }];
};
