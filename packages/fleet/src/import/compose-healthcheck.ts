import { isOpen, OPEN_WORDS } from './compose-defaults';
import type { Draft } from './draft';
import type { ImportNode } from './node';
import { secondsOf, wordsOf } from './quantities';

/** A request of a health check to the container itself. Group 1 is the port, group 2 the path. */
const URL_OF_CHECK = /https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?::(\d+))?(\/[A-Za-z0-9._~/-]*)?/;

/** The seconds that a container has to start, by default. */
const DEFAULT_START = 60;

/** Reads `healthcheck` as the liveness and readiness probe. A request with curl or wget becomes an HTTP probe. */
export function setHealthcheck(draft: Draft, node: ImportNode): void {
  if (!node.isGiven) return;
  const test = node.at('test');
  if (node.at('disable').value === true || test.value === 'NONE') {
    node.take();
    return draft.set(['probe'], 'none', node);
  }
  if (node.at('disable').value === false) node.at('disable').take();
  const written = wordsOfTest(test);
  if (written === undefined || written.length === 0) return;
  if (written.some(isOpen)) return node.leaveOut(OPEN_WORDS);
  const words = written.map((word) => word.replaceAll('$$', '$'));
  test.take();
  const check = { ...checkOf(words, draft), ...timesOf(node) };
  const start = seconds(node.at('start_period'));
  // Unlike compose, Kubernetes restarts a container that has not started in this time: never less than the default.
  if (start !== undefined && start > DEFAULT_START)
    draft.set(['probes', 'startup'], { seconds: start }, node.at('start_period'));
  draft.set(['probes', 'liveness'], check, node);
  draft.set(['probes', 'readiness'], { ...check }, node);
}

function wordsOfTest(test: ImportNode): string[] | undefined {
  const list = test.items().map((item) => item.text() ?? '');
  const [first, ...rest] = list;
  if (first === 'CMD') return rest;
  if (first === 'CMD-SHELL') return shell(rest.join(' '));
  return typeof test.value === 'string' ? shell(test.value) : undefined;
}

/** A command with the operators of a shell needs one. */
function shell(line: string): string[] {
  const plain = line.replace(/\s*\|\|\s*exit\s+1\s*$/, '');
  return /[|&;<>$`]/.test(plain) ? ['sh', '-c', line] : wordsOf(plain);
}

function checkOf(words: readonly string[], draft: Draft): Record<string, unknown> {
  const [, port, path = '/'] = URL_OF_CHECK.exec(words.join(' ')) ?? [];
  const isRequest =
    /^(curl|wget)$/.test(words[0] ?? '') || (words[0] === 'sh' && /\b(curl|wget)\b/.test(words[2] ?? ''));
  if (!isRequest || !URL_OF_CHECK.test(words.join(' '))) return { command: [...words] };
  const own = draft.get('port') ?? (draft.get('ports') as { readonly port: number }[] | undefined)?.[0]?.port;
  return { path, ...(port !== undefined && Number(port) !== own && { port: Number(port) }) };
}

function timesOf(node: ImportNode): Record<string, number> {
  const period = seconds(node.at('interval'));
  const timeout = seconds(node.at('timeout'));
  const failures = node.at('retries').takeNumber();
  return {
    ...(period !== undefined && { periodSeconds: period }),
    ...(timeout !== undefined && { timeoutSeconds: timeout }),
    ...(failures !== undefined && { failureThreshold: failures }),
  };
}

function seconds(node: ImportNode): number | undefined {
  const found = secondsOf(node.text() ?? '');
  if (found !== undefined) node.take();
  return found;
}

/** Returns the port of the container that a health check requests. */
export function portOfCheck(test: ImportNode): number | undefined {
  const text =
    test.text() ??
    test
      .items()
      .map((item) => item.text())
      .join(' ');
  const port = URL_OF_CHECK.exec(text)?.[1];
  return port === undefined ? undefined : Number(port);
}
