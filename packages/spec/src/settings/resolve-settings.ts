import { Layers, type Origin, type Platform, type Registry, type WrittenSpec } from '@goldenpath/extension';
import type { Settings } from '../types/resolved';

/**
 * Returns the settings of an application in one environment, part by part, with all defaults applied.
 *
 * @param environment - The environment whose overrides apply; undefined for none.
 * @param onOrigin - Receives the source of each setting and its part.
 */
export function resolveSettings(
  written: Pick<WrittenSpec, 'kind'>,
  platform: Platform,
  registry: Registry,
  environment?: string,
  onOrigin?: (setting: string, origin: Origin, part: string) => void,
): Settings {
  const resolved = registry.partsOf(written.kind).map(({ name, fields, settings }) => {
    const listener = onOrigin && ((setting: string, origin: Origin) => onOrigin(setting, origin, name));
    const layers = new Layers(written, environment, listener);
    if (settings !== undefined) return [name, settings(layers, platform)] as const;
    return [name, fields === undefined ? undefined : asWritten(Object.keys(fields.properties), layers)] as const;
  });
  return Object.fromEntries(resolved.filter(([, value]) => value !== undefined));
}

/** Returns the fields of a part without defaults of its own. */
function asWritten(fields: readonly string[], layers: Layers): Readonly<Record<string, unknown>> {
  const values = fields.map((field) => [field, layers.tryPick<unknown>([field])] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}
