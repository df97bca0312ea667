import { definePart } from '@goldenpath/extension';
import { workloadFacts, workloadOnce } from './facts';
import fields from './fields.json';
import { workloadQuestions } from './questions';
import { workloadSettings } from './settings';
import { podsName } from './unique-name';

/** The pods: one container, and the number of pods. */
export const workload = definePart({
  name: 'workload',
  description: 'The pods: one container, and how many of them.',
  fields,
  moreChoices: { runtime: 'runtimes' },
  questions: workloadQuestions,
  settings: workloadSettings,
  rules: () => require('./rules') as typeof import('./rules'),
  facts: workloadFacts,
  preview: (settings) => ({ ...settings, replicas: 1 }),
  once: workloadOnce,
  uniqueNames: ({ name }, common) => [podsName(name, ['name'], common)],
  image: ({ image }) => image,
  summary: ({ replicas }) =>
    replicas === undefined ? [] : [{ key: 'pods', text: replicas === 1 ? '1 pod' : `${replicas} pods` }],
  chartsInsertNames: true,
  charts: () => require('./charts') as typeof import('./charts'),
  scaffold: () => require('./scaffold') as typeof import('./scaffold'),
  catalog: () => require('./catalog') as typeof import('./catalog'),
  explain: () => require('./explain') as typeof import('./explain'),
  review: () => (require('./review') as typeof import('./review')).review,
});
