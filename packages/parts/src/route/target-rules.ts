import {
  type AppContext,
  checkVariants,
  type Exposure,
  inEnvironment,
  pathOfSetting,
  type Platform,
  type Problem,
  quote,
  type Rule,
  type Settings,
  suggestion,
  valueAt,
  type Variant,
} from '@goldenpath/extension';
import { partSettings } from '../settings';
import { type Port, portsOf, withPortsOfSidecars } from '../workload/ports';
import { canStripPrefix } from './controllers';
import { type OneRouteSettings, routesOf, type ResolvedRoute } from './settings';

/** Returns the class of a route; `undefined` where the platform has none of its name. */
export function classOf({ class: name }: OneRouteSettings, platform: Platform): Exposure | undefined {
  if (name === undefined) return platform.ingress;
  const { ingressClasses = {} } = platform;
  return Object.hasOwn(ingressClasses, name) ? ingressClasses[name] : undefined;
}

/** Checks each route of every variant. */
export function eachRoute(
  context: AppContext,
  check: (route: ResolvedRoute, variant: Variant) => readonly Problem[],
): Problem[] {
  return checkVariants(context, (variant) =>
    routesOf(partSettings(variant.settings).route).flatMap((route) => check(route, variant)),
  );
}

/** Whether the first port can have a route is a question only where a route is asked for: a worker just has none. */
const ASKS: readonly (keyof OneRouteSettings)[] = ['hosts', 'paths', 'listener', 'stripPrefix', 'class'];

export const routeLeadsSomewhere: Rule<AppContext> = {
  name: 'ingress-without-port',
  reads: ['ports'],
  check: ({ document: { value }, spec: { general } }) => {
    const { workload, route } = partSettings(general);
    const ports = workload?.ports;
    if (ports === undefined || route?.port !== undefined || route?.process !== undefined) return [];
    const [first] = ports;
    if (first !== undefined && first.protocol !== 'udp') return [];
    const asking = [
      ...(valueAt(value, ['ingress']) === true ? [['ingress']] : []),
      ...ASKS.map((field) => ['route', field]),
      ...(Object.keys(route?.routes ?? {}).length > 0 ? [['routes']] : []),
    ].filter((path) => valueAt(value, path) !== undefined);
    return asking.slice(0, 1).map((path) => ({
      path,
      ...(path[0] !== 'ingress' && { at: 'key' as const }),
      message: `Nothing can lead to the pods from outside the cluster: ${first === undefined ? 'they listen on nothing' : 'the first port is for UDP'}.`,
      remedy: `Remove \`${path.join('.')}\`, or put a port for HTTP first in \`ports\`.`,
    }));
  },
};

export const routesAreReachable: Rule<AppContext> = {
  name: 'route-without-ingress',
  check: ({ document: { value }, spec }) => {
    const all = [spec.general, ...Object.values(spec.settings)];
    if (all.some((settings) => partSettings(settings).route?.ingress !== false)) return [];
    const unused = [...ASKS, 'port' as const, 'process' as const].map((field) => ['route', field]);
    return [['routes'], ...unused]
      .filter((path) => valueAt(value, path) !== undefined)
      .slice(0, 1)
      .map((path) => ({
        path,
        at: 'key' as const,
        message: `\`${path.join('.')}\` has no effect: with \`ingress: false\`, nothing leads to the application from outside the cluster.`,
        remedy: `Remove \`ingress: false\` or \`${path.join('.')}\`.`,
      }));
  },
};

export const classesExist: Rule<AppContext> = {
  name: 'unknown-class',
  check: (context) =>
    eachRoute(context, ({ path, settings }, { environment }) => {
      if (settings.class === undefined || classOf(settings, context.platform) !== undefined) return [];
      const known = Object.keys(context.platform.ingressClasses ?? {});
      return [
        {
          path: pathOfSetting(context, environment, [...path, 'class']),
          message: `The platform has no class ${quote(settings.class)} of routes${inEnvironment(environment)}.`,
          remedy:
            known.length === 0
              ? 'Remove it, or ask the platform team to add it to `ingressClasses` of the platform file.'
              : suggestion(settings.class, known),
        },
      ];
    }),
};

/** Returns the ports that a route can lead to: of the application, or of one of its processes. */
function portsFor({ process }: OneRouteSettings, settings: Settings): readonly Port[] | undefined {
  const { workload, processes = {} } = partSettings(settings);
  if (process === undefined)
    return workload === undefined ? undefined : withPortsOfSidecars(portsOf(workload), settings, 'main');
  const ports = Object.hasOwn(processes, process) ? processes[process]?.ports : undefined;
  return ports && withPortsOfSidecars(ports, settings, process);
}

export const processesAreRouted: Rule<AppContext> = {
  name: 'route-process',
  reads: ['processes'],
  check: (context) =>
    eachRoute(context, ({ path, settings: own }, { environment, settings }) => {
      if (own.process === undefined) return [];
      const ports = portsFor(own, settings);
      if (ports !== undefined && ports.length > 0) return [];
      const { processes = {} } = partSettings(settings);
      const listening = Object.keys(processes).filter((name) => (processes[name]?.ports.length ?? 0) > 0);
      return [
        {
          path: pathOfSetting(context, environment, [...path, 'process']),
          message:
            ports === undefined
              ? `The application has no process ${quote(own.process)}.`
              : `The process ${quote(own.process)} listens on nothing, so no route leads to it.`,
          remedy: listening.length === 0 ? 'Add one with `ports` to `processes`.' : suggestion(own.process, listening),
        },
      ];
    }),
};

