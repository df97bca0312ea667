import { valueAt } from '@goldenpath/extension';
import type { WrittenAppSpec } from '../types/app';
import type { AppSpec, Platform, Settings } from '../types/resolved';
import { settle } from './settle';

/** One application, every default filled in, for every environment. The spec has been checked before. */
export function resolveApp(written: WrittenAppSpec, platform: Platform): AppSpec {
  const all = platform.environments.map(({ name }) => name);
  const environments = all.filter((name) => written.environments?.includes(name) ?? true);
  const general = settle(written, platform, undefined);
  return {
    kind: written.kind,
    name: written.name,
    description: written.description,
    owner: written.owner,
    risk: written.risk ?? 'medium',
    accept: (written.accept ?? []).map((acceptance) => ({ ...acceptance, apps: [written.name] })),
    environments,
    general,
    settings: Object.fromEntries(environments.map((name) => [name, inEnvironment(written, platform, name, general)])),
  };
}

function inEnvironment(written: WrittenAppSpec, platform: Platform, environment: string, general: Settings): Settings {
  return valueAt(written, ['overrides', environment]) === undefined ? general : settle(written, platform, environment);
}
