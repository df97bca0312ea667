import { definePart } from '@goldenpath/extension';
import { servicesFacts, servicesOf } from './facts';

/** The Services in front of the pods. */
export const services = definePart({
  name: 'services',
  description: 'The Services that lead to the pods.',
  rules: () => require('./rules') as typeof import('./rules'),
  isCallable: (settings) => servicesOf('', settings, '').length > 0,
  facts: servicesFacts,
  uniqueNames: (facts, { environment, namespace }) =>
    facts.map(({ name }) => ({
      rule: 'service-taken',
      what: `the Service "${name}" in the namespace ${namespace} of ${environment}`,
      path: ['name'],
      remedy: 'Rename one of the two.',
    })),
  charts: () => require('./charts') as typeof import('./charts'),
  explain: () => require('./explain') as typeof import('./explain'),
  review: () => (require('./review') as typeof import('./review')).review,
});
