import type { PartReview } from '@goldenpath/extension';
import type { ServicePart } from './types';

/** The review of Services. */
export const review: PartReview<readonly ServicePart[]> = {
  graph: (services) => ({
    nodes: services.map(({ name, port, targetPort, headless }, index) => ({
      id: `service:${name}`,
      kind: 'service',
      name,
      facts: [headless ? `headless, port ${port}` : `port ${port} → ${targetPort}`],
      objects: [`Service/${name}`],
      ...(index === 0 && { role: 'entry' as const }),
    })),
    links: services.map(({ name }) => ({ from: `service:${name}`, to: 'workload' })),
  }),
  graphRank: 20,
  dependedOn: [
    { read: (services) => services },
    { name: 'Service', rank: 10, read: ([first]) => first?.name },
    { name: 'port', rank: 30, read: ([first]) => first?.port },
  ],
};
