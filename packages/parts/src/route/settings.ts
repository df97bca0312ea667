import { byDefault, type Layers } from '@goldenpath/extension';

/** Whether and how an application is reachable from outside the cluster. */
export interface RouteSettings {
  readonly ingress: boolean;
  /** Annotations of the route, if a spec has any. */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Returns the route settings with all defaults applied. */
export function routeSettings(layers: Layers): RouteSettings {
  const annotations = layers.merge(['route', 'annotations']);
  return {
    ingress: layers.pick(['ingress'], byDefault(true)),
    ...(Object.keys(annotations).length > 0 && { annotations }),
  };
}
