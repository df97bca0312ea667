import type { Path } from '@goldenpath/extension';

/** Where a fact's value came from: a place in a file, or a default and why it is that. */
export interface FactSource {
  /** The spec, its override for one environment, the platform file, or a default of the product. */
  readonly from: 'spec' | 'override' | 'platform' | 'default';
  /** Absent for a default, as are the next three. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** The field in that file. */
  readonly path?: Path;
  /** How the value was made, where it is not simply what is written there. */
  readonly because?: string;
}

/** The well-known groups of an explanation, in the order that they are read. Groups of extensions follow `Database`. */
export const FACT_GROUPS: readonly FactGroup[] = [
  'Identity',
  'Repository and registry',
  'Where it runs',
  'Pods',
  'Variables',
  'Network',
  'Storage',
  'Database',
  'Terraform stacks',
  'Labels and tags',
];

/** The heading that facts stand under. */
export type FactGroup = string;

/** One fact of an application, and where it came from. */
export interface ExplainedFact {
  /** The spec's field where the value is a setting (`replicas`); otherwise where it stands in the facts (`route.host`). */
  readonly fact: string;
  readonly group: FactGroup;
  /** The environment it holds in; absent where it is the same in all that the application runs in. */
  readonly environment?: string;
  /** Plain JSON. */
  readonly value: unknown;
  readonly source: FactSource;
  /** Where it stands in the application's facts, `*` for every environment; absent where no generator reads it. */
  readonly where?: string;
}
