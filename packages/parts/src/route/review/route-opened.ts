import { findingIn, type RuleFinding, severityIn } from '@goldenpath/extension';
import { allRoutes, type RouteFacts, type RoutePart } from '../types';
import type { RouteRule } from './hosts';

const REMEDY =
  'Make sure that it is meant for everyone, and that it asks who its callers are; otherwise keep its internal `class`.';

/** Reports a port that only private networks reached. */
export const routeOpened: RouteRule = {
  id: 'route-opened',
  rank: 105,
  severity: 'warning, in production danger',
  firesOn: 'A port of an application that had internal routes only, and that everyone can reach from now on.',
  advice: REMEDY,
  find: ({ inEnvironments }) =>
    inEnvironments.flatMap((pair): RuleFinding[] => {
      const { app, environment, base, head, of } = pair;
      const before = targetsOf(base);
      const open = allRoutesOf(head).filter(
        (route) => route.isInternal !== true && before.get(targetOf(route))?.every(({ isInternal }) => isInternal),
      );
      return [...new Set(open.map(targetOf))].map((target) => {
        const route = open.find((each) => targetOf(each) === target);
        const message = `${app} in ${environment} was reachable from private networks only, and is open to everyone at ${route?.url ?? ''} from now on.`;
        return findingIn(pair, severityIn(of.environment), message, REMEDY);
      });
    }),
};

function allRoutesOf(part: RoutePart | undefined): readonly RouteFacts[] {
  return part === undefined ? [] : allRoutes(part).map(({ route }) => route);
}

function targetOf({ serviceName, servicePort }: RouteFacts): string {
  return `${serviceName}:${servicePort}`;
}

function targetsOf(part: RoutePart | undefined): Map<string, RouteFacts[]> {
  const targets = new Map<string, RouteFacts[]>();
  for (const route of allRoutesOf(part)) {
    const target = targetOf(route);
    targets.set(target, [...(targets.get(target) ?? []), route]);
  }
  return targets;
}