export const portsAreRouted: Rule<AppContext> = {
  name: 'route-port',
  reads: ['ports', 'port', 'image', 'processes'],
  check: (context) =>
    eachRoute(context, ({ path, settings: own }, { environment, settings }) => {
      const { port: name, process } = own;
      const ports = portsFor(own, settings);
      if (name === undefined || ports === undefined) return [];
      const found = ports.find((port) => port.name === name);
      if (found !== undefined && found.protocol !== 'udp') return [];
      const names = ports.filter(({ protocol }) => protocol !== 'udp').map((port) => port.name);
      return [
        {
          path: pathOfSetting(context, environment, [...path, 'port']),
          message:
            found === undefined
              ? `The ${process === undefined ? 'application' : `process ${quote(process)}`} has no port ${quote(name)}${inEnvironment(environment)}.`
              : `The port ${quote(name)} is for UDP, which no route passes on.`,
          remedy: names.length === 0 ? 'Add it to `ports`.' : suggestion(name, names),
        },
      ];
    }),
};

export const listenersAreOffered: Rule<AppContext> = {
  name: 'unknown-listener',
  check: (context) =>
    eachRoute(context, ({ path, settings }, { environment }) => {
      const exposure = classOf(settings, context.platform);
      if (settings.listener === undefined || exposure === undefined) return [];
      const problem = (message: string, remedy: string) => [
        { path: pathOfSetting(context, environment, [...path, 'listener']), message, remedy },
      ];
      if (exposure.type === 'ingress')
        return problem(
          `An Ingress carries HTTP only, so it has no listener ${quote(settings.listener)}.`,
          'Choose a `class` of the type `gateway`, or remove `listener`.',
        );
      const { tcpListeners = {} } = exposure;
      if (Object.hasOwn(tcpListeners, settings.listener)) return [];
      const known = Object.keys(tcpListeners);
      return problem(
        `The Gateway ${exposure.namespace}/${exposure.name} offers no listener ${quote(settings.listener)} for TCP.`,
        known.length === 0
          ? 'Ask the platform team to add it to `tcpListeners` of the platform file.'
          : suggestion(settings.listener, known),
      );
    }),
};

/** HTTP on a listener for TCP would have no TLS and no host. */
export const listenersCarryTcp: Rule<AppContext> = {
  name: 'listener-without-tcp',
  reads: ['ports', 'port', 'image', 'probe', 'processes'],
  check: (context) =>
    eachRoute(context, ({ path, settings: own }, { environment, settings }) => {
      const ports = portsFor(own, settings);
      if (own.listener === undefined || ports === undefined) return [];
      const port = own.port === undefined ? ports[0] : ports.find(({ name }) => name === own.port);
      if (port === undefined || port.protocol === 'tcp') return [];
      return [
        {
          path: pathOfSetting(context, environment, [...path, 'listener']),
          message: `The listener is for TCP, and the port ${quote(port.name)} is for ${port.protocol.toUpperCase()}.`,
          remedy: 'Remove `listener`, or name a port for TCP in `port`.',
        },
      ];
    }),
};

const OF_HTTP = ['paths', 'stripPrefix'] as const;

export const tcpHasNoPaths: Rule<AppContext> = {
  name: 'tcp-with-paths',
  check: (context) =>
    eachRoute(context, ({ path, settings }, { environment }) =>
      OF_HTTP.filter((field) => settings.listener !== undefined && settings[field] !== undefined).map((field) => ({
        path: pathOfSetting(context, environment, [...path, field]),
        at: 'key' as const,
        message: `A route of a listener for TCP has no \`${field}\`: only HTTP has paths.`,
        remedy: `Remove \`${field}\` or \`listener\`.`,
      })),
    ),
};

export const prefixesCanBeStripped: Rule<AppContext> = {
  name: 'strip-prefix',
  check: (context) =>
    eachRoute(context, ({ path, settings }, { environment }) => {
      const exposure = classOf(settings, context.platform);
      if (settings.stripPrefix !== true || settings.listener !== undefined || exposure === undefined) return [];
      const problem = (message: string, remedy: string) => [
        { path: pathOfSetting(context, environment, [...path, 'stripPrefix']), message, remedy },
      ];
      if (!(settings.paths ?? []).some((each) => each !== '/'))
        return problem('There is no prefix to strip: every path leads here.', 'Set `paths`, or remove `stripPrefix`.');
      if (canStripPrefix(exposure)) return [];
      const controller = exposure.type === 'ingress' ? exposure.controller : undefined;
      return problem(
        controller === undefined
          ? 'The ingress controller is not known, so it cannot be told to strip the prefix.'
          : `The ingress controller \`${controller}\` cannot strip the prefix.`,
        'Remove `stripPrefix`, and answer under the whole path.',
      );
    }),
};

export const targetRules: readonly Rule<AppContext>[] = [
  routeLeadsSomewhere,
  routesAreReachable,
  classesExist,
  processesAreRouted,
  portsAreRouted,
  listenersAreOffered,
  listenersCarryTcp,
  tcpHasNoPaths,
  prefixesCanBeStripped,
];
