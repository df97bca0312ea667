import { definePart } from '@goldenpath/extension';
import { servicesFacts, servicesOf } from './facts';
import { serviceName } from './unique-name';

/** The Services in front of the pods. */
export const services = definePart({
  name: 'services',
  description: 'The Services that lead to the pods.',
  rules: () => require('./rules') as typeof import('./rules'),
  isCallable: (settings) => servicesOf('', settings, '').length > 0,
  facts: servicesFacts,
  uniqueNames: (facts, common) => facts.map(({ name }) => serviceName(name, ['name'], common)),
  chartsInsertNames: true,
  charts: () => require('./charts') as typeof import('./charts'),
  explain: () => require('./explain') as typeof import('./explain'),
  review: () => (require('./review') as typeof import('./review')).review,
});
