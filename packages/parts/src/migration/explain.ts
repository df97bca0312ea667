import { type Explain, type ExplanationTable, fromSetting, fromSpec } from '@goldenpath/extension';
import { EXPANDED } from '../configuration/explain';
import { facts as ofPods } from '../workload/explain';
import type { MigrationSettings } from './settings';

export const group = 'Migration';

/** What the pod has as that of the application, explained in the same way. */
const asTheApplication: ExplanationTable = Object.fromEntries(
  Object.entries(ofPods).map(([path, explain]) => [`pods.${path}`, ofApplication(explain)]),
);

function ofApplication(explain: Explain): Explain {
  return (context, [part = '', , ...rest]) => explain(context, [part, ...rest]);
}

/** A setting of the volumes of the migration, or else that of the application. */
function orOfApplication(...fields: readonly string[]): Explain {
  return (context, path) => {
    const { temporaryFiles, emptyDirs } = (context.settings['migration'] ?? {}) as Partial<MigrationSettings>;
    const own = temporaryFiles !== undefined || emptyDirs !== undefined ? ['migration'] : [];
    return fromSetting([...own, 'volumes', ...fields].join('.'))(context, path);
  };
}

export const facts: ExplanationTable = {
  ...asTheApplication,
  activeDeadlineSeconds: fromSetting('migration.activeDeadlineSeconds'),
  backoffLimit: fromSetting('migration.backoffLimit'),
  'env.variables.*': (context, path) => fromSetting(`migration.env.${String(path.at(-1))}`)(context, path),
  'env.expanded.*.*': EXPANDED,
  'pods.temporaryFiles': orOfApplication('tmp', 'size'),
  'pods.emptyDirs.*.*': orOfApplication('emptyDirs'),
  'pods.ephemeralStorage.*': orOfApplication(),
  'pods.name': fromSpec('name', '`{name}-migration`'),
  'pods.command': fromSetting('migration.command'),
  'pods.command.*': fromSetting('migration.command'),
  'pods.args': fromSetting('migration.args'),
  'pods.args.*': fromSetting('migration.args'),
  'pods.probe.type': fromSpec('name', 'nothing asks a job'),
};
