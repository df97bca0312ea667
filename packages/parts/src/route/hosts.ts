import { type Domain, type Environment, fillTemplate, type Platform } from '@goldenpath/extension';
import type { OneRouteSettings } from './settings';

/** The placeholders of a host. */
export const IN_HOST = ['host', 'app', 'environment', 'domain'] as const;

/** Where a host is. */
export interface HostScope {
  readonly app: string;
  readonly environment: Environment;
  readonly platform: Pick<Platform, 'domain'>;
}

/** Returns the host that an environment gives an application. */
export function hostOf(app: string, { environment, platform }: Omit<HostScope, 'app'>): string {
  return fillTemplate(environment.host, { app, environment: environment.name, domain: platform.domain });
}

/** Returns the hosts of a route, with all placeholders filled in. */
export function filledHosts(
  { name, settings: { hosts } }: { readonly name?: string; readonly settings: OneRouteSettings },
  scope: HostScope,
): readonly string[] {
  const { app, environment, platform } = scope;
  if (hosts === undefined) return [hostOf(name === undefined ? app : `${app}-${name}`, scope)];
  const values = { app, environment: environment.name, domain: platform.domain, host: hostOf(app, scope) };
  return [...new Set(hosts.map((host) => fillTemplate(host, values)))];
}

/** Returns the most specific entry of the platform file for a host; `undefined` when there is none. */
export function domainOf(host: string, domains: readonly Domain[] = []): Domain | undefined {
  return domains
    .filter(({ name }) => isIn(host, name))
    .reduce<Domain | undefined>(
      (longest, domain) => (longest === undefined || domain.name.length > longest.name.length ? domain : longest),
      undefined,
    );
}

/** Returns whether a host is a domain or below it. */
export function isIn(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}
