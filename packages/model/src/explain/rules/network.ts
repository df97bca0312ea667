import { always, environment, type Explain, type ExplanationTable, platform, setting, spec } from '../explanation';
import { portNaming } from './workload';

/** A headless Service answers on the application's own port: nothing stands between it and the pods. */
const servicePort: Explain = (place, path) => {
  const isFirst = path[1] === 0 && place.settings.storage !== undefined;
  return (isFirst ? setting('port', 'headless: the pods themselves') : always('every Service answers on 80'))(
    place,
    path,
  );
};

const serviceName: Explain = (place, path) => spec('name', path[1] === 0 ? undefined : '`{name}-lb`')(place, path);

const routeService: Explain = (place, path) =>
  spec('name', place.settings.storage === undefined ? undefined : '`{name}-lb`')(place, path);

const host: Explain = (place, path) => {
  const template = place.fleet.platform.environments[place.environmentIndex]?.host ?? '';
  return environment('host', `\`${template}\``)(place, path);
};

const url: Explain = (place, path) => {
  const { clusterIssuer } = place.fleet.platform.environments[place.environmentIndex] ?? {};
  return environment(
    'host',
    clusterIssuer === undefined ? 'http: no `clusterIssuer`' : 'https: there is a `clusterIssuer`',
  )(place, path);
};

/** How an application is reached, from inside and from outside. */
export const NETWORK: ExplanationTable = {
  'services.*.name': serviceName,
  'services.*.headless': spec('kind', 'what this kind is reached by'),
  'services.*.port': servicePort,
  'services.*.portName': portNaming,
  'services.*.targetPort': setting('port', 'the port of the pods'),
  'route.host': host,
  'route.url': url,
  'route.serviceName': routeService,
  'route.servicePort': always('every Service answers on 80'),
  'route.exposure.*': (place, path) => platform(`ingress.${String(path.at(-1))}`)(place, path),
  'route.tls.clusterIssuer': environment('clusterIssuer'),
  'route.tls.secretName': spec('name', '`{name}-tls`'),
  uses: setting('uses'),
};
