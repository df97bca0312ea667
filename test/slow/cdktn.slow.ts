import { cpSync, existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import { fleetStacks } from '@goldenpath/model';
import { run } from '@goldenpath/testing/command';
import { openFleet, ROOT, synthesise, textByPath } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import { pinnedPnpm } from '@goldenpath/testing/outside-project';

const MINUTE = 60_000;

/** What the stacks differ in once the names stand for the successor's packages; docs/adr/0013 lists the same. */
const DIFFERENCES = [
  'manifest.json: version: "0.21.0" is "0.24.0"',
  'stacks: //.metadata.version: "0.21.0" is "0.24.0"',
  'stacks: terraform.required_providers.aws.source: "aws" is "hashicorp/aws"',
  'stacks: terraform.required_providers.random.version: "3.7.2" is "3.9.1"',
];

/** The packages that make stacks, and all of ours that they name, directly or not. */
const PACKAGES = withDependencies(['infra', 'parts']);

/** Run in the other workspace: facts in, the text of each file by its path out. */
const SYNTHESISE = `
const { facts, stacks } = JSON.parse(require('node:fs').readFileSync('facts.json', 'utf8'));
const { appStacks, platformStacks, stacksManifest } = require('./packages/infra');
const { builtInRegistry } = require('./packages/parts');
const ofApps = facts.apps.flatMap((app) => appStacks(app, facts.platform, builtInRegistry));
const files = [stacksManifest(stacks), ...platformStacks(facts.platform, builtInRegistry), ...ofApps];
process.stdout.write(JSON.stringify(Object.fromEntries(files.map(({ path, content }) => [path, content]))));
`;

let workspace: string;
let ours: Readonly<Record<string, string>>;
let theirs: Readonly<Record<string, string>>;

beforeAll(async () => {
  const { facts } = await openFleet(ROOT);
  const made = textByPath(synthesise(facts));
  ours = Object.fromEntries(
    Object.entries(made).flatMap(([path, text]) =>
      path.startsWith('cdktf.out/') ? [[path.slice('cdktf.out/'.length), text]] : [],
    ),
  );
  workspace = await installWithAliases({ 'facts.json': JSON.stringify({ facts, stacks: fleetStacks(facts) }) });
  const { code, stdout, stderr } = await run(process.execPath, ['synthesise.cjs'], { cwd: workspace });
  if (code !== 0) throw new Error(`Nothing was synthesised:\n${stderr}`);
  theirs = JSON.parse(stdout) as Record<string, string>;
}, 2 * MINUTE);

test('the names resolve to the packages of the successor', () => {
  const names = ['cdktf', '@cdktf/provider-aws', '@cdktf/provider-random'].map((name) => {
    const file = join(workspace, 'packages/infra/node_modules', name, 'package.json');
    return (JSON.parse(readFileSync(file, 'utf8')) as { name: string }).name;
  });
  expect(names).toEqual(['cdktn', '@cdktn/provider-aws', '@cdktn/provider-random']);
});

test('cdktf and cdktn are one module there, so that providers of both share its tokens', () => {
  const modules = realpathSync(join(workspace, 'packages/infra/node_modules'));
  const infra = realpathSync(join(modules, 'cdktf'));
  const oldProvider = join(realpathSync(join(modules, '@cdktf/provider-github')), '../../cdktf');
  const newProvider = join(realpathSync(join(modules, '@cdktf/provider-aws')), '../../cdktn');
  expect([oldProvider, newProvider].map((path) => realpathSync(path))).toEqual([infra, infra]);
});

test('the same stacks come out', () => {
  expect(Object.keys(theirs).sort()).toEqual(Object.keys(ours).sort());
  expect(Object.keys(ours).length).toBeGreaterThan(10);
});

test('and their JSON differs only in the listed ways', () => {
  const found = Object.keys(ours).flatMap((path) => {
    const where = path.startsWith('stacks/') ? 'stacks' : path;
    return differences(JSON.parse(ours[path] ?? ''), JSON.parse(theirs[path] ?? '')).map((text) => `${where}: ${text}`);
  });
  expect([...new Set(found)].sort()).toEqual(DIFFERENCES);
});

function withDependencies(names: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    const manifest = JSON.parse(readFileSync(join(ROOT, 'packages', name, 'package.json'), 'utf8')) as {
      readonly dependencies?: Readonly<Record<string, string>>;
    };
    for (const dependency of Object.keys(manifest.dependencies ?? {}))
      if (dependency.startsWith('@goldenpath/')) visit(dependency.slice('@goldenpath/'.length));
  };
  names.forEach(visit);
  return [...found].sort();
}

/** Compiled packages in a workspace whose catalog says what ADR 0013 tells a person to write into it. */
async function installWithAliases(files: Readonly<Record<string, string>>): Promise<string> {
  const settings = load(readFileSync(join(ROOT, 'pnpm-workspace.yaml'), 'utf8')) as { catalog: Record<string, string> };
  const catalog = { ...settings.catalog, ...documentedAliases() };
  const folder = testFolder({
    ...files,
    'package.json': '{ "private": true }',
    'pnpm-workspace.yaml': dump({ ...settings, catalog }),
    'synthesise.cjs': SYNTHESISE,
  });
  for (const name of PACKAGES)
    for (const part of ['package.json', 'dist', 'schemas']) {
      const from = join(ROOT, 'packages', name, part);
      if (existsSync(from)) cpSync(from, join(folder, 'packages', name, part), { recursive: true });
    }
  const [pnpm, ...first] = pinnedPnpm();
  const args = [...first, 'install', '--prod', '--ignore-scripts', '--prefer-offline', '--no-frozen-lockfile'];
  const { code, stdout, stderr } = await run(pnpm, args, { cwd: folder });
  if (code !== 0) throw new Error(`The successor could not be installed:\n${stdout}${stderr}`);
  return folder;
}

function documentedAliases(): Record<string, string> {
  const decisions = join(ROOT, 'docs/adr');
  const file = readdirSync(decisions).find((name) => name.startsWith('0013-')) ?? '';
  const [, block = ''] = /```yaml\n([^`]*)```/.exec(readFileSync(join(decisions, file), 'utf8')) ?? [];
  return load(block) as Record<string, string>;
}

/** Each value that is not the same in both, with the path to it. */
function differences(one: unknown, other: unknown, path: readonly string[] = []): string[] {
  if (!isBranch(one) || !isBranch(other) || Array.isArray(one) !== Array.isArray(other)) {
    const [before, after] = [JSON.stringify(one), JSON.stringify(other)];
    return before === after ? [] : [`${path.join('.')}: ${before} is ${after}`];
  }
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].flatMap((key) => differences(one[key], other[key], [...path, key]));
}

function isBranch(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
