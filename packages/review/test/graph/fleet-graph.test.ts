import type { FleetFacts } from '@goldenpath/model';
import { openWritten } from '@goldenpath/testing/written-fleet';
import { fleetGraph } from '@goldenpath/review';
import { madeReview } from '@goldenpath/testing/made-review';

const app = (name: string, owner: string, uses: readonly string[] = []) => ({
  kind: 'stateless-app',
  name,
  description: name,
  owner,
  uses,
  environments: ['dev', 'prod'],
});

let facts: FleetFacts;
beforeAll(async () => {
  ({ facts } = await openWritten([
    app('shop', 'app-team', ['api', 'cache']),
    app('api', 'app-team', ['cache']),
    { ...app('cache', 'platform-team'), environments: ['dev', 'prod', 'test'] },
    { ...app('tests', 'data-team'), environments: ['test'] },
  ]));
});

test('a small fleet: every application with its owner, and who uses whom', () => {
  const graph = fleetGraph(facts);
  expect(graph.nodes.map(({ name, group }) => `${group}/${name}`)).toEqual([
    'app-team/api',
    'platform-team/cache',
    'app-team/shop',
    'data-team/tests',
  ]);
  expect(graph.edges.map(({ from, to }) => `${from} > ${to}`)).toEqual([
    'app:api > app:cache',
    'app:shop > app:api',
    'app:shop > app:cache',
  ]);
  expect(graph.note).toBeNull();
});

test('it contains only applications in the requested environments', () => {
  expect(fleetGraph(facts, { environments: ['test'] }).nodes.map(({ name }) => name)).toEqual(['cache', 'tests']);
});

test('a larger fleet is drawn by teams, with changed applications first and a count of the rest', () => {
  const affected = [{ app: 'shop', environment: 'prod', change: 'changed' as const, reasons: [] }];
  const graph = fleetGraph(facts, { most: 3, change: { base: facts, review: madeReview({ affected }) } });
  const [team] = graph.nodes;
  expect(team).toMatchObject({ id: 'team:app-team', status: 'changed' });
  expect(team?.lines.map(({ text, status }) => `${text} ${status}`)).toEqual([
    '2 applications same',
    'shop changed',
    'api same',
  ]);
  expect(graph.edges).toEqual([{ from: 'team:app-team', to: 'team:platform-team', label: '2 uses', status: 'same' }]);
  expect(graph.note).toBe(
    '4 applications of 3 teams: a box for each team, an arrow from each to those that it uses. 2 uses between teams, 1 within them, which are not drawn.',
  );
});

test('an application that comes, changes in one environment only, or goes', async () => {
  const base = (await openWritten([app('old', 'app-team'), app('cache', 'platform-team')])).facts;
  const affected = [
    { app: 'old', environment: 'prod', change: 'removed' as const, reasons: [] },
    { app: 'old', environment: 'dev', change: 'removed' as const, reasons: [] },
    { app: 'shop', environment: 'dev', change: 'added' as const, reasons: [] },
    { app: 'cache', environment: 'test', change: 'added' as const, reasons: [] },
    { app: 'cache', environment: 'dev', change: 'changed' as const, reasons: [] },
  ];
  const { nodes } = fleetGraph(facts, { change: { base, review: madeReview({ affected }) } });
  const statuses = Object.fromEntries(nodes.map(({ name, status }) => [name, status]));
  expect(statuses).toEqual({ api: 'same', cache: 'changed', shop: 'added', tests: 'same', old: 'removed' });
});
