import {
  always,
  type Explain,
  type ExplanationTable,
  fromEnvironment,
  fromPlatform,
  fromSpec,
  type Path,
  type Platform,
} from '@goldenpath/extension';
import { partSettings } from '../settings';
import { domainOf, isIn } from './hosts';
import type { OneRouteSettings } from './settings';

/** The path of a route's fields in the spec, and the rest of its path in the facts, which begins with the name of the part. */
function routeAt([, first, name = '', ...rest]: Path): { readonly field: Path; readonly rest: Path } {
  return first === 'routes' ? { field: ['routes', name], rest } : { field: ['route'], rest: [first ?? '', name] };
}

function settingsAt(settings: Parameters<Explain>[0]['settings'], path: Path): OneRouteSettings {
  const { route } = partSettings(settings);
  return (path[1] === 'routes' ? route?.routes?.[String(path[2])] : route) ?? {};
}

const own =
  (name: string, because?: string): Explain =>
  (_context, path) => ({
    of: 'setting',
    setting: [...routeAt(path).field, name],
    ...(because !== undefined && { because }),
  });

const serviceName: Explain = (context, path) => {
  if (settingsAt(context.settings, path).process !== undefined)
    return own('process', '`{name}-{process}`')(context, path);
  return fromSpec('name', context.settings['storage'] === undefined ? undefined : '`{name}-lb`')(context, path);
};

const servicePort: Explain = (context, path) =>
  settingsAt(context.settings, path).port === undefined
    ? always('every Service answers on 80')(context, path)
    : own('port', 'the port of this name')(context, path);

const host: Explain = (context, path) => {
  if (settingsAt(context.settings, path).hosts !== undefined) return own('hosts', 'filled in')(context, path);
  const template = context.platform.environments[context.environmentIndex]?.host ?? '';
  const name = path[1] === 'routes' ? ` with \`{name}-${String(path[2])}\`` : '';
  return fromEnvironment('host', `\`${template}\`${name}`)(context, path);
};

/** Where the certificate of a host comes from. */
function certificateOf(
  context: Parameters<Explain>[0],
  path: Path,
): { readonly at: Path; readonly name: string } | undefined {
  const { platform, environmentIndex, settings } = context;
  const ofDomain = domainWithCertificate(hostAt(context, path), platform);
  if (ofDomain !== undefined) return { at: ['domains', ofDomain, 'certificate'], name: 'certificate' };
  const name = settingsAt(settings, path).class;
  const ofClass = name === undefined ? platform.ingress : platform.ingressClasses?.[name];
  const classPath = name === undefined ? ['ingress'] : ['ingressClasses', name];
  const environment = platform.environments[environmentIndex];
  for (const [holder, at] of [
    [ofClass, classPath],
    [environment, ['environments', environmentIndex]],
  ] as const) {
    if (holder?.certificate !== undefined) return { at: [...at, 'certificate'], name: 'certificate' };
    if (holder?.clusterIssuer !== undefined) return { at: [...at, 'clusterIssuer'], name: 'clusterIssuer' };
  }
  return undefined;
}

function domainWithCertificate(name: string | undefined, { domains = [] }: Platform): number | undefined {
  if (name === undefined) return undefined;
  const found = domainOf(name, domains);
  return found?.certificate === undefined ? undefined : domains.indexOf(found);
}

/** The host as written: a certificate of its domain is for every one below it. */
function hostAt({ settings, platform }: Parameters<Explain>[0], path: Path): string | undefined {
  const { hosts } = settingsAt(settings, path);
  const { rest } = routeAt(path);
  const written = hosts?.[rest[0] === 'furtherHosts' ? Number(rest[1]) + 1 : 0];
  return written === undefined || isIn(written, platform.domain) ? undefined : written;
}

const url: Explain = (context, path) => {
  if (settingsAt(context.settings, path).listener !== undefined)
    return own('listener', 'tcp, with its port')(context, path);
  const source = certificateOf(context, path);
  const because = source === undefined ? 'http: no `clusterIssuer`' : `https: there is a \`${source.name}\``;
  return fromEnvironment('host', because)(context, path);
};

const fromCertificate =
  (field: string | undefined, because?: string): Explain =>
  (context, path) => {
    const { at = ['environments', context.environmentIndex, 'clusterIssuer'] } = certificateOf(context, path) ?? {};
    return {
      of: 'platform',
      path: field === undefined ? at : [...at, field],
      ...(because !== undefined && { because }),
    };
  };

const secretName: Explain = (context, path) =>
  certificateOf(context, path)?.name === 'certificate'
    ? fromCertificate('secretName')(context, path)
    : fromSpec('name', hostAt(context, path) === undefined ? '`{name}-tls`' : '`{name}.{host}-tls`')(context, path);

const exposure: Explain = (context, path) => {
  const { class: name } = settingsAt(context.settings, path);
  const field = name === undefined ? 'ingress' : `ingressClasses.${name}`;
  return fromPlatform(`${field}.${String(path.at(-1))}`)(context, path);
};

const isInternal: Explain = (context, path) => {
  const { class: name } = settingsAt(context.settings, path);
  const field = name === undefined ? 'ingress' : `ingressClasses.${name}`;
  return fromPlatform(`${field}.visibility`, 'internal')(context, path);
};

export const group = 'Network';

const OF_HOST: ExplanationTable = {
  host,
  url,
  'tls.clusterIssuer': fromCertificate(undefined),
  'tls.isShared': fromCertificate(undefined, 'one for all hosts'),
  'tls.secretName': secretName,
};

const OF_ROUTE: ExplanationTable = {
  ...OF_HOST,
  ...below('furtherHosts.*', OF_HOST),
  ownHosts: own('hosts', 'the spec names them'),
  'paths.*': own('paths'),
  paths: own('paths'),
  stripPrefix: own('stripPrefix'),
  serviceName,
  servicePort,
  'exposure.*': exposure,
  class: own('class'),
  isInternal,
  'listener.name': own('listener'),
  'listener.port': own('listener', 'of `tcpListeners` in the platform file'),
  'annotations.*': (_context, path) => ({
    of: 'setting',
    setting: [...routeAt(path).field, 'annotations', path.at(-1) ?? ''],
  }),
};

function below(prefix: string, table: ExplanationTable): ExplanationTable {
  return Object.fromEntries(Object.entries(table).map(([path, explain]) => [`${prefix}.${path}`, explain]));
}

export const facts: ExplanationTable = { ...OF_ROUTE, ...below('routes.*', OF_ROUTE) };
