import { byDefault, type Layers } from '@goldenpath/extension';

/** Whether an application is reachable from outside the cluster. */
export interface RouteSettings {
  readonly ingress: boolean;
}

/** Returns the route settings with all defaults applied. */
export function routeSettings(layers: Layers): RouteSettings {
  return { ingress: layers.pick(['ingress'], byDefault(true)) };
}
