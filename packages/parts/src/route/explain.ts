import {
  always,
  type Explain,
  type ExplanationTable,
  fromEnvironment,
  fromPlatform,
  fromSpec,
} from '@goldenpath/extension';

const serviceName: Explain = (context, path) =>
  fromSpec('name', context.settings['storage'] === undefined ? undefined : '`{name}-lb`')(context, path);

const host: Explain = (context, path) => {
  const template = context.platform.environments[context.environmentIndex]?.host ?? '';
  return fromEnvironment('host', `\`${template}\``)(context, path);
};

const url: Explain = (context, path) => {
  const { certificate, clusterIssuer } = context.platform.environments[context.environmentIndex] ?? {};
  const source = certificate === undefined ? 'clusterIssuer' : 'certificate';
  const because =
    (certificate ?? clusterIssuer) === undefined ? 'http: no `clusterIssuer`' : `https: there is a \`${source}\``;
  return fromEnvironment('host', because)(context, path);
};

const secretName: Explain = (context, path) =>
  (context.platform.environments[context.environmentIndex]?.certificate === undefined
    ? fromSpec('name', '`{name}-tls`')
    : fromEnvironment('certificate.secretName'))(context, path);

export const group = 'Network';

export const facts: ExplanationTable = {
  host,
  url,
  serviceName,
  servicePort: always('every Service answers on 80'),
  'exposure.*': (context, path) => fromPlatform(`ingress.${String(path.at(-1))}`)(context, path),
  'annotations.*': (_context, path) => ({ of: 'setting', setting: ['route', 'annotations', path.at(-1) ?? ''] }),
  'tls.clusterIssuer': fromEnvironment('clusterIssuer'),
  'tls.isShared': fromEnvironment('certificate', 'one for all hosts'),
  'tls.secretName': secretName,
};
