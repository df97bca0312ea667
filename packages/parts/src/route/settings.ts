import { byDefault, type Layers, type Path } from '@goldenpath/extension';

/** One route. */
export interface OneRouteSettings {
  /** @default the host that the environment gives */
  readonly hosts?: readonly string[];
  /** @default every path */
  readonly paths?: readonly string[];
  /** @default paths stay as they are */
  readonly stripPrefix?: true;
  /** The process with the port. @default the application itself */
  readonly process?: string;
  /** The name of the port. @default the first one */
  readonly port?: string;
  /** @default the class of all applications */
  readonly class?: string;
  /** The listener for TCP. @default HTTP */
  readonly listener?: string;
  /** @default none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Whether and how an application is reachable from outside the cluster. */
export interface RouteSettings extends OneRouteSettings {
  readonly ingress: boolean;
  /** Further routes by name. @default none */
  readonly routes?: Readonly<Record<string, OneRouteSettings>>;
}

/** Returns the route settings with all defaults applied. */
export function routeSettings(layers: Layers): RouteSettings {
  const routes = layers.names(['routes']).map((name) => [name, oneRoute(layers, ['routes', name])] as const);
  return {
    ingress: layers.pick(['ingress'], byDefault(true)),
    ...oneRoute(layers, ['route']),
    ...(routes.length > 0 && { routes: Object.fromEntries(routes) }),
  };
}

function oneRoute(layers: Layers, path: Path): OneRouteSettings {
  const text = (field: 'process' | 'port' | 'class' | 'listener') => {
    const value = layers.tryPick<string>([...path, field]);
    return value === undefined ? {} : { [field]: value };
  };
  const hosts = layers.tryPick<readonly string[]>([...path, 'hosts']);
  const paths = layers.tryPick<readonly string[]>([...path, 'paths']);
  const stripPrefix = layers.tryPick<boolean>([...path, 'stripPrefix']);
  const annotations = layers.merge([...path, 'annotations']);
  return {
    ...(hosts !== undefined && { hosts }),
    ...(paths !== undefined && { paths }),
    ...(stripPrefix === true && { stripPrefix }),
    ...text('process'),
    ...text('port'),
    ...text('class'),
    ...text('listener'),
    ...(Object.keys(annotations).length > 0 && { annotations }),
  };
}

/** A route with its name, and the path of its fields in the spec. */
export interface ResolvedRoute {
  /** @default it is the first one */
  readonly name?: string;
  readonly path: Path;
  readonly settings: OneRouteSettings;
}

/** Returns the routes of an application: the first one, and the further ones in order of name. None if it is not reachable. */
export function routesOf(settings: RouteSettings | undefined): readonly ResolvedRoute[] {
  if (settings === undefined || !settings.ingress) return [];
  const further = Object.entries(settings.routes ?? {}).map(([name, own]) => ({
    name,
    path: ['routes', name],
    settings: own,
  }));
  return [{ path: ['route'], settings }, ...further];
}
