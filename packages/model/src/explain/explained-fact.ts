import type { Path } from '@goldenpath/extension';

/** The source of a fact: a position in a file, or a default and its reason. */
export interface FactSource {
  /** The spec, its override for one environment, the platform file, or a default of the product. */
  readonly from: 'spec' | 'override' | 'platform' | 'default';
  /** Absent for a default, as are the next three. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** The field in that file. */
  readonly path?: Path;
  /** How the value was derived, if it is not simply copied. */
  readonly because?: string;
}

/** The known groups of an explanation, in display order. Groups of extensions follow `Database`. */
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

/** The heading of a group of facts. */
export type FactGroup = string;

/** One fact of an application and its source. */
export interface ExplainedFact {
  /** The spec field if the value is a setting (`replicas`); in all other cases the path in the facts (`route.host`). */
  readonly fact: string;
  readonly group: FactGroup;
  /** The environment; absent when the fact is the same in all environments of the application. */
  readonly environment?: string;
  /** Plain JSON. */
  readonly value: unknown;
  readonly source: FactSource;
  /** The path in the application's facts, with `*` for every environment; absent when no generator reads it. */
  readonly where?: string;
}
