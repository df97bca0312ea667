import { type Explain, type ExplanationTable, fromSetting, fromSpec } from '@goldenpath/extension';
import { facts as ofPods } from '../workload/explain';

export const group = 'Migration';

/** What the pod has as that of the application, explained in the same way. */
const asTheApplication: ExplanationTable = Object.fromEntries(
  Object.entries(ofPods).map(([path, explain]) => [`pods.${path}`, ofApplication(explain)]),
);

function ofApplication(explain: Explain): Explain {
  return (context, [part = '', , ...rest]) => explain(context, [part, ...rest]);
}

export const facts: ExplanationTable = {
  ...asTheApplication,
  activeDeadlineSeconds: fromSetting('migration.activeDeadlineSeconds'),
  backoffLimit: fromSetting('migration.backoffLimit'),
  'pods.name': fromSpec('name', '`{name}-migration`'),
  'pods.command': fromSetting('migration.command'),
  'pods.command.*': fromSetting('migration.command'),
  'pods.args': fromSetting('migration.args'),
  'pods.args.*': fromSetting('migration.args'),
  'pods.probe.type': fromSpec('name', 'nothing asks a job'),
};
