import { proxyFor } from '@goldenpath/deploy';
import { UserError } from '@goldenpath/errors';
import { tryParseJson } from '@goldenpath/files';
import { printable, redactor } from '@goldenpath/process';
import { fetch, ProxyAgent } from 'undici';
import type { FleetContext } from '../context';

/** The catalog API of Backstage. */
export interface Backstage {
  readonly url: string;
  /** Registers a Location. @returns its id, and whether it was there before. */
  readonly register: (target: string) => Promise<{ readonly id: string; readonly isNew: boolean }>;
  /** Returns the id of a Location; `undefined` where there is none. */
  readonly find: (target: string) => Promise<string | undefined>;
  /** Removes a Location. One that is gone is not an error. */
  readonly remove: (id: string) => Promise<void>;
}

const TIMEOUT_MS = 30_000;
const CONFLICT = 409;
const NOT_FOUND = 404;

/** @throws UserError where the token would be sent without encryption. */
export function openBackstage(address: string, { env, signal }: Pick<FleetContext, 'env' | 'signal'>): Backstage {
  const url = checked(address);
  const token = env['BACKSTAGE_TOKEN'];
  const proxy = proxyFor(url, env);
  const dispatcher = proxy === undefined ? {} : { dispatcher: new ProxyAgent(proxy) };
  const redact = redactor({ ...env, TOKEN: token });
  const authorization = token === undefined || token === '' ? {} : { authorization: `Bearer ${token}` };
  const send = async (method: string, path: string, body?: object): Promise<Answer> => {
    const response = await reached(url, signal, () =>
      fetch(`${url}/api/catalog/locations${path}`, {
        method,
        headers: { accept: 'application/json', 'content-type': 'application/json', ...authorization },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
        ...dispatcher,
      }),
    );
    return { status: response.status, text: await response.text() };
  };
  const refused = ({ status, text }: Answer): UserError =>
    new UserError(
      `Backstage at ${url} refused the request (${status}): ${printable(redact(messageIn(text))).replaceAll('\n', ' ')}`,
      status === 401 || status === 403
        ? 'Set BACKSTAGE_TOKEN to a token of an external access entry that may change the catalog.'
        : 'Correct what it says, and run this again.',
    );
  const find = async (target: string): Promise<string | undefined> => {
    const answer = await send('GET', '');
    if (answer.status !== 200) throw refused(answer);
    const all = tryParseJson(answer.text);
    const found = (Array.isArray(all) ? all : []).map((one) => locationIn(one, 'data'));
    return found.find((location) => location.target === target)?.id;
  };
  return {
    url,
    find,
    register: async (target) => {
      const answer = await send('POST', '', { type: 'url', target });
      if (answer.status === CONFLICT) {
        const id = await find(target);
        if (id !== undefined) return { id, isNew: false };
      }
      const { id } = locationIn(tryParseJson(answer.text), 'location');
      if (answer.status !== 201 || id === undefined) throw refused(answer);
      return { id, isNew: true };
    },
    remove: async (id) => {
      const answer = await send('DELETE', `/${encodeURIComponent(id)}`);
      if (answer.status !== 204 && answer.status !== NOT_FOUND) throw refused(answer);
    },
  };
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

function checked(address: string): string {
  const url = address.replace(/\/+$/, '');
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(parsed?.hostname ?? '');
  const isSafe = parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && isLoopback);
  if (isSafe && parsed.username === '' && parsed.password === '' && parsed.search === '') return url;
  throw new UserError(
    'The address of Backstage is not one over HTTPS.',
    'Pass it without credentials, such as `https://backstage.example.org`. The token belongs into BACKSTAGE_TOKEN.',
  );
}

async function reached<T>(url: string, signal: AbortSignal, request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    signal.throwIfAborted();
    throw new UserError(`Backstage at ${url} cannot be reached.`, 'Check the address, the network and its proxy.', {
      cause: error,
    });
  }
}

function locationIn(value: unknown, field: string): { readonly id?: string; readonly target?: string } {
  const { [field]: location } = Object(value) as Readonly<Record<string, unknown>>;
  const { id, target } = Object(location) as { readonly id?: unknown; readonly target?: unknown };
  return { ...(typeof id === 'string' && { id }), ...(typeof target === 'string' && { target }) };
}

function messageIn(text: string): string {
  const { error } = Object(tryParseJson(text)) as { readonly error?: { readonly message?: unknown } };
  return typeof error?.message === 'string' ? error.message : text.slice(0, 200);
}
