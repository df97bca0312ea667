import { applyRules } from '@goldenpath/extension';
import { builtInRegistry } from '@goldenpath/parts';
import { type LoadedApp } from '@goldenpath/spec';
import { checkApp } from '../../src/load/app';
import { usesAreReachable } from '../../src/rules/uses';
import { appOf, BACKEND, DATABASE, documentOf, platformOf, STATELESS, summary } from '../support/specs';

function load(text: string, name: string): LoadedApp {
  const { app } = checkApp(
    { document: documentOf(text.replace('shop', name)), folder: name, trust: 'data' },
    platformOf(),
    builtInRegistry,
  );
  if (app === undefined) throw new Error(`${name} is malformed`);
  return app;
}

function check(uses: string, others: readonly LoadedApp[], unknowable: readonly string[] = []) {
  const { spec, document } = appOf(`${STATELESS}${uses}\n`);
  const fleet = new Map(others.map((app) => [app.spec.name, app]));
  const context = {
    spec,
    document,
    fleet,
    unknowable: new Set(unknowable),
    registry: builtInRegistry,
    environments: [],
  };
  return applyRules([usesAreReachable], context);
}

const DB = 'database:\n  name: some_db\n  username: some_user\n';
const orders = load(`${BACKEND}${DB}`, 'orders');
const reports = load(`${DATABASE}${DB}`, 'reports');
const devOnly = load(`${STATELESS}environments: [dev]\n`, 'lab');

describe('uses', () => {
  it('may name any application that runs in all environments of this one', () => {
    expect(summary(check('uses: [orders]', [orders]))).toEqual([]);
    expect(summary(check('uses: [lab]\nenvironments: [dev]', [devOnly]))).toEqual([]);
  });

  it.each([
    ['itself', 'uses: [shop]', 'shop', /cannot use itself/],
    ['nobody', 'uses: [order]', 'order', /no application "order"/],
    ['a database', 'uses: [orders, reports]', 'reports', /cannot be called/],
    ['one that is not in every environment', 'uses: [lab]', 'lab', /does not run in prod/],
  ])('may not name %s', (_what, uses, marks, message) => {
    const diagnostics = check(uses, [orders, reports, devOnly]);
    expect(summary(diagnostics)).toEqual([`unreachable-use: ${marks}`]);
    expect(diagnostics[0]?.message).toMatch(message);
  });

  it('suggests the nearest name', () =>
    expect(check('uses: [order]', [orders])[0]?.remedy).toBe('Did you mean `orders`?'));

  it('shows the other location if there is one', () => {
    expect(check('uses: [lab]', [devOnly])[0]?.related?.location.text).toBe('environments: [dev]');
  });

  it('does not report an application with its own errors', () => {
    expect(check('uses: [broken]', [], ['broken'])).toEqual([]);
  });
});
