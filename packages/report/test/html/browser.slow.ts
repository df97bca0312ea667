import { builtInRegistry } from '@goldenpath/parts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FleetFacts } from '@goldenpath/model';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describeInChromium } from '@goldenpath/testing/chromium';
import { testFolder } from '@goldenpath/testing/folders';
import { graphSvg, reviewPage } from '@goldenpath/report';
import { type FleetVersion, fleetGraph, type Review } from '@goldenpath/review';
import { visible } from '../../src/text/visible';
import { HOSTILE_TO_REVIEWS, hostileReview } from '@goldenpath/testing/hostile-review';
import { largeReview, sampleReview } from '@goldenpath/testing/made-review';
import { exampleFacts, hostileSides, sampleSides, sidesOf } from '../support/page-sides';

/** A browser takes its time where other tests have the processors. */

const PHONE = { viewport: { width: 390, height: 844 } };
const SMALLEST_PHONE = { viewport: { width: 320, height: 568 } };

/** So many hostile texts share a page: a browser takes its time for each. */
const AT_ONCE = 12;

/** What the accessibility checker is, as a script. */
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

let facts: FleetFacts;
beforeAll(async () => {
  facts = await exampleFacts();
});

describeInChromium('the page in a browser', (browser) => {
  /** A page that was opened from disk, and all that it asked for and complained of. */
  interface Opened {
    readonly page: Page;
    readonly complaints: readonly string[];
  }

  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  async function open(html: string, options: BrowserContextOptions = {}, hash = ''): Promise<Opened> {
    const file = join(testFolder({ 'review.html': html }), 'review.html');
    const url = `${pathToFileURL(file).href}${hash}`;
    const context = await browser().newContext(options);
    closing.push(() => context.close());
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
    page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`));
    page.on('request', (request) => {
      if (!request.url().startsWith(pathToFileURL(file).href)) complaints.push(`request: ${request.url()}`);
    });
    await page.goto(url);
    return { page, complaints };
  }

  const samplePage = () => reviewPage(sampleReview(), sampleSides(facts), builtInRegistry);
  const shownItems = (page: Page) => page.locator('[data-item]:not([hidden])').count();
  const focused = (page: Page) => page.evaluate(() => (document.activeElement?.textContent ?? '').trim().slice(0, 60));

  test('opens from disk without requests and without console errors', async () => {
    const { page, complaints } = await open(samplePage());
    expect(await page.locator('h1').textContent()).toContain('blocked by 1 danger');
    expect(await page.locator('h2').allTextContents()).toEqual([
      'Findings 4',
      'The platform changes 1',
      'The picture',
      'Affected 1',
      'Required approvals 2',
      'Cloud resources 2',
      'Manifests 3',
      'Dependents 1',
      'Cost',
      'Keys',
    ]);
    expect(complaints).toEqual([]);
  });

  test('filters by environment, application, severity, change and words, and keeps the filter in the URL', async () => {
    const { page, complaints } = await open(samplePage());
    const all = await shownItems(page);
    await page.locator('select[name=environment]').selectOption('staging');
    expect(await page.locator('#objects [data-item]:not([hidden])').count()).toBe(1);
    // A registry belongs to no environment, and so to each.
    expect(await page.locator('#plans [data-item]:not([hidden])').allTextContents()).toEqual([
      expect.stringContaining('app-orders-api'),
    ]);
    await page.locator('select[name=severity]').selectOption('danger');
    expect(await page.locator('#findings .no-match').isVisible()).toBe(true);
    expect(new URL(page.url()).hash).toBe('#environment=staging&severity=danger');
    expect(await page.getByRole('status').textContent()).toBe(`0 of ${all} items`);
    await page.reload();
    expect(await shownItems(page)).toBe(0);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.waitForFunction((count) => document.querySelectorAll('[data-item]:not([hidden])').length === count, all);
    expect(new URL(page.url()).hash).toBe('');
    await page.locator('select[name=change]').selectOption('replace');
    expect(await shownItems(page)).toBe(1);
    await page.locator('select[name=change]').selectOption('');
    await page.locator('select[name=app]').selectOption('reporting-db');
    expect(await shownItems(page)).toBe(1);
    await page.locator('select[name=app]').selectOption('');
    await page.getByRole('searchbox', { name: 'Search' }).fill('BACKUPS kept');
    expect(await page.locator('[data-item]:not([hidden])').allTextContents()).toEqual([
      expect.stringContaining('7 days'),
    ]);
    expect(complaints).toEqual([]);
  });

  test('can be used with the keyboard', async () => {
    const { page, complaints } = await open(samplePage());
    await page.keyboard.press('j');
    expect(await focused(page)).toContain('danger orders-api in prod');
    await page.keyboard.press('j');
    expect(await focused(page)).toContain('danger, accepted');
    await page.keyboard.press('k');
    expect(await focused(page)).toContain('danger orders-api in prod');
    await page.keyboard.press('/');
    await page.keyboard.type('ingress');
    expect(await page.locator('#objects [data-item]:not([hidden])').count()).toBe(1);
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.querySelectorAll('#objects [data-item]:not([hidden])').length === 3);
    const first = page.locator('#objects details').first();
    await first.locator('summary').focus();
    const wasOpen = await first.evaluate((fold: HTMLDetailsElement) => fold.open);
    await page.keyboard.press('Enter');
    expect(await first.evaluate((fold: HTMLDetailsElement) => fold.open)).toBe(!wasOpen);
    await page.keyboard.press('Space');
    expect(await first.evaluate((fold: HTMLDetailsElement) => fold.open)).toBe(wasOpen);
    await page.keyboard.press('e');
    expect(await page.locator('details.fold:not([open])').count()).toBe(0);
    await page.keyboard.press('e');
    expect(await page.locator('details.fold[open]').count()).toBe(0);
    await page.keyboard.press('?');
    expect(await page.getByRole('dialog').isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').isVisible()).toBe(false);
    expect(complaints).toEqual([]);
  });

  test('jumps to its sections without losing the filter', async () => {
    const { page } = await open(samplePage(), {}, '#environment=prod');
    await page.getByRole('navigation').getByRole('link', { name: 'Cost' }).click();
    expect(await focused(page)).toBe('Cost');
    expect(new URL(page.url()).hash).toBe('#environment=prod');
  });

  test('follows the theme of the reader and the theme button', async () => {
    const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await open(samplePage(), { colorScheme: 'light' });
    const dark = await open(samplePage(), { colorScheme: 'dark' });
    const [bright, dim] = [await background(light.page), await background(dark.page)];
    expect(bright).not.toBe(dim);
    await light.page.keyboard.press('t');
    expect(await background(light.page)).toBe(dim);
    expect(await light.page.locator('[data-theme-button]').textContent()).toBe('Light');
    await dark.page.getByRole('button', { name: 'Light' }).click();
    expect(await background(dark.page)).toBe(bright);
  });

  test('can be read without its script', async () => {
    const { page } = await open(samplePage(), { javaScriptEnabled: false });
    expect(await page.getByText('would be replaced, and what it holds is lost').isVisible()).toBe(true);
    expect(await page.locator('form.filters').isVisible()).toBe(false);
    const fold = page.locator('#objects details').first();
    if ((await fold.getAttribute('open')) === null) await fold.locator('summary').click();
    expect(await fold.locator('table').isVisible()).toBe(true);
  });

  test.each([
    ['a phone', PHONE],
    ['the smallest phone', SMALLEST_PHONE],
    ['a desktop', { viewport: { width: 1280, height: 900 } }],
  ])('fits on %s without scrolling sideways', async (_what, options) => {
    for (const html of [
      samplePage(),
      reviewPage(hostileReview('x'.repeat(300)), hostileSides(facts, 'y'.repeat(300)), builtInRegistry),
    ]) {
      const { page } = await open(html, options);
      await page.keyboard.press('e');
      await page.keyboard.press('e');
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
  });

  test.each([
    ['light', { colorScheme: 'light' as const }],
    ['dark', { colorScheme: 'dark' as const }],
    ['on a light phone', { colorScheme: 'light' as const, ...PHONE }],
    ['on a dark phone', { colorScheme: 'dark' as const, ...PHONE }],
  ])('is accessible %s', async (_what, options) => {
    const { page } = await open(samplePage(), options);
    await page.evaluate(() => {
      for (const fold of document.querySelectorAll('details')) fold.open = true;
    });
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('?');
    expect(await violations(page)).toEqual([]);
  });

  test('is accessible with many applications', async () => {
    const { page } = await open(reviewPage(largeReview(30), sidesOf(facts), builtInRegistry));
    await page.evaluate(() => {
      for (const fold of document.querySelectorAll('details')) fold.open = true;
    });
    expect(await violations(page)).toEqual([]);
  });

  test('of many items only the first are shown, and those that a filter finds', async () => {
    const { page } = await open(reviewPage(largeReview(60), sidesOf(facts), builtInRegistry));
    const last = page.locator('#affected tr', { hasText: 'service-0059' });
    expect(await last.isVisible()).toBe(false);
    await page.locator('select[name=app]').selectOption('service-0059');
    expect(await last.isVisible()).toBe(true);
  });

  /** What the checker finds, as rules and the first place of each. */
  async function violations(page: Page): Promise<string[]> {
    await page.evaluate(AXE);
    const found = await page.evaluate(() =>
      (
        globalThis as unknown as {
          axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        }
      ).axe.run(),
    );
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' / ')}`);
  }

  test('hostile text in every field stays text and runs nothing', async () => {
    const texts = Object.values(HOSTILE_TO_REVIEWS);
    for (let from = 0; from < texts.length; from += AT_ONCE) {
      const some = texts.slice(from, from + AT_ONCE);
      const { page, complaints } = await open(manyHostile(some));
      await page.keyboard.press('e');
      await page.locator('select[name=app]').selectOption({ index: 1 });
      expect(await shownItems(page)).toBeGreaterThan(0);
      await page.reload();
      const told = await page.evaluate(() => ({
        isHacked: 'hacked' in globalThis,
        text: document.querySelector('main')?.textContent ?? '',
      }));
      expect({ some, complaints, isHacked: told.isHacked }).toEqual({ some, complaints: [], isHacked: false });
      const missing = some.filter((text) => told.text.split(visible(text)).length < 50);
      expect(missing).toEqual([]);
    }
  });

  /** One page with what many texts make of a review. */
  function manyHostile(texts: readonly string[]): string {
    const reviews = texts.map((text) => hostileReview(text));
    const sides = texts.map((text) => hostileSides(facts, text));
    const [review] = reviews;
    if (review === undefined) throw new Error('There is no text.');
    const side = (which: 'base' | 'head'): FleetVersion => ({
      facts: { ...facts, apps: sides.flatMap((each) => each[which].facts.apps) },
      platformFile: null,
      writtenApps: new Map(),
      objects: new Map(sides.flatMap((each) => [...each[which].objects])),
      stacks: new Map(),
    });
    const merged: Review = {
      ...review,
      platform: reviews.flatMap((each) => each.platform),
      affected: reviews.flatMap((each) => each.affected),
      dependents: reviews.flatMap((each) => each.dependents),
      findings: reviews.flatMap((each) => each.findings),
      plans: { ...review.plans, stacks: reviews.flatMap((each) => each.plans.stacks) },
      manifests: reviews.flatMap((each) => each.manifests),
      approvals: reviews.flatMap((each) => each.approvals),
      cost: { ...review.cost, environments: reviews.flatMap((each) => each.cost.environments) },
    };
    return reviewPage(merged, { base: side('base'), head: side('head') }, builtInRegistry);
  }

  test('a page of a thousand applications opens and filters', async () => {
    const [app] = facts.apps;
    if (app === undefined) throw new Error('There is no application.');
    const review = largeReview(1000);
    const names = [...new Set(review.affected.map((each) => each.app ?? ''))];
    const large = { ...facts, apps: names.map((name, index) => ({ ...app, name, owner: `team-${index % 9}` })) };
    const { page, complaints } = await open(reviewPage(review, sidesOf(large), builtInRegistry));
    await page.evaluate(async () => {
      const field = document.querySelector<HTMLInputElement>('input[name=q]');
      if (field === null) throw new Error('There is no field to search in.');
      field.value = 'service-0400';
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise(requestAnimationFrame);
    });
    expect(await page.locator('#findings [data-item]:not([hidden])').count()).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
  });

  test('a graph is an SVG file that opens by itself', async () => {
    const svg = graphSvg(fleetGraph(facts));
    const context = await browser().newContext();
    closing.push(() => context.close());
    const page = await context.newPage();
    await page.goto(pathToFileURL(join(testFolder({ 'fleet.svg': svg }), 'fleet.svg')).href);
    expect(await page.locator('text.graph-name').allTextContents()).toContain('orders-api');
  });
});
