import type { Acceptance } from '@goldenpath/extension';
import type { BuiltInSettings } from '@goldenpath/parts';
import type { Kind, Risk } from './app';

/** What an application is in one environment: its parts, each there or not as its kind says. */
export type Settings = BuiltInSettings;

/** One application, every default filled in. */
export interface AppSpec {
  readonly kind: Kind;
  readonly name: string;
  readonly description: string;
  readonly owner: string;
  readonly risk: Risk;
  readonly accept: readonly Acceptance[];
  /** The environments it runs in, in the platform's order. */
  readonly environments: readonly string[];
  /** What it is without any override. */
  readonly general: Settings;
  /** What it is in each environment that it runs in. */
  readonly settings: Readonly<Record<string, Settings>>;
  /** The files beside the spec, by path: the value of a YAML document, or a text. */
  readonly data?: Readonly<Record<string, unknown>>;
}

export type {
  Acceptance,
  Aws,
  DatabaseNetwork,
  Environment,
  EnvironmentDatabases,
  Exposure,
  Platform,
  SharedInstance,
  TerraformState,
} from '@goldenpath/extension';

export type { Amounts, DatabaseSettings, Resources, StorageSettings, WorkloadSettings } from '@goldenpath/parts';
