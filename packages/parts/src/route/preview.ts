import type { OneRouteSettings, RouteSettings } from './settings';

const HOST = '{host}';
const ALL_PATHS = ['/'];

/**
 * Returns the routes of a pull request. It has the host of the preview, with every route that leads there. Other hosts and listeners belong to
 * the environment.
 */
export function previewRoute({ routes = {}, ...settings }: RouteSettings): RouteSettings {
  const { hosts: _hosts, listener, ...first } = settings;
  const taken = new Set(first.paths ?? ALL_PATHS);
  const further = Object.entries(routes).flatMap(([name, { hosts, ...own }]): [string, OneRouteSettings][] => {
    if (hosts?.includes(HOST) !== true || own.listener !== undefined) return [];
    // The first route can come from another host, where it had the same path.
    if ((own.paths ?? ALL_PATHS).some((path) => taken.has(path))) return [];
    return [[name, { ...own, hosts: [HOST] }]];
  });
  return {
    ...first,
    ingress: settings.ingress && listener === undefined,
    ...(further.length > 0 && { routes: Object.fromEntries(further) }),
  };
}
