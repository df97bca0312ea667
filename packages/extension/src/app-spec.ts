import type { Acceptance } from './acceptance';
import type { Environment, Platform, Risk } from './platform';

/** A spec as written: the fields of every kind, and the fields of its kind's parts. */
export interface WrittenSpec {
  readonly kind: string;
  readonly name: string;
  readonly description: string;
  readonly owner: string;
  readonly environments?: readonly string[];
  readonly risk?: Risk;
  readonly accept?: readonly Acceptance[];
  readonly overrides?: Readonly<Record<string, unknown>>;
}

/**
 * The settings of an application in one environment, by part name. The value is what the part's `settings` returned; read it with
 * `PartDefinition.settingsOf`.
 */
export type Settings = Readonly<Record<string, unknown>>;

/** One application with all defaults applied. */
export interface AppSpec {
  readonly kind: string;
  readonly name: string;
  readonly description: string;
  readonly owner: string;
  readonly risk: Risk;
  readonly accept: readonly Acceptance[];
  /** The environments it runs in, in the platform's order. */
  readonly environments: readonly string[];
  /** Its settings without overrides. */
  readonly general: Settings;
  /** Its settings in each environment that it runs in. */
  readonly settings: Readonly<Record<string, Settings>>;
  /**
   * The files in the folders that parts list as `dataFolders`, by path from the spec, such as `sealed/dev/web.yaml`: the value of a YAML
   * document, or a text. @default there are none
   */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** The settings of an application in one environment. */
export interface SettingsIn {
  readonly environment: Environment;
  readonly settings: Settings;
}

/** Returns the settings of an application in each environment that it runs in. */
export function settingsEverywhere(
  { environments, settings, general }: Pick<AppSpec, 'environments' | 'settings' | 'general'>,
  platform: Pick<Platform, 'environments'>,
): SettingsIn[] {
  return platform.environments
    .filter(({ name }) => environments.includes(name))
    .map((environment) => ({ environment, settings: settings[environment.name] ?? general }));
}
