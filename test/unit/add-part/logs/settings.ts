import type { Layers } from '@goldenpath/extension';

/** The logs of an application in one environment. */
export interface LogsSettings {
  readonly retentionDays: number;
}

/** The logs; `undefined` where a spec does not ask for them. */
export function logsSettings(layers: Layers): LogsSettings | undefined {
  const retentionDays = layers.tryPick<number>(['logs', 'retentionDays']);
  return retentionDays === undefined ? undefined : { retentionDays };
}
