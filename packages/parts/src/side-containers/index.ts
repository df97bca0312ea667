import { definePart } from '@goldenpath/extension';
import { sideContainersFacts } from './facts';
import fields from './fields.json';
import { sideContainersSettings } from './settings';

/** Sidecars and init containers. */
export const sideContainers = definePart({
  name: 'sideContainers',
  description: 'Sidecars and init containers of the pods.',
  needs: ['workload'],
  fields,
  questions: [],
  settings: sideContainersSettings,
  rules: () => require('./rules') as typeof import('./rules'),
  facts: sideContainersFacts,
  summary: ({ containers }) => [{ key: 'containers', text: `with ${containers.map(({ name }) => name).join(', ')}` }],
  charts: () => require('./charts') as typeof import('./charts'),
  explain: () => require('./explain') as typeof import('./explain'),
  review: () => (require('./review') as typeof import('./review')).review,
});
