import * as path from 'node:path';
import { createColors } from 'picocolors';
import type { GraphFlags } from '../../../src/commands/graph/flags';
import { graph } from '../../../src/commands/graph/run';

const ROOT = path.join(__dirname, '../../../../..');

/** What the command prints about the example fleet. */
async function printed(name: string | undefined, flags: GraphFlags = {}, cwd = ROOT): Promise<string> {
  let text = '';
  const code = await graph(name, flags, {
    cwd,
    stdout: (more) => (text += more),
    stderr: () => undefined,
    colors: createColors(false),
    isInteractive: false,
    readInput: () => Promise.resolve(new Uint8Array()),
    showProgress: false,
    env: {},
  });
  expect(code).toBe(0);
  return text;
}

const nodesOf = (json: string) => (JSON.parse(json) as { nodes: { name: string }[] }).nodes.map(({ name }) => name);

test('an application is drawn as SVG, or as Mermaid', async () => {
  expect(await printed('orders-api')).toMatch(/^<svg .*orders-api-db-creds.*<\/svg>\n$/s);
  expect(await printed('orders-api', { format: 'mermaid' })).toMatch(/^flowchart LR\n.*orders-api-db-creds/s);
});

test('without a name the fleet is drawn', async () => {
  expect(nodesOf(await printed(undefined, { json: true }))).toEqual([
    'my-redis',
    'nightly-report',
    'orders-api',
    'receipts',
    'reporting-db',
    'storefront',
    'user-service',
  ]);
});

test('environments limit what is drawn', async () => {
  expect(nodesOf(await printed(undefined, { json: true, env: ['test'] }))).not.toContain('reporting-db');
  const dev = await printed('orders-api', { format: 'mermaid', env: ['dev'] });
  expect(dev).toContain('orders-api.dev.goldenpathidp.io');
  expect(dev).not.toContain('prod');
});

test('a drawing has the accounts of the environments where the platform has several', async () => {
  const acme = path.join(ROOT, 'examples', 'acme');
  for (const name of [undefined, 'orders'])
    expect(JSON.parse(await printed(name, { json: true }, acme))).toMatchObject({
      note: 'AWS accounts: dev in 222222222222 eu-west-2, prod in 333333333333 eu-central-1.',
    });
  expect(JSON.parse(await printed(undefined, { json: true }))).toMatchObject({ note: null });
});

test('a misspelt name gets a suggestion', async () => {
  await expect(printed('order-api')).rejects.toMatchObject({ remedy: 'Did you mean `orders-api`?' });
  await expect(printed(undefined, { env: ['prd'] })).rejects.toMatchObject({ remedy: 'Did you mean `prod`?' });
  await expect(printed('reporting-db', { env: ['test'] })).rejects.toThrow(
    'There is no environment of reporting-db "test".',
  );
});
