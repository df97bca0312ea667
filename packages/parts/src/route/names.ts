/** The end of the name of a redirect. No application has a name with a dot, so it is no other application's route. */
export const REDIRECT = '.redirect';

/** Returns the name of the objects of a route. Names of routes have no dots, so none is that of another application. */
export function objectName(app: string, route: string | undefined): string {
  return route === undefined ? app : `${app}.${route}`;
}
