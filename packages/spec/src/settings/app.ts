import { type Registry, valueAt } from '@goldenpath/extension';
import type { WrittenAppSpec } from '../types/app';
import type { AppSpec, Platform, Settings } from '../types/resolved';
import { resolveSettings } from './resolve-settings';

/** Returns one valid application with all defaults applied, for every environment. */
export function resolveApp(written: WrittenAppSpec, platform: Platform, registry: Registry): AppSpec {
  const all = platform.environments.map(({ name }) => name);
  const environments = all.filter((name) => written.environments?.includes(name) ?? true);
  const general = resolveSettings(written, platform, registry);
  const environmentSettings = (name: string): Settings =>
    valueAt(written, ['overrides', name]) === undefined ? general : resolveSettings(written, platform, registry, name);
  return {
    kind: written.kind,
    name: written.name,
    description: written.description,
    owner: written.owner,
    risk: written.risk ?? 'medium',
    accept: (written.accept ?? []).map((acceptance) => ({ ...acceptance, apps: [written.name] })),
    environments,
    general,
    settings: Object.fromEntries(environments.map((name) => [name, environmentSettings(name)])),
  };
}
