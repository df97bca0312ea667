import { fact, inEach } from '@goldenpath/testing/explained-facts';
import { createColors } from 'picocolors';
import { renderExplanation } from '../../../src/commands/explain/render';

const plain = { colors: createColors(false) };

test('a group of an extension is among the others', () => {
  const facts = [fact({}), fact({ fact: 'queue.name', group: 'Queue', value: 'orders' })];
  expect(renderExplanation(facts, plain)).toContain('\n\nQueue\n  queue.name ');
});

test('facts are grouped, and equal environments share a row', () => {
  const facts = [fact({ fact: 'name', group: 'Identity', value: 'shop' }), ...inEach];
  expect(renderExplanation(facts, plain)).toBe(
    [
      'Identity',
      '  name                          shop                            apps/shop/app.yaml:6:11',
      '',
      'Pods',
      '  replicas',
      '    dev, test                   2                               apps/shop/app.yaml:6:11',
      '    prod                        4                               apps/shop/app.yaml:9:15 override',
      '',
    ].join('\n'),
  );
});

test('an environment is listed once where two facts have one value', () => {
  const path = { fact: 'probes.liveness.path', value: '/healthz' };
  const twice = ['dev', 'prod'].flatMap((environment) => [
    fact({ ...path, environment }),
    fact({ ...path, environment }),
  ]);
  expect(renderExplanation(twice, plain)).toBe(
    [
      'Pods',
      '  probes.liveness.path',
      '    dev, prod                   /healthz                        apps/shop/app.yaml:6:11',
      '',
    ].join('\n'),
  );
});

test('facts of one name that are the same in all environments are shown once for each value', () => {
  const facts = [fact({}), fact({}), fact({ value: 3 }), fact({ value: 4, environment: 'prod' })];
  const lines = renderExplanation(facts, plain).split('\n').slice(1, -1);
  expect(lines.map((line) => line.slice(0, 40).trim().replaceAll(/ +/g, ' '))).toEqual(['replicas 2', '3', 'prod 4']);
});

test('a default gives its reason, and does not repeat that it is a default', () => {
  const why = (because: string) =>
    renderExplanation([fact({ source: { from: 'default', because } })], plain).split('\n')[1];
  expect(why('the default')).toBe('  replicas                      2                               default');
  expect(why('the default; by risk')).toBe(
    '  replicas                      2                               default (by risk)',
  );
  expect(why('the default of `a`')).toContain('default (the default of `a`)');
});

test('a long value is not wrapped; wrapped text fits 100 columns', () => {
  const value = `arn:aws:iam::123456789012:role/${'a'.repeat(40)}`;
  const source = {
    from: 'platform',
    file: 'platform.yaml',
    line: 7,
    column: 15,
    because: 'with `aws.region` and `name` of this one',
  } as const;
  const lines = renderExplanation([fact({ value, source })], plain).split('\n');
  expect(lines.map((line) => line.trim())).toContain(`replicas                      ${value}`);
  expect(lines.filter((line) => line.length > 100 && !line.includes(value))).toEqual([]);
});

test('hostile text does not move the cursor', () => {
  expect(renderExplanation([fact({ value: '\u001b[2J\u202egnp' })], plain)).toContain('\uFFFD[2J\uFFFDgnp');
});

test('lists, records and absent values are formatted as words', () => {
  const shown = (value: unknown) =>
    renderExplanation([fact({ value })], plain)
      .split('\n')[1]
      ?.slice(32)
      .split(/ {2}/)[0];
  expect(shown([])).toBe('–');
  expect(shown('')).toBe('""');
  expect(shown(false)).toBe('false');
  expect(shown(['a', 'b'])).toBe('a, b');
  expect(
    shown([
      { name: 'prod', approvers: ['x'] },
      { name: 'dev', approvers: [] },
    ]),
  ).toBe('prod approvers (x), dev');
});
