import { builtInRegistry } from '@goldenpath/parts';
import { allUnits, changedUnits, jobsFor } from '../../src/review/changed-units';
import type { ResolvedFleet } from '../../src/load/resolved-fleet';
import { openWritten, type SpecData } from '@goldenpath/testing/written-fleet';

const WEB: SpecData = { kind: 'stateless-app', name: 'web', description: 'Pages', owner: 'app-team' };
const SHOP: SpecData = {
  kind: 'backend-app-rds',
  name: 'shop',
  description: 'Sells',
  owner: 'app-team',
  database: { name: 'shop', username: 'shop_app' },
};

const factsOf = async (...specs: SpecData[]): Promise<ResolvedFleet> => ({
  facts: (await openWritten(specs)).facts,
  registry: builtInRegistry,
});
const unitsOf = ({ manifests, stacks }: ReturnType<typeof changedUnits>) => ({
  manifests: [...manifests].sort(),
  stacks: [...stacks].sort(),
});

test('the same fleet has no changed units', async () => {
  const facts = await factsOf(WEB, SHOP);
  expect(unitsOf(changedUnits(facts, await factsOf(SHOP, WEB)))).toEqual({ manifests: [], stacks: [] });
});

test('an edited application has the changed units that are generated from the edited fields', async () => {
  const changed = changedUnits(await factsOf(WEB, SHOP), await factsOf({ ...WEB, replicas: 2 }, SHOP));
  expect(unitsOf(changed)).toEqual({
    manifests: ['app/web/base', 'app/web/dev', 'app/web/prod', 'app/web/staging', 'app/web/test'],
    stacks: [],
  });
});

test('an application that is only in base or only in head has all units changed', async () => {
  const changed = unitsOf(changedUnits(await factsOf(WEB), await factsOf(WEB, SHOP)));
  expect(changed.stacks).toContain('app/shop/prod');
  expect(changed.manifests).toContain('app/shop/base');
  expect(changed.manifests.some((unit) => unit.startsWith('app/web'))).toBe(false);
});

test('an acceptance changes no unit, except those whose protection it lifts', async () => {
  const accept = (rule: string) => [{ rule, reason: 'Somebody decided that' }];
  const facts = await factsOf(WEB, SHOP);
  const quiet = changedUnits(facts, await factsOf({ ...WEB, accept: accept('host-dropped') }, SHOP));
  expect(unitsOf(quiet)).toEqual({ manifests: [], stacks: [] });
  const lifted = changedUnits(facts, await factsOf(WEB, { ...SHOP, accept: accept('secret-loss') }));
  expect(unitsOf(lifted).stacks).toContain('app/shop/prod');
});

test('there are jobs for the wanted units only', async () => {
  const facts = await factsOf(WEB, SHOP);
  const jobs = jobsFor(facts, { manifests: new Set(['app/web/prod']), stacks: new Set(['app/shop/dev']) });
  expect(jobs.map(({ app, manifests, stacks }) => [app?.name, manifests, stacks])).toEqual([
    ['shop', [], ['app/shop/dev']],
    ['web', ['app/web/prod'], []],
  ]);
  expect(jobsFor(facts, allUnits(facts)).map(({ app }) => app?.name)).toEqual([undefined, 'shop', 'web']);
});
