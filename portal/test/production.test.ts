import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { startPortal } from '../scripts/demo.mjs';
import { startBrowser } from './support/browser';
import { fleetIn } from './support/fleet';

const PORTAL = path.resolve(import.meta.dirname, '..');
const FILES = ['app-config.yaml', 'app-config.production.yaml'];
/** What the cluster gives; a database in memory in place of PostgreSQL. */
const SETTINGS = {
  backend: { database: { client: 'better-sqlite3', connection: ':memory:' } },
  auth: { providers: { github: { production: { clientId: 'an-id', clientSecret: 'a-secret' } } } },
  goldenpath: { fleet: { url: 'https://github.com/acme/platform/tree/main' } },
};

let portal: Awaited<ReturnType<typeof startPortal>>;
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
  portal = await startPortal({ files: FILES, settings: SETTINGS, output: 'ignore' });
});
afterAll(async () => {
  await browser?.close();
  await portal?.close();
});

test('in a cluster, users sign in with GitHub, and there are no guests', async () => {
  const page = await browser.newPage();
  page.setDefaultTimeout(150_000);
  await page.goto(portal.url);
  await page.getByText('Sign in with your account of GitHub').waitFor();
  expect(await page.getByRole('button', { name: 'Enter' }).count()).toBe(0);
  const guest = await fetch(`${portal.url}/api/auth/guest/refresh`, { method: 'POST' });
  expect(guest.status).toBe(404);
  const api = await fetch(`${portal.url}/api/goldenpath/applications/orders`);
  expect(api.status).toBe(401);
});

test('the platform file of the README deploys the image with the command that it has', () => {
  const readme = readFileSync(path.join(PORTAL, 'README.md'), 'utf8');
  const [, block = ''] = /```yaml\n(# platform\.yaml\n.*?)```/s.exec(readme) ?? [];
  const folder = mkdtempSync(path.join(tmpdir(), 'portal-fleet-'));
  try {
    for (const name of ['platform.yaml', 'apps', 'rds-catalog.yaml', 'schemas'])
      cpSync(path.join(PORTAL, '..', name), path.join(folder, name), { recursive: true });
    appendFileSync(path.join(folder, 'platform.yaml'), block);
    const fleet = fleetIn(folder);
    expect(fleet.goldenpath('validate')).toContain('Valid: ');
    fleet.goldenpath('synth');
    const applications = readFileSync(path.join(folder, 'dist/gitops/argocd/components-prod.yaml'), 'utf8');
    const application = parseAllDocuments(applications)
      .map((document) => document.toJS() as Application)
      .find(({ spec }) => spec?.source?.chart === 'backstage');
    const { command, args, installDir } = application?.spec?.source?.helm.valuesObject.backstage ?? {};
    const dockerfile = readFileSync(path.join(PORTAL, 'Dockerfile'), 'utf8');
    expect(JSON.stringify([...(command ?? []), ...(args ?? [])])).toBe(
      JSON.stringify(JSON.parse(/^CMD (.*)$/m.exec(dockerfile)?.[1] ?? '[]')),
    );
    expect(installDir).toBe(/^WORKDIR (.*)$/m.exec(dockerfile.slice(dockerfile.lastIndexOf('FROM ')))?.[1]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** An Application of Argo CD, as far as it is read here. */
interface Application {
  readonly spec?: {
    readonly source?: {
      readonly chart?: string;
      readonly helm: {
        readonly valuesObject: {
          readonly backstage: {
            readonly command?: readonly string[];
            readonly args?: readonly string[];
            readonly installDir?: string;
          };
        };
      };
    };
  };
}
