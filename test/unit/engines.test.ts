import * as fs from 'node:fs';
import * as path from 'node:path';
import { builtInRegistry } from '@goldenpath/parts';

/** The packages that know the contract of parts, and no part or kind by name. */
const ENGINES = [
  'spec',
  'model',
  'manifests',
  'infra',
  'review',
  'report',
  'gitops',
  'fleet',
  'cli',
  'output',
  'deploy',
  'simulator',
];

/** Names of parts that the engines also have other things by: only what reads facts or settings is looked for. */
const COMMON_WORDS = new Set([
  'secrets',
  'registry',
  'repository',
  'services',
  'credentials',
  'configuration',
  'observability',
  'preview',
  'processes',
  'pods',
  'buckets',
  'tables',
  'caches',
]);

interface Exception {
  /** A file, or a folder with a slash at its end. */
  readonly file: string;
  /** The name of a part, in another meaning. */
  readonly name: string;
  readonly reason: string;
}

const SUMMARY = '`database` is a key of the summary of any part, and a column of `list`.';

const RDS = '`rds` works on the databases of that part, in the cloud where the part has put them.';

const EXCEPTIONS: readonly Exception[] = [
  { file: 'packages/fleet/src/rds/', name: 'database', reason: RDS },
  { file: 'packages/fleet/src/rds/', name: 'databaseAccess', reason: RDS },
  ...['packages/fleet/src/preview/', 'packages/gitops/src/preview/'].map((file) => ({
    file,
    name: 'database',
    reason: 'A preview is made and removed with its database.',
  })),
  { file: 'packages/fleet/src/affected/databases.ts', name: 'database', reason: RDS },
  { file: 'packages/cli/src/commands/affected/render.ts', name: 'database', reason: RDS },
  { file: 'packages/cli/src/commands/rds/', name: 'database', reason: RDS },
  { file: 'packages/cli/src/commands/deploy/databases.ts', name: 'database', reason: RDS },
  { file: 'packages/model/src/summary.ts', name: 'database', reason: SUMMARY },
  { file: 'packages/fleet/src/list/listed-app.ts', name: 'database', reason: SUMMARY },
  { file: 'packages/fleet/src/overview/overview.ts', name: 'database', reason: SUMMARY },
  { file: 'packages/cli/src/commands/list/render.ts', name: 'database', reason: SUMMARY },
  {
    file: 'packages/review/src/rules/immutable-field.ts',
    name: 'storage',
    reason: 'A field of a PersistentVolumeClaim, as Kubernetes names it.',
  },
  ...[
    'packages/spec/src/settings/kubernetes.ts',
    'packages/spec/src/settings/previews.ts',
    'packages/model/src/quotas.ts',
  ].map((file) => ({
    file,
    name: 'storage',
    reason: 'What a quota limits, as Kubernetes names it.',
  })),
  ...[
    'autoscaling',
    'backend-app-rds',
    'database',
    'migration',
    'queues',
    'route',
    'scheduled-job',
    'sharedStorage',
    'stateful-app',
    'stateless-app',
    'storage',
    'workload',
  ].map((name) => ({
    file: 'packages/fleet/src/import/',
    name,
    reason: 'It writes specs, with the kinds and fields that a person would write.',
  })),
  { file: 'packages/fleet/src/bootstrap/bootstrap.ts', name: 'migration', reason: 'It moves states of Terraform.' },
  { file: 'packages/report/src/graph/svg.ts', name: 'database', reason: 'A kind of node that any part may draw.' },
  { file: 'packages/report/src/graph/svg.ts', name: 'storage', reason: 'A kind of node that any part may draw.' },
  ...['storage', 'storage-loss', 'database-loss'].map((name) => ({
    file: 'packages/gitops/src/publish/managed-list.ts',
    name,
    reason: 'The lists of earlier versions, which repositories still have, name it.',
  })),
  { file: 'packages/simulator/src/schema/derive.ts', name: 'storage', reason: 'How Terraform bindings store a value.' },
];

interface Found {
  readonly file: string;
  readonly line: number;
  /** The part or kind. */
  readonly name: string;
}

const root = path.join(__dirname, '../..');

const RULES = builtInRegistry.parts.flatMap(({ review }) => review?.().rules ?? []).map(({ id }) => id);

const PATTERNS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ...builtInRegistry.kinds.map(({ name }) => [name, quoted(name)] as const),
  ...RULES.map((id) => [id, quoted(id)] as const),
  ...builtInRegistry.parts.map(({ name }) => [name, COMMON_WORDS.has(name) ? readOf(name) : namedPart(name)] as const),
];

function namedIn(text: string): Omit<Found, 'file'>[] {
  const lines = withoutComments(text).split('\n');
  return lines.flatMap((line, index) =>
    PATTERNS.filter(([, pattern]) => pattern.test(line)).map(([name]) => ({ line: index + 1, name })),
  );
}

/** `'rds-database'`, as a value or between brackets. */
function quoted(name: string): RegExp {
  return new RegExp(`(['"\`])${name}\\1`);
}

/** `'database'`, `facts.database`, and `{ database }` or `{ database: … }` where facts are taken apart. */
function namedPart(name: string): RegExp {
  return new RegExp(`(['"\`])${name}\\1|\\.${name}\\b|[{,]\\s*${name}\\s*(,|\\}|:)|^\\s*${name},$`);
}

/** `facts.registry`, `app['registry']`, `registry.part('registry')`. */
function readOf(name: string): RegExp {
  return new RegExp(
    `\\b(facts|app|settings|general|spec)\\??\\.${name}\\b|(facts|app|settings|general)\\[['"]${name}['"]\\]|\\bpart\\(['"]${name}['"]\\)`,
  );
}

function withoutComments(text: string): string {
  return text
    .replaceAll(/\/\*.*?\*\//gs, (comment) => comment.replaceAll(/[^\n]/g, ''))
    .replaceAll(/(^|\s)\/\/.*$/gm, '$1');
}

function sources(folder: string): string[] {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file.split(path.sep).join('/')}`)
    .sort();
}

const found: readonly Found[] = ENGINES.flatMap((name) => sources(`packages/${name}/src`)).flatMap((file) =>
  namedIn(fs.readFileSync(path.join(root, file), 'utf8')).map((one) => ({ file, ...one })),
);

function isAbout({ file, name }: Exception, one: Found): boolean {
  return (file.endsWith('/') ? one.file.startsWith(file) : one.file === file) && one.name === name;
}

test('no engine names a built-in part or kind, or a review rule of a part', () => {
  expect(found.filter((one) => !EXCEPTIONS.some((exception) => isAbout(exception, one)))).toEqual([]);
});

test('every exception is needed', () => {
  expect(EXCEPTIONS.filter((exception) => !found.some((one) => isAbout(exception, one)))).toEqual([]);
});

test.each([
  ['database', 'const name = facts.database?.name;'],
  ['workload', 'const { workload, environment } = facts;'],
  ['rds-database', "if (app.kind === 'rds-database') return;"],
  ['storage', "const part = registry.part('storage');"],
  ['host-taken', "type Accepted = 'host-taken';"],
  ['repository', "const own = facts['repository'];"],
])('%s is found in `%s`', (name, line) => {
  expect(namedIn(line)).toEqual([{ line: 1, name }]);
});

test.each([['// The database is shared.'], ['/** `facts.database` */'], ['const databases = platform.databases;']])(
  'no part is found in `%s`',
  (line) => {
    expect(namedIn(line)).toEqual([]);
  },
);
