import type { WrittenPort } from '@goldenpath/parts';
import type { WrittenAppSpec, WrittenPlatform } from '@goldenpath/spec';
import * as fc from 'fast-check';
import { record } from './fields';

/** What of an application decides which routes it can have. */
interface Routed {
  readonly ingress?: boolean;
  readonly ports?: readonly WrittenPort[];
}

type Routes = Pick<Extract<WrittenAppSpec, { readonly kind: 'stateless-app' }>, 'route' | 'routes'>;

/** Hosts that no other application and no other environment has. */
const HOSTS = fc.constantFrom(['{host}'], ['{host}', 'www.{host}'], ['a-1.{host}']);
const PATHS = fc.constantFrom(['/'], ['/api', '/v1.0/~a_b'], ['/', '/x']);

/** Returns an application with routes of its own; as it is, where nothing leads to it. */
export function withRoutes<T extends Routed>(
  fields: fc.Arbitrary<T>,
  { ingressClasses = {} }: WrittenPlatform,
): fc.Arbitrary<T & Routes> {
  const ofClass = Object.keys(ingressClasses).map((name) => ({ class: name }));
  return fc
    .tuple(
      fields,
      fc.constantFrom({}, ...ofClass),
      record({
        route: record({ hosts: HOSTS, paths: PATHS }),
        routes: record({ admin: record({ paths: PATHS }).map((own) => ({ hosts: ['admin.{host}'], ...own })) }),
      }),
    )
    .map(([app, own, { route, routes }]) => {
      if (app.ingress === false || app.ports?.length === 0) return app;
      const last = app.ports?.at(-1);
      const toLast = last === undefined || last.name.startsWith('udp') ? {} : { port: last.name };
      const further = Object.entries(routes ?? {}).map(([name, written]) => [
        name,
        stripped({ ...written, ...own, ...toLast }),
      ]);
      const first = { ...route, ...own };
      return {
        ...app,
        ...(Object.keys(first).length > 0 && { route: stripped(first) }),
        ...(further.length > 0 && { routes: Object.fromEntries(further) as Routes['routes'] }),
      };
    });
}

/** Classes that can strip a prefix do so. */
function stripped(route: NonNullable<Routes['route']>): NonNullable<Routes['route']> {
  const paths = route.paths ?? (route.class === 'traefik' ? ['/api'] : []);
  const canStrip = route.class === 'traefik' || route.class === 'partners';
  return canStrip && paths.some((path) => path !== '/') ? { ...route, paths, stripPrefix: true } : route;
}

/** Returns an application with the listener for TCP of the platform, which only one can have; as it is, where it has no port for TCP. */
export function withListener(app: WrittenAppSpec, { ingressClasses }: WrittenPlatform): WrittenAppSpec {
  if (app.kind !== 'stateless-app' && app.kind !== 'stateful-app' && app.kind !== 'backend-app-rds') return app;
  const isTcp = ({ name, protocol }: WrittenPort) => ['tcp', 'metrics'].includes(protocol ?? name);
  const port = app.ports?.find(isTcp);
  const hasPort = port !== undefined || (app.ports === undefined && app.probe === 'tcp');
  if (ingressClasses?.['partners'] === undefined || app.ingress === false || !hasPort) return app;
  const feed = {
    class: 'partners',
    listener: 'redis',
    hosts: ['feed.{host}'],
    ...(port !== undefined && { port: port.name }),
  };
  return { ...app, routes: { ...app.routes, feed } };
}
