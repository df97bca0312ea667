import type { Settings } from '@goldenpath/extension';
import { partSettings } from '../settings';

/** Returns the names of the queues by whose length pods of an application are scaled. */
export function scalingQueues(settings: Settings): string[] {
  const { autoscaling, processes = {} } = partSettings(settings);
  const all = [autoscaling, ...Object.values(processes).map((process) => process.autoscaling)];
  return all.flatMap((scaling) => scaling?.queue?.name ?? []);
}
