import {
  type AppContext,
  type Environment,
  type Problem,
  type Settings,
  settingsEverywhere,
} from '@goldenpath/extension';
import { partSettings } from '../settings';
import type { DatabaseSettings } from './settings';

/** Returns the database of an application, if it has one. */
export function databaseOf(settings: Settings): DatabaseSettings | undefined {
  return partSettings(settings).database;
}

/**
 * Checks the database in each environment of an application: the platform file decides what the instance of each is. What is written once is
 * one problem, in the first environment that has it.
 */
export function inEachEnvironment(
  { spec, platform }: AppContext,
  check: (database: DatabaseSettings, environment: Environment) => readonly Problem[],
): Problem[] {
  const found = settingsEverywhere(spec, platform).flatMap(({ environment, settings }) => {
    const database = databaseOf(settings);
    return database === undefined ? [] : check(database, environment);
  });
  return found.filter(({ path }, index) => found.findIndex((one) => String(one.path) === String(path)) === index);
}
