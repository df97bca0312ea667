import {
  type AppContext,
  type Environment,
  fillTemplate,
  pathOfSetting,
  type Platform,
  type Problem,
  quote,
  reservedApplicationNames,
  type Rule,
  settingsEverywhere,
  suggestion,
} from '@goldenpath/extension';
import { partSettings } from '../settings';
import { domainOf, filledHosts, hostOf, IN_HOST, isIn } from './hosts';
import { routesOf, type ResolvedRoute } from './settings';

const LABEL = '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?';
/** A name in the DNS, whose last part is not a number, as it is in an address. */
const HOST = new RegExp(`^(${LABEL}\\.)+(?![0-9]+$)${LABEL}$`);
const MAX_HOST = 190;

/** A route in an environment. */
interface RouteInEnvironment {
  readonly route: ResolvedRoute;
  readonly environment: Environment;
}

/** The routes in every environment of the application. */
function routesInEnvironments({ spec, platform }: AppContext): RouteInEnvironment[] {
  return settingsEverywhere(spec, platform).flatMap(({ environment, settings }) =>
    routesOf(partSettings(settings).route).map((route) => ({ route, environment })),
  );
}

/** A host as written. */
interface WrittenHost extends RouteInEnvironment {
  readonly host: string;
  readonly filled: string;
  readonly path: Problem['path'];
}

/** Checks each host that is written. One that is wrong in several environments is reported for the first one. */
function eachHost(
  context: AppContext,
  check: (written: WrittenHost) => Pick<Problem, 'message' | 'remedy'> | undefined,
): Problem[] {
  const { spec, platform } = context;
  const problems = routesInEnvironments(context).flatMap(({ route, environment }) =>
    (route.settings.hosts ?? []).flatMap((host, index): Problem[] => {
      const [filled = ''] = filledHosts({ settings: { hosts: [host] } }, { app: spec.name, environment, platform });
      const path = pathOfSetting(context, environment.name, [...route.path, 'hosts', index]);
      const problem = check({ route, environment, host, filled, path });
      return problem === undefined ? [] : [{ path, ...problem }];
    }),
  );
  return distinct(problems);
}

function distinct(problems: readonly Problem[]): Problem[] {
  const first = new Map<string, Problem>();
  for (const problem of problems) {
    const key = JSON.stringify(problem.path);
    if (!first.has(key)) first.set(key, problem);
  }
  return [...first.values()];
}

/** Placeholders are checked without the values of an environment. */
function unknownPlaceholder(host: string): string | undefined {
  const rest = fillTemplate(host, Object.fromEntries(IN_HOST.map((name) => [name, 'x'])));
  return /\{([a-z0-9.-]*)\}/.exec(rest)?.[1] ?? (/[{}]/.test(rest) ? '' : undefined);
}

export const placeholdersAreKnown: Rule<AppContext> = {
  name: 'host-placeholder',
  check: (context) =>
    eachHost(context, ({ host }) => {
      const unknown = unknownPlaceholder(host);
      if (unknown === undefined) return undefined;
      return unknown === ''
        ? {
            message: `${quote(host)} has a brace that is not closed, or that is empty.`,
            remedy: `Use ${IN_HOST.map((name) => `\`{${name}}\``).join(', ')}.`,
          }
        : {
            message: `${quote(host)} has the unknown placeholder \`{${unknown}}\`.`,
            remedy: suggestion(unknown, IN_HOST),
          };
    }),
};

export const hostsAreDnsNames: Rule<AppContext> = {
  name: 'bad-host',
  check: (context) => {
    const named = eachHost(context, ({ host, filled, environment }) => {
      if (unknownPlaceholder(host) !== undefined || isHost(filled)) return undefined;
      return { message: `${quote(filled)} in ${environment.name} is not a host name.`, remedy: HOST_REMEDY };
    });
    return [...named, ...distinct(badDefaults(context))];
  },
};

const HOST_REMEDY = `Use parts of at most 63 lower-case letters, digits and hyphens with dots between them, at most ${MAX_HOST} characters in all, such as \`shop.example.org\`. Write other letters in Punycode.`;

function isHost(host: string): boolean {
  return host.length <= MAX_HOST && HOST.test(host);
}

/** The host of a further route is that of an application with a longer name. */
function badDefaults(context: AppContext): Problem[] {
  const { spec, platform } = context;
  return routesInEnvironments(context).flatMap(({ route, environment }): Problem[] => {
    if (route.name === undefined || route.settings.hosts !== undefined) return [];
    const [host = ''] = filledHosts(route, { app: spec.name, environment, platform });
    if (isHost(host)) return [];
    return [
      {
        path: pathOfSetting(context, environment.name, route.path),
        at: 'key',
        message: `The host ${quote(host)} of the route ${quote(route.name)} in ${environment.name} is not a host name.`,
        remedy: 'Set its `hosts`, or give it a shorter name.',
      },
    ];
  });
}

