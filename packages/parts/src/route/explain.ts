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
  const { clusterIssuer } = context.platform.environments[context.environmentIndex] ?? {};
  const because = clusterIssuer === undefined ? 'http: no `clusterIssuer`' : 'https: there is a `clusterIssuer`';
  return fromEnvironment('host', because)(context, path);
};

export const group = 'Network';

export const facts: ExplanationTable = {
  host,
  url,
  serviceName,
  servicePort: always('every Service answers on 80'),
  'exposure.*': (context, path) => fromPlatform(`ingress.${String(path.at(-1))}`)(context, path),
  'tls.clusterIssuer': fromEnvironment('clusterIssuer'),
  'tls.secretName': fromSpec('name', '`{name}-tls`'),
};
