import { byDefault, type Layers } from '@goldenpath/extension';

/** Plain variables of an application, and the applications that it calls. */
export interface ConfigurationSettings {
  readonly uses: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Returns the plain variables. An override replaces single variables. */
export function configurationSettings(layers: Layers): ConfigurationSettings {
  return {
    uses: layers.pick<readonly string[]>(['uses'], byDefault([])),
    env: layers.merge(['env']),
  };
}
