import { setTimeout as sleep } from 'node:timers/promises';
import { proxyFor } from '@goldenpath/deploy';
import { UserError } from '@goldenpath/errors';
import { printable, redactor } from '@goldenpath/process';
import { request as octokit } from '@octokit/request';
import { fetch, ProxyAgent } from 'undici';
import type { FleetContext } from '../context';

/** Sends a request to GitHub's REST API, such as `GET /repos/{owner}/{repo}/pulls`. */
export type GithubRequest = (endpoint: string, parameters: Readonly<Record<string, unknown>>) => Promise<unknown>;

/** GitHub refused a request. */
export class GithubError extends UserError {
  constructor(
    readonly status: number,
    summary: string,
    remedy: string,
    options?: ErrorOptions,
  ) {
    super(summary, remedy, options);
  }
}

const ATTEMPTS = 4;
const SECOND = 1000;
/** GitHub says how long to wait. Longer waits are an error. */
const MOST_SECONDS = 120;
const VERSION = '2022-11-28';

/**
 * Opens GitHub's API: that of `GITHUB_API_URL`, with the token of `GH_TOKEN` or `GITHUB_TOKEN`.
 *
 * @throws UserError where there is no token, or where it would be sent without encryption.
 */
export function openGithub({ env, signal }: Pick<FleetContext, 'env' | 'signal'>): GithubRequest {
  const token = [env['GH_TOKEN'], env['GITHUB_TOKEN']].find((value) => value !== undefined && value !== '');
  if (token === undefined)
    throw new UserError(
      'There is no token for GitHub.',
      'Set GITHUB_TOKEN to a token that may write `contents` and `pull_requests` of the repositories.',
    );
  const baseUrl = apiUrl(env['GITHUB_API_URL']);
  const proxy = proxyFor(baseUrl, env);
  const through = proxy === undefined ? {} : { dispatcher: new ProxyAgent(proxy) };
  const viaProxy = (url: string, options: object) => fetch(url, { ...options, ...through });
  const headers = { authorization: `Bearer ${token}`, 'x-github-api-version': VERSION, 'user-agent': 'goldenpath' };
  const send = octokit.defaults({ baseUrl, headers, request: { fetch: viaProxy, signal } });
  const redact = redactor({ ...env, TOKEN: token });
  return async (endpoint, parameters) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return (await send(endpoint, { ...parameters })).data as unknown;
      } catch (error) {
        signal.throwIfAborted();
        const refusal = refusalOf(error);
        const seconds = attempt < ATTEMPTS ? waitSeconds(refusal, endpoint, attempt) : undefined;
        if (seconds === undefined) throw explained(refusal, filled(endpoint, parameters), redact, error);
        await sleep(seconds * SECOND, undefined, { signal });
      }
    }
  };
}

function apiUrl(given: string | undefined): string {
  const url = given === undefined || given === '' ? 'https://api.github.com' : given.replace(/\/+$/, '');
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(parsed?.hostname ?? '');
  if (parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && isLoopback)) return url;
  throw new UserError(
    'GITHUB_API_URL is not the address of an API over HTTPS.',
    'Unset it for github.com, or set it to that of GitHub Enterprise, such as `https://github.example.org/api/v3`.',
  );
}

/** What GitHub answered. The status is 0 where it did not. */
interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

function refusalOf(error: unknown): Refusal {
  const { message, status, response } = Object(error) as {
    readonly message?: string;
    readonly status?: number;
    readonly response?: { readonly headers?: Refusal['headers'] };
  };
  return {
    status: response === undefined ? 0 : (status ?? 0),
    message: message ?? '',
    headers: response?.headers ?? {},
  };
}

/** How long to wait before the next attempt; `undefined` where it would be refused as well. */
function waitSeconds({ status, headers, message }: Refusal, endpoint: string, attempt: number): number | undefined {
  const isLimited = status === 429 || (status === 403 && /rate limit/i.test(message));
  if (isLimited) {
    const seconds = Number(headers['retry-after'] ?? '60');
    return seconds <= MOST_SECONDS ? seconds : undefined;
  }
  // A request that changes something may have arrived.
  const isSafe = endpoint.startsWith('GET ');
  return isSafe && (status === 0 || status >= 500) ? attempt : undefined;
}

function explained({ status, message }: Refusal, what: string, redact: (text: string) => string, cause: unknown) {
  const said = printable(redact(message))
    .replaceAll('\n', ' ')
    .replace(/[^.!?]$/, '$&.');
  const [summary, remedy] = REASONS[status] ?? [
    'GitHub refused the request',
    'Correct what it says, and run this again.',
  ];
  if (status === 0)
    return new GithubError(0, `GitHub cannot be reached: ${said}`, 'Check the network and its proxy.', { cause });
  return new GithubError(status, `${summary} (${what}): ${said}`, remedy, { cause });
}

const REASONS: Readonly<Record<number, readonly [summary: string, remedy: string]>> = {
  401: ['GitHub does not accept the token', 'Set GITHUB_TOKEN to a valid token.'],
  403: [
    'GitHub does not allow this',
    'Give the token `contents: write` and `pull-requests: write` for this repository. In GitHub Actions, use the token of an app.',
  ],
  404: ['GitHub has no such repository, or the token may not see it', 'Create it, or give the token access to it.'],
};

function filled(endpoint: string, parameters: Readonly<Record<string, unknown>>): string {
  return endpoint.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(parameters[name] ?? ''));
}
