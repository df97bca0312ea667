import { definePart } from '@goldenpath/extension';
import { serviceName } from '../services/unique-name';
import { podsName } from '../workload/unique-name';
import { processesFacts } from './facts';
import fields from './fields.json';
import { inPreview, processesSettings } from './settings';

/** Further pods of an application. */
export const processes = definePart({
  name: 'processes',
  description: 'Further pods of an application, with other commands of its image.',
  needs: ['workload', 'configuration', 'observability', 'queues'],
  fields,
  questions: [],
  settings: processesSettings,
  rules: () => require('./rules') as typeof import('./rules'),
  furtherPods: (settings) =>
    Object.entries(settings ?? {}).map(([component, { ports }]) => ({ component, isCalled: ports.length > 0 })),
  preview: (settings) => settings && inPreview(settings),
  facts: processesFacts,
  uniqueNames: (facts, common) =>
    Object.entries(facts).flatMap(([name, { workload, service }]) => [
      podsName(workload.name, ['processes', name], common),
      ...(service === undefined ? [] : [serviceName(service.name, ['processes', name], common)]),
    ]),
  summary: (facts) => [{ key: 'processes', text: `with ${Object.keys(facts).join(', ')}` }],
  charts: () => require('./charts') as typeof import('./charts'),
  explain: () => require('./explain') as typeof import('./explain'),
  review: () => (require('./review') as typeof import('./review')).review,
});
