import type { PartReview } from '@goldenpath/extension';
import { portDropped } from './port-dropped';
import type { ServicePart, ServicePort } from './types';

/** The review of Services. */
export const review: PartReview<readonly ServicePart[]> = {
  rules: [portDropped],
  graph: (services) => ({
    nodes: services.map(({ name, port, targetPort, headless, furtherPorts = [] }, index) => ({
      id: `service:${name}`,
      kind: 'service',
      name,
      facts: [portsText(headless ? `headless, port ${port}` : `port ${port} → ${targetPort}`, furtherPorts)],
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

function portsText(first: string, others: readonly ServicePort[]): string {
  return [first, ...others.map(({ name, port }) => `${name} ${port}`)].join(', ');
}