/** Hosts in the domain of the platform are free, unless an entry of `domains` says otherwise. */
export const hostsAreAllowed: Rule<AppContext> = {
  name: 'host-not-allowed',
  check: (context) => {
    const { spec, platform } = context;
    const { domain, domains = [] } = platform;
    return eachHost(context, ({ filled, environment }) => {
      const own = hostOf(spec.name, { environment, platform });
      if (!isHost(filled) || filled === own) return undefined;
      const entry = domainOf(filled, domains);
      if (entry === undefined)
        return isIn(filled, domain)
          ? undefined
          : {
              message: `The host ${quote(filled)} is in no domain of the platform.`,
              remedy: `Use a host in ${[domain, ...domains.map(({ name }) => name)].map((name) => `\`${name}\``).join(' or ')}, or ask the platform team to add its domain to \`domains\` of the platform file.`,
            };
      if (entry.teams?.includes(spec.owner) === false)
        return {
          message: `Applications of the team ${quote(spec.owner)} cannot have hosts in ${quote(entry.name)}, as ${quote(filled)} is.`,
          remedy: `Use another domain, or ask the platform team to add ${spec.owner} to \`teams\` of the domain.`,
        };
      if (entry.environments?.includes(environment.name) === false)
        return {
          message: `Hosts in ${environment.name} cannot be in ${quote(entry.name)}, as ${quote(filled)} is.`,
          remedy: `Use another domain in ${environment.name}: set \`overrides.${environment.name}.route.hosts\`.`,
        };
      return undefined;
    });
  },
};

const reservedBy = new WeakMap<Platform, ReadonlyMap<string, string>>();

/** Returns what each reserved host of a platform is for. */
function reservedHosts(platform: Platform): ReadonlyMap<string, string> {
  const known = reservedBy.get(platform);
  if (known !== undefined) return known;
  const hosts = reservedApplicationNames(platform).flatMap(({ name, isFor }) =>
    platform.environments.map((environment) => [hostOf(name, { environment, platform }), isFor] as const),
  );
  const reserved = new Map(hosts);
  reservedBy.set(platform, reserved);
  return reserved;
}

/** The hosts of components are those that applications of their names would have. */
export const hostsAreFree: Rule<AppContext> = {
  name: 'reserved-host',
  check: (context) => {
    const reserved = reservedHosts(context.platform);
    return eachHost(context, ({ filled }) => {
      const isFor = reserved.get(filled);
      if (isFor === undefined) return undefined;
      return { message: `The host ${quote(filled)} is reserved for ${isFor}.`, remedy: 'Choose another host.' };
    });
  },
};

interface Claim {
  readonly environment: string;
  readonly path: Problem['path'];
}

/** A host leads to one cluster, and a path of it to one route. */
export const hostsAreClaimedOnce: Rule<AppContext> = {
  name: 'host-claimed-twice',
  check: (context) => {
    const { spec, platform, document } = context;
    const claims = new Map<string, Claim>();
    const problems = routesInEnvironments(context).flatMap(({ route, environment }) => {
      const { listener, hosts: written, paths = ['/'] } = route.settings;
      const routed = listener === undefined ? paths : [];
      const valid = filledHosts(route, { app: spec.name, environment, platform }).filter(isHost);
      return valid.flatMap((host): Problem[] => {
        const path =
          written === undefined
            ? pathOfSetting(context, environment.name, route.path)
            : pathOfSetting(context, environment.name, [...route.path, 'hosts'], route.path);
        const keys = [...routed.map((prefix) => `${prefix} ${host}`), host];
        const claim: Claim = { environment: environment.name, path };
        for (const key of keys) {
          const before = claims.get(key);
          claims.set(key, before ?? claim);
          if (before === undefined || (key === host && before.environment === environment.name)) continue;
          return [
            {
              path,
              at: 'key',
              ...clash(host, key.split(' ')[0] ?? '', before, environment.name),
              ...(String(before.path) !== String(path) && {
                related: { message: 'The other is here.', location: document.locate(before.path, 'key') },
              }),
            },
          ];
        }
        return [];
      });
    });
    return distinct(problems);
  },
};

function clash(host: string, prefix: string, before: Claim, environment: string): Pick<Problem, 'message' | 'remedy'> {
  if (before.environment !== environment)
    return {
      message: `The host ${quote(host)} would lead to the application in ${before.environment} and in ${environment}.`,
      remedy: `Give each environment its own with \`{environment}\`, \`{host}\` or \`overrides\`.`,
    };
  return {
    message: `Two routes have the path ${quote(prefix)} of the host ${quote(host)} in ${environment}.`,
    remedy: 'Give one of them another host or other `paths`.',
  };
}

export const hostRules: readonly Rule<AppContext>[] = [
  placeholdersAreKnown,
  hostsAreDnsNames,
  hostsAreAllowed,
  hostsAreFree,
  hostsAreClaimedOnce,
];
