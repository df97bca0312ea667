import { definePart } from '@goldenpath/extension';
import fields from './fields.json';
import { cronJobSettings } from './settings';
import type { CronJobPart } from './types';

/** When the pods of a job run. */
export const cronJob = definePart({
  name: 'cronJob',
  description: 'When the pods of a job run.',
  fields,
  questions: [
    {
      path: ['schedule'],
      message: 'When does it run, in UTC?',
      suggestion: '0 2 * * *',
      help: 'when it runs, such as "0 2 * * *"',
    },
  ],
  settings: cronJobSettings,
  // Argo CD starts a run when a developer asks for it.
  preview: (settings) => ({ ...settings, suspend: true }),
  rules: () => require('./rules') as typeof import('./rules'),
  summary: ({ schedule, timeZone, suspend }: CronJobPart) => [
    { key: 'pods', text: suspend ? 'suspended' : `at ${schedule}${timeZone === 'Etc/UTC' ? '' : ` ${timeZone}`}` },
  ],
  explain: () => require('./explain') as typeof import('./explain'),
  review: () => (require('./review') as typeof import('./review')).review,
});
