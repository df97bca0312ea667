import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { portal } from './run.mjs';

const repository = join(portal, '..');
const command = join(repository, 'packages/cli/bin/goldenpath.js');
const BACKSTAGE_STARTS_MS = 300_000;
const ATTEMPTS = 3;
const FLEET = 'goldenpath-idp/platform';
const GITOPS = 'goldenpath-idp/gitops';
/** A form also makes the repository, and tells its user. */
const FLOW = 'backstage:\n  flow: at-once\n  notifications: true\n';

/**
 * Starts the portal with a copy of the example fleet, whose repository is on a stand-in for GitHub. Everything is in a temporary folder.
 *
 * @returns The address, the fleet, the stand-in, and `close`, which ends and removes everything.
 */
export async function demo({ port, output = 'inherit' }) {
  const { githubServer } = createRequire(join(portal, 'package.json'))('github-server');
  const root = mkdtempSync(join(tmpdir(), 'portal-'));
  const github = await githubServer();
  let started;
  const close = async () => {
    await started?.close();
    await github.close();
    rmSync(root, { recursive: true, force: true });
  };
  try {
    const fleet = exampleFleet({ root, github });
    const settings = settingsOf({ root, fleet, github });
    started = await startPortal({ files: ['app-config.yaml', 'app-config.demo.yaml'], settings, port, output });
    return { url: started.url, fleet, github, repository: FLEET, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Starts the portal with files of this folder and further settings. Another process can take a free port first: then with the next one. */
export async function startPortal({ files, settings, port = 0, output = 'inherit' }) {
  for (let attempt = 1; ; attempt++) {
    const chosen = port === 0 ? await freePort() : port;
    const url = `http://localhost:${chosen}`;
    const folder = mkdtempSync(join(tmpdir(), 'portal-config-'));
    const own = join(folder, 'app-config.local.yaml');
    const addresses = { baseUrl: url, listen: { host: '127.0.0.1', port: chosen } };
    const all = { ...settings, app: { baseUrl: url }, backend: { ...settings.backend, ...addresses } };
    writeFileSync(own, JSON.stringify(all, null, 2));
    const backend = startBackend([...files.map((name) => join(portal, name)), own], output);
    const close = async () => {
      await backend.end();
      rmSync(folder, { recursive: true, force: true });
    };
    try {
      await answers(url, backend.ended);
      return { url, close };
    } catch (error) {
      await close();
      if (port !== 0 || attempt === ATTEMPTS) throw error;
    }
  }
}

/** Copies the fleet, with its forms and its catalog, and puts it on the stand-in. */
function exampleFleet({ root, github }) {
  const fleet = join(root, 'fleet');
  for (const name of ['platform.yaml', 'apps', 'rds-catalog.yaml', 'schemas'])
    cpSync(join(repository, name), join(fleet, name), { recursive: true });
  appendFileSync(join(fleet, 'platform.yaml'), FLOW);
  const goldenpath = (...words) => execFileSync(process.execPath, [command, ...words], { cwd: fleet, stdio: 'pipe' });
  goldenpath('backstage');
  goldenpath('catalog', '--out', join(root, 'catalog'));
  github.add(FLEET, fleet);
  history(github);
  release({ goldenpath, github, root });
  return fleet;
}

function startBackend(configs, output) {
  const files = configs.flatMap((file) => ['--config', file]);
  const backend = spawn(process.execPath, ['dist/index.js', ...files], {
    cwd: join(portal, 'packages/backend'),
    stdio: ['ignore', output, output],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const ended = new Promise((resolve) => backend.once('exit', resolve));
  const end = async () => {
    backend.kill('SIGTERM');
    await ended;
  };
  return { ended, end };
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** What the card of an application shows of GitHub: the last pull request and an issue of drift. */
function history({ url, git, pulls, issues }) {
  const merged = { sha: git(FLEET, 'rev-parse', 'main'), at: '2026-01-02T03:04:05Z' };
  pulls.push({ number: 1, head: 'first', base: 'main', title: 'Add the first applications', body: '', merged });
  issues.push({
    title: 'aws_db_instance.instance of app-orders-api-prod was changed outside Terraform',
    body: '<!-- goldenpath-drift stack=app-orders-api-prod key=~abcdefghijklmnopqrstuv -->',
    html_url: `${url}/${FLEET}/issues/2`,
  });
}

/** Publishes the fleet to its GitOps repository, and releases two images of one application. */
function release({ goldenpath, github, root }) {
  const folder = join(root, 'gitops');
  mkdirSync(folder);
  writeFileSync(join(folder, 'README.md'), 'The GitOps repository of the demo.\n');
  github.add(GITOPS, folder);
  const repo = github.folderOf(GITOPS);
  goldenpath('synth');
  goldenpath('publish', '--repo', repo);
  for (const tag of ['dev-1b7d3e0', 'test-1b7d3e0', 'dev-4f2a91c']) {
    const [environment] = tag.split('-');
    goldenpath('release', 'set', 'orders-api', '--env', environment, '--tag', tag, '--repo', repo);
  }
}

function settingsOf({ root, fleet, github }) {
  return {
    goldenpath: {
      // One of its specs is TypeScript.
      fleet: { url: `${github.url}/${FLEET}/tree/main`, runsCode: true },
      gitops: { repository: `${github.url}/${GITOPS}.git` },
    },
    integrations: { github: [{ host: github.host, apiBaseUrl: github.url, token: github.token }] },
    catalog: {
      locations: [
        { type: 'file', target: join(fleet, 'backstage/all.yaml'), rules: [{ allow: ['Location', 'Template'] }] },
        { type: 'file', target: join(root, 'catalog/all.yaml') },
        { type: 'file', target: join(portal, 'catalog/guest.yaml') },
      ],
    },
  };
}

/** Waits until the backend is ready. */
async function answers(url, ended) {
  let isEnded = false;
  void ended.then(() => (isEnded = true));
  for (const start = Date.now(); Date.now() - start < BACKSTAGE_STARTS_MS;) {
    if (isEnded) throw new Error('Backstage ended before it was ready.');
    const response = await fetch(`${url}/.backstage/health/v1/readiness`).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('Backstage was not ready in time.');
}
