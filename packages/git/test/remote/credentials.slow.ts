import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { changeRepository, type ChangeOptions, type Proposal } from '@goldenpath/git';
import { bareRepository, changeOptions, filesIn, git, PLAIN_ENV } from '@goldenpath/testing/git';
import { testdir } from '@goldenpath/testing/testdir';

const SECRETS = {
  helper: 'planted-in-the-helper-0001',
  askpass: 'planted-in-askpass-0002',
  token: 'ghp_plantedInTheEnvironment0003',
  header: 'planted-in-a-header-0004',
};

const CHANGE: Proposal<string> = { writes: new Map([['a.yaml', 'ours\n']]), removals: [], message: 'm\n', result: '' };

/** A Git server over HTTP that accepts any of the secrets. */
async function serve(repository: string, answer?: string): Promise<{ url: string; server: Server; seen: string[] }> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    const { authorization = '' } = request.headers;
    seen.push(authorization);
    if (answer !== undefined) response.writeHead(403, { 'content-type': 'text/plain' }).end(answer);
    else if (authorization === '')
      response.writeHead(401, { 'www-authenticate': 'Basic realm="gitops"' }).end('who are you?');
    else backend(repository, request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/remote.git`, server, seen };
}

function backend(repository: string, request: IncomingMessage, response: ServerResponse): void {
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const child: ChildProcess = spawn('git', ['http-backend'], {
    env: {
      ...PLAIN_ENV,
      GIT_PROJECT_ROOT: join(repository, '..'),
      GIT_HTTP_EXPORT_ALL: '1',
      REMOTE_USER: 'joe',
      PATH_INFO: path,
      QUERY_STRING: query,
      REQUEST_METHOD: request.method ?? '',
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: String(request.headers['content-encoding'] ?? ''),
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
    },
  });
  if (child.stdin !== null) request.pipe(child.stdin);
  const chunks: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.on('close', () => {
    const all = Buffer.concat(chunks);
    const end = all.indexOf('\r\n\r\n');
    for (const line of all.toString('latin1', 0, end).split('\r\n')) {
      const [name = '', value = ''] = line.split(': ');
      if (name === 'Status') response.statusCode = Number.parseInt(value, 10);
      else response.setHeader(name, value);
    }
    response.end(all.subarray(end + 4));
  });
}

/** A Git that records the arguments and environment of each of its processes. */
function loggingGit(): { path: string; log: () => string } {
  const folder = testdir();
  const log = join(folder, 'argv');
  writeFileSync(log, '');
  const real = git('/', ['--exec-path']).trim();
  writeFileSync(join(folder, 'git'), `#!/bin/sh\nprintf '%s\\n' "$*" >> '${log}'\nexec '${real}/git' "$@"\n`);
  chmodSync(join(folder, 'git'), 0o755);
  return { path: `${folder}:${PLAIN_ENV['PATH']}`, log: () => readFileSync(log, 'utf8') };
}

function program(script: string): string {
  const file = join(testdir(), 'program');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

const WAYS: readonly (readonly [string, () => Record<string, string>, string])[] = [
  [
    'a credential helper',
    () => ({
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'credential.helper',
      GIT_CONFIG_VALUE_0: program(`echo username=joe; echo password=${SECRETS.helper}`),
    }),
    basic('joe', SECRETS.helper),
  ],
  [
    'GIT_ASKPASS',
    () => ({ GIT_ASKPASS: program(`case "$1" in Username*) echo joe;; *) echo ${SECRETS.askpass};; esac`) }),
    basic('joe', SECRETS.askpass),
  ],
  [
    'a token in the environment',
    () => ({
      GITHUB_TOKEN: SECRETS.token,
      GIT_ASKPASS: program('case "$1" in Username*) echo x-access-token;; *) echo "$GITHUB_TOKEN";; esac'),
    }),
    basic('x-access-token', SECRETS.token),
  ],
  [
    'a header',
    () => ({
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'http.extraHeader',
      GIT_CONFIG_VALUE_0: `Authorization: Bearer ${SECRETS.header}`,
    }),
    `Bearer ${SECRETS.header}`,
  ],
];

function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

/** Every form in which a secret can appear. */
const PLANTED = Object.values(SECRETS).flatMap((secret) => [
  secret,
  basic('joe', secret).slice(6),
  basic('x-access-token', secret).slice(6),
]);

function expectNoSecretsIn(text: string): void {
  for (const secret of PLANTED) expect(text).not.toContain(secret);
}

function options(env: Readonly<Record<string, string>>, path: string): ChangeOptions {
  return changeOptions({ env: { ...PLAIN_ENV, ...env, PATH: path } });
}

test.each(WAYS)(
  'with %s a change gets in, and the secret is nowhere else',
  async (_name, variables, authorization) => {
    const repository = bareRepository({ 'README.md': 'hello\n' });
    const { url, server, seen } = await serve(repository);
    const { path, log } = loggingGit();
    try {
      const outcome = await changeRepository({ url, branch: 'main' }, async () => CHANGE, options(variables(), path));
      expect(outcome.pushed).toBe(true);
      expect(filesIn(repository)).toHaveProperty(['a.yaml'], 'ours\n');
      expect(seen).toContain(authorization);
      expect(log()).toContain('push --progress');
      expectNoSecretsIn(log());
      expectNoSecretsIn(JSON.stringify(outcome));
      expectNoSecretsIn(git(repository, ['log', '--format=raw', '-p', 'main']));
    } finally {
      server.close();
    }
  },
  30_000,
);

test.each(WAYS)(
  'with %s that does not get in, the error does not tell the secret either',
  async (_name, variables) => {
    const env = variables();
    const echo = Object.values(SECRETS).join(' ');
    // The worst server: it repeats what it received.
    const { url, server } = await serve('', `forbidden: ${echo}`);
    const { path, log } = loggingGit();
    try {
      const change = changeRepository({ url, branch: 'main' }, async () => CHANGE, options(env, path));
      const error = (await change.catch((caught: unknown) => caught)) as Error & { remedy: string };
      expect(error.message).toContain('did not let this identity in');
      expectNoSecretsIn(`${error.message} ${error.remedy} ${error.stack} ${JSON.stringify(error)}`);
      expectNoSecretsIn(log());
    } finally {
      server.close();
    }
  },
  30_000,
);

test('a hook that prints its environment receives no secret from us', async () => {
  const repository = bareRepository({ 'README.md': 'hello\n' });
  const hook = join(repository, 'hooks', 'pre-receive');
  writeFileSync(
    hook,
    `#!/bin/sh\necho "token $GITHUB_TOKEN, Authorization: Bearer ${SECRETS.header}, https://joe:${SECRETS.helper}@host/" >&2\nexit 1\n`,
  );
  chmodSync(hook, 0o755);
  const change = changeRepository(
    { url: repository, branch: 'main' },
    async () => CHANGE,
    options({ GITHUB_TOKEN: SECRETS.token }, PLAIN_ENV['PATH'] ?? ''),
  );
  const error = (await change.catch((caught: unknown) => caught)) as Error;
  expect(error.message).toContain('token ***');
  expectNoSecretsIn(error.message);
});
