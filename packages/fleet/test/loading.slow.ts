import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const PACKAGE = join(__dirname, '..');

/** The packages that Node has loaded after an operation on the example fleet. */
function loadedBy(operation: string): string[] {
  const program = `
    const { openFleet } = require('@goldenpath/fleet');
    openFleet({ cwd: process.cwd() }).${operation}.then(() => console.log(JSON.stringify(Object.keys(require.cache))));`;
  const files = JSON.parse(
    execFileSync(process.execPath, ['--eval', program], { cwd: PACKAGE, encoding: 'utf8' }),
  ) as string[];
  const names = files.map((file) => /.*\/(?:node_modules|packages)\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? '');
  return [...new Set(names)].sort();
}

const HEAVY = [
  'cdk8s',
  'cdktf',
  'constructs',
  'piscina',
  'manifests',
  'infra',
  'review',
  'simulator',
  'deploy',
  'gitops',
];
const heavyOf = (operation: string) => loadedBy(operation).filter((name) => HEAVY.includes(name));

test.each(['validate()', 'list()', "explain('orders-api')", 'names()'])('%s loads no heavy package', (operation) => {
  expect(heavyOf(operation)).toEqual([]);
});

test('an operation loads what it needs when it is called', () => {
  expect(heavyOf("graph({ app: 'orders-api' })")).toEqual(expect.arrayContaining(['review']));
});
