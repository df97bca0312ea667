import { builtInRegistry } from '@goldenpath/parts';
import { createHash } from 'node:crypto';
import type { FleetFacts } from '@goldenpath/model';
import { parse } from 'parse5';
import { reviewPage } from '@goldenpath/report';
import { HOSTILE_TO_REVIEWS, hostileReview } from '@goldenpath/testing/hostile-review';
import { elementsOf, textOf } from '../support/html-text';
import { largeReview, madeReview, sampleReview } from '@goldenpath/testing/made-review';
import { exampleFacts, hostileSides, manifest, sampleSides, sidesOf } from '../support/page-sides';

let facts: FleetFacts;
beforeAll(async () => {
  facts = await exampleFacts();
});

const elements = (html: string) => elementsOf(parse(html));
const attribute = (element: ReturnType<typeof elements>[number] | undefined, name: string) =>
  element?.attrs.find((each) => each.name === name)?.value;

describe('a page with every kind of content', () => {
  const page = () => reviewPage(sampleReview(), sampleSides(facts), builtInRegistry);

  test('is the same for the same review', () => {
    expect(page()).toBe(page());
  });

  test('loads nothing, and allows only its own scripts and styles', () => {
    const all = elements(page());
    const policy = all.find((each) => attribute(each, 'http-equiv') === 'Content-Security-Policy');
    const hashOf = (tag: string) => {
      const content = textOf(all.find(({ tagName }) => tagName === tag) as never);
      return createHash('sha256').update(content).digest('base64');
    };
    expect(attribute(policy, 'content')).toBe(
      `default-src 'none'; style-src 'sha256-${hashOf('style')}'; script-src 'sha256-${hashOf('script')}'; base-uri 'none'; form-action 'none'`,
    );
    const names = all.flatMap(({ attrs }) => attrs.map(({ name }) => name));
    expect(
      names.filter((name) => name === 'style' || name === 'src' || name === 'srcset' || name.startsWith('on')),
    ).toEqual([]);
    const links = all.map((each) => attribute(each, 'href') ?? '#');
    expect(links.filter((link) => !link.startsWith('#'))).toEqual([]);
    expect(page()).not.toMatch(/url\(|@import|https?:\/\/(?!www\.w3\.org\/2000\/svg)[a-z]/);
  });

  test('has its headings in order, and unique ids', () => {
    const all = elements(page());
    const levels = all.flatMap(({ tagName }) => /^h([1-6])$/.exec(tagName)?.[1] ?? []).map(Number);
    expect(levels[0]).toBe(1);
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
    const ids = all.flatMap((each) => attribute(each, 'id') ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('shows dangers first, and accepted findings with the reason', () => {
    const words = elements(page())
      .filter((each) => attribute(each, 'class')?.startsWith('card finding'))
      .map((each) => textOf(each));
    expect(words[0]).toContain('would be replaced');
    expect(words[1]).toContain('danger, accepted');
    expect(words[1]).toContain('Accepted: The source is kept for a year elsewhere.');
  });

  test('shows manifests before and after', () => {
    const rows = elements(page()).filter((each) => each.tagName === 'tr' && attribute(each, 'class') === 'changed');
    expect(rows.map((each) => textOf(each))).toEqual([
      '9  replicas: 29  replicas: 3',
      '17              memory: 256Mi17              memory: 512Mi',
      '1apiVersion: v1',
      '2kind: Ingress',
      '3metadata:',
      '4  name: orders-api',
      '5spec:',
      '6  host: orders',
    ]);
  });

  test('colours the changes in the graphs', () => {
    const changed = elements(page()).filter((each) => attribute(each, 'class') === 'graph-box graph-changed');
    expect(changed.map((each) => attribute(each, 'data-kind'))).toEqual(['image', 'route', 'workload', 'instance']);
  });
});

test('a review without changes says so on its page', () => {
  const page = reviewPage(madeReview(), sidesOf(facts), builtInRegistry);
  const all = elements(page);
  expect(textOf(all.find(({ tagName }) => tagName === 'main') as never)).toContain('Nothing changes');
  expect(all.filter(({ tagName }) => tagName === 'h2').length).toBe(1);
});

test('contains no secret in plain text', () => {
  const secret = 'hunter2-and-more';
  const app = facts.apps.find(({ name }) => name === 'orders-api');
  if (app === undefined) throw new Error('There is no orders-api.');
  const environments = app.environments.map((each) => ({
    ...each,
    ...(each.configuration && { configuration: { ...each.configuration, variables: { DB_PASSWORD: secret } } }),
  }));
  const object = (value: string) =>
    manifest(
      `{ apiVersion: v1, kind: ConfigMap, metadata: { name: c }, data: { DB_PASSWORD: ${secret}, X: ${value} } }`,
    );
  const sides = sidesOf({ ...facts, apps: [{ ...app, environments }] }, [
    ['orders-api', 'prod', object('one'), object('two')],
  ]);
  const change = { path: 'data.X', before: 'one', after: 'two' };
  const manifests = [
    { app: 'orders-api', environment: 'prod', object: 'ConfigMap/c', change: 'changed' as const, changes: [change] },
  ];
  const page = reviewPage(madeReview({ manifests }), sides, builtInRegistry);
  expect(page).toContain('DB_PASSWORD');
  expect(page).not.toContain(secret);
});

describe('a platform change that affects a thousand applications', () => {
  const review = largeReview(1000);
  const page = () => {
    const [app] = facts.apps;
    if (app === undefined) throw new Error('There is no application.');
    const names = [...new Set(review.affected.map((each) => each.app ?? ''))];
    const large = { ...facts, apps: names.map((name, index) => ({ ...app, name, owner: `team-${index % 9}` })) };
    const object = (name: string, className: string) =>
      manifest(
        `{ apiVersion: v1, kind: Ingress, metadata: { name: ${name} }, spec: { ingressClassName: ${className} } }`,
      );
    return reviewPage(
      review,
      sidesOf(
        large,
        names.map((name) => [name, 'dev', object(name, 'kong'), object(name, 'nginx')]),
      ),
      builtInRegistry,
    );
  };

  test('stays small enough for a browser, and says what is left out', () => {
    const text = page();
    expect(text.length).toBeLessThan(10_000_000);
    expect(text).toContain('402 more findings left out of this page');
    expect(text).toContain('600 more stacks left out of this page');
    expect(text).toContain('1,000 applications of 9 teams');
    expect(text).toContain('Ingress of 1,000 applications');
  });
});

describe('hostile text', () => {
  let ours: ReadonlySet<string>;
  beforeAll(() => {
    const plain = reviewPage(hostileReview('plain'), hostileSides(facts, 'plain'), builtInRegistry);
    ours = new Set(elements(plain).map(({ tagName }) => tagName));
  });

  test.each(Object.entries(HOSTILE_TO_REVIEWS))('%s is nothing but text on the page', (_what, text) => {
    const all = elements(reviewPage(hostileReview(text), hostileSides(facts, text), builtInRegistry));
    expect(all.map(({ tagName }) => tagName).filter((name) => !ours.has(name))).toEqual([]);
    expect(all.flatMap(({ attrs }) => attrs.map(({ name }) => name)).filter((name) => name.startsWith('on'))).toEqual(
      [],
    );
    expect(all.filter(({ tagName }) => tagName === 'script').length).toBe(1);
  });
});

test('environments are in the order of the platform, even when the platform itself is affected in only some of them', () => {
  const affected = [
    { app: null, environment: 'prod' },
    { app: 'web', environment: 'dev' },
    { app: 'web', environment: 'prod' },
  ].map((place) => ({ ...place, change: 'changed' as const, reasons: ['replicas 1 → 2'] }));
  const all = elements(reviewPage(madeReview({ affected }), sampleSides(facts), builtInRegistry));
  const choices = all.find((each) => attribute(each, 'name') === 'environment');
  expect(elementsOf(choices as never).flatMap((each) => attribute(each, 'value') || [])).toEqual(['dev', 'prod']);
  expect(all.map((each) => textOf(each as never))).toContain('dev, prod');
});
