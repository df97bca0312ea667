import type { Environment } from './engine';

/** Returns the proxy for a URL from the environment, or undefined. Supports `NO_PROXY` with names and suffixes. */
export function proxyFor(address: string, env: Environment): string | undefined {
  const { protocol, hostname } = new URL(address);
  const read = (name: string) => env[name.toLowerCase()] || env[name] || undefined;
  const except = (read('NO_PROXY') ?? '')
    .split(/[\s,]+/)
    .map((name) => name.replace(/^\*?\./, '').replace(/:\d+$/, ''));
  const isExcepted = except.some(
    (name) => name === '*' || hostname === name || (name !== '' && hostname.endsWith(`.${name}`)),
  );
  if (isExcepted) return undefined;
  return (protocol === 'https:' ? read('HTTPS_PROXY') : read('HTTP_PROXY')) ?? read('ALL_PROXY');
}
