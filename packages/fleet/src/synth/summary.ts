import type { AppSummary } from '@goldenpath/model';
import type { CatalogDatabase } from '../rds/catalog';
import { appUnit, type Selection, selects } from './units';

/** A selected application in the summary of a synthesis. */
export interface SynthesisedApp {
  readonly name: string;
  readonly kind: string;
  readonly owner: string;
  readonly risk: string;
  /** Its own stack `app-<name>`. */
  readonly stack?: string;
  /** The path of its manifests in the tree; `undefined` when it has no objects in the selected environments. */
  readonly manifestsPath?: string;
  /** The selected environments, in the platform's order. */
  readonly environments: readonly SynthesisedEnvironment[];
  /** Its databases in all environments. @default it has none */
  readonly databases?: readonly CatalogDatabase[];
}

/** The summary of one environment. */
export interface SynthesisedEnvironment extends AppSummary {
  readonly environment: string;
  /** The stack `app-<name>-<environment>`. */
  readonly stack?: string;
}

/** Returns what is left to do before some applications work, each once. */
export function todosOf(summaries: readonly Pick<AppSummary, 'notes'>[]): string[] {
  const items = summaries.flatMap(({ notes }) => notes).filter(({ key }) => key === 'todo');
  return [...new Set(items.map(({ text }) => text))];
}

/** An application that provides its summary. */
export interface SummarisedApp {
  readonly name: string;
  /** Returns its summary for all of its environments. */
  readonly summary: () => SynthesisedApp;
}

/** Summarises the selected applications of a fleet. */
export function synthesisedApps(apps: readonly SummarisedApp[], selection: Selection): SynthesisedApp[] {
  return apps
    .filter(({ name }) => selects(selection, appUnit(name)))
    .map((app) => {
      const { environments, ...summary } = app.summary();
      return {
        ...summary,
        environments: environments.filter(({ environment }) => selects(selection, appUnit(app.name, environment))),
      };
    });
}
