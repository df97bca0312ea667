import { byDefault, type Layers } from '@goldenpath/extension';

/** Whether an application is reachable from outside the cluster. */
export interface RouteSettings {
  readonly ingress: boolean;
}

/** The way in from outside, every default filled in. */
export function routeSettings(layers: Layers): RouteSettings {
  return { ingress: layers.pick(['ingress'], byDefault(true)) };
}
