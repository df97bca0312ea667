import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { demo } from '../scripts/demo.mjs';
import { enter, shoot, startBrowser, violations } from './support/browser';
import { mergedFleet } from './support/merged-fleet';

const HOSTILE = `Sells "books": \${{ secrets.TOKEN }} {{ 7 * 7 }} \${x} <img src=x onerror=alert(1)> 'it''s' # not a comment`;

let portal: Awaited<ReturnType<typeof demo>>;
let browser: Browser;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  browser = await startBrowser();
  portal = await demo({ port: 0, output: 'ignore' });
  page = await enter(browser, portal.url, errors);
});
afterAll(async () => {
  await browser?.close();
  await portal?.close();
});

const next = (name: string) => page.getByRole('button', { name, exact: true }).click();

async function fillInForm(): Promise<void> {
  await page.goto(`${portal.url}/create/templates/default/backend-app-rds-template`);
  const name = page.getByLabel('Name, also of its folder');
  const description = page.getByLabel('What is it for, on one line');
  await name.fill('Book Shop');
  await description.fill('Sells books');
  await page.getByLabel(/Which team owns it/).click();
  await page.getByRole('option', { name: /app-team/ }).click();
  await next('Next');
  await page.getByText('`name` cannot be the text "Book Shop". Use lower-case letters').first().waitFor();
  await shoot(page, 'backstage-form');
  expect(await violations(page, 'form')).toEqual([]);

  await name.fill('book-shop');
  await description.fill(HOSTILE);
  await next('Next');
  await page.getByLabel('Name of the database').fill('postgres');
  await page.getByLabel('The role that owns the database').fill('Book Shop');
  await next('Review');
  await page.getByText('`database.username` cannot be the text "Book Shop".').first().waitFor();
  expect(await violations(page, 'form')).toEqual([]);
  await page.getByLabel('Name of the database').fill('book_shop');
  await page.getByLabel('The role that owns the database').fill('book_shop_app');
  await next('Review');
  await page.getByRole('button', { name: 'Create', exact: true }).waitFor();
  await page.getByText(HOSTILE).first().waitFor();
}

test('a developer fills in the form of a backend, and its code answers on its database', async () => {
  await fillInForm();
  await next('Create');
  await page.getByRole('link', { name: 'Pull request' }).waitFor();
  await shoot(page, 'backstage-task');
  const pull = portal.github.pulls.at(-1);
  expect(pull).toMatchObject({ title: 'Add book-shop', base: 'main' });
  expect(portal.github.git('goldenpath-idp/book-shop', 'ls-tree', '--name-only', 'main').split('\n')).toEqual(
    expect.arrayContaining(['catalog-info.yaml', 'Dockerfile']),
  );

  // The developer is notified, with the repository, the catalog entry and the URL.
  await page.goto(`${portal.url}/notifications`);
  await page.getByRole('link', { name: 'book-shop is requested' }).waitFor();
  await page.getByRole('button', { name: 'Show more' }).click();
  for (const text of [
    `Repository: ${portal.github.url}/goldenpath-idp/book-shop`,
    'Catalog entry: component:default/book-shop',
    'URL in prod: https://book-shop.goldenpathidp.io',
  ])
    await page.getByText(text).first().waitFor();
  await shoot(page, 'backstage-notification');

  portal.github.merge(portal.repository, pull?.number ?? 0);
  const fleet = mergedFleet(portal.github.folderOf(portal.repository));
  try {
    expect(parse(portal.github.git(portal.repository, 'show', 'main:apps/book-shop/app.yaml'))).toMatchObject({
      kind: 'backend-app-rds',
      name: 'book-shop',
      description: HOSTILE,
      database: { name: 'book_shop', username: 'book_shop_app' },
    });
    expect(await fleet.goldenpath('validate')).toMatch(/^Valid: \d+ applications in /);
    const deployed = await fleet.goldenpath('deploy', '--simulate', '--auto-approve', '--quiet', '--env', 'dev');
    expect(deployed).toMatch(/\n\d+ stacks to deploy: \d+ done\. .*\(simulated\)/);
    const provisioned = await fleet.goldenpath('rds', 'provision', '--local', '--env', 'dev', '--only', 'book-shop');
    expect(provisioned).toContain('book_shop_app');
    const running = await fleet.run('book-shop');
    try {
      const ready = await fetch(`${running.address}/ready`);
      expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }]);
      const home = await (await fetch(running.address)).json();
      expect(home).toMatchObject({ service: 'book-shop', description: HOSTILE });
    } finally {
      await running.end();
    }
  } finally {
    fleet.remove();
  }
  expect(errors).toEqual([]);
});

test('the card of an application shows environments, tags, URLs, the last review, drift, database and cost', async () => {
  await page.goto(`${portal.url}/catalog/default/component/orders-api`);
  const table = page.getByRole('table', { name: 'Environments' });
  await table.waitFor();
  const rows = await table.getByRole('row').allInnerTexts();
  expect(
    rows.map((row) =>
      row
        .replaceAll(/\s*, Opens in a new window/g, '')
        .split(/\s*\t\s*/)
        .slice(0, 3),
    ),
  ).toEqual([
    ['Environment', 'Running tag', 'URL'],
    ['dev', 'dev-4f2a91c', 'http://orders-api.dev.goldenpathidp.io'],
    ['test', 'test-1b7d3e0', 'http://orders-api.test.goldenpathidp.io'],
    ['staging', 'nothing yet', 'https://orders-api.staging.goldenpathidp.io'],
    ['prod', 'nothing yet', 'https://orders-api.goldenpathidp.io'],
  ]);
  const facts = page.locator('dl', { has: page.getByText('Estimated cost') });
  expect((await facts.innerText()).replaceAll(/\s*, Opens in a new window/g, '')).toMatch(
    /^Database\s+orders_db\s+Estimated cost\s+[1-9]\d*\.\d\d USD a month\s+Last review\s+#1 Add the first applications\s+Drift\s+aws_db_instance\.instance of app-orders-api-prod was changed outside Terraform$/,
  );
  await shoot(page, 'backstage-card');
  expect(await violations(page, '[aria-label="Environments"]')).toEqual([]);
  expect(await violations(page, 'dl')).toEqual([]);
  expect(errors).toEqual([]);
});

test('the card says in words what cannot be read', async () => {
  portal.github.refusals.push({ request: /^GET .*\/commits/, status: 403, message: 'Resource not accessible' });
  await page.goto(`${portal.url}/catalog/default/component/my-redis`);
  await page.getByRole('table', { name: 'Environments' }).waitFor();
  const problem = page.getByText('Resource not accessible');
  await problem.waitFor();
  expect(await problem.innerText()).toContain('Give the credentials in `integrations.github`');
});
