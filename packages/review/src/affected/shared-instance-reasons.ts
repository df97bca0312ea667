import type { Pair } from '@goldenpath/extension';
import type { Json } from '@goldenpath/deploy';

import type { AppPair, EnvironmentPair, FleetChange } from '../fleet/fleet-change';
import { isMap, isSame, ownValue } from '../values/json';
import { changeText } from '../values/value-text';
import { plain } from './spec-fields';

/** Why the shared instance of an environment is another one, as far as the applications on it are: it serves the neediest. */
export function sharedInstanceReasons(change: FleetChange, environment: EnvironmentPair): string[] {
  return change.apps.flatMap((app) => needsOf(change, app, environment));
}

/** The applications whose needs of the shared instance are others. */
export function sharedInstanceCauses(change: FleetChange, environment: EnvironmentPair): AppPair[] {
  return change.apps.filter((app) => needsOf(change, app, environment).length > 0);
}

function needsOf(change: FleetChange, app: AppPair, environment: EnvironmentPair): string[] {
  const place = app.environments.find((candidate) => candidate.environment === environment);
  const before = place?.base?.database;
  const after = place?.head?.database;
  const [was, is] = [before?.instance.mode === 'shared', after?.instance.mode === 'shared'];
  if (was !== is) return [`${app.name} ${is ? 'comes to' : 'leaves'} the shared instance`];
  if (!is) return [];
  const needs = [
    { path: 'database.size', base: before?.size, head: after?.size },
    { path: 'risk', base: app.base?.risk, head: app.head?.risk },
    { path: RETENTION, ...retention(change, app, environment.name) },
  ];
  return needs.flatMap(({ path, base, head }) =>
    isSame(base, head) ? [] : [`${app.name}: ${path} ${changeText(plain(base), plain(head))}`],
  );
}

const RETENTION = 'database.backupRetentionDays';

/** The facts of a shared database do not say how long its own backups should be kept: what is written does. */
function retention({ base, head }: FleetChange, { name }: AppPair, environment: string): Pair<Json> {
  const written = (spec: Json | undefined) =>
    valueAt(spec, ['overrides', environment, 'database', 'backupRetentionDays']) ??
    valueAt(spec, ['database', 'backupRetentionDays']);
  return { base: written(base.writtenApps.get(name)), head: written(head.writtenApps.get(name)) };
}

function valueAt(value: Json | undefined, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((inner, name) => (isMap(inner) ? ownValue(inner, name) : undefined), value);
}
