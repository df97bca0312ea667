import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { isUserError } from '@goldenpath/errors';
import { builtInRegistry } from '@goldenpath/parts';
import { formatDiagnostic, type FleetSource, loadFleet, restoreRegistry } from '@goldenpath/spec';
import { PLATFORM } from '../support/specs';

let root: string;
beforeEach(() => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'extensions-')));
});
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

const QUEUE = `
import { defineKind, definePart } from '@goldenpath/extension';
import { MAX_DAYS } from '../shared/limits';

export const parts = [
  definePart({
    name: 'queue',
    description: 'A queue of messages.',
    fields: {
      properties: { queue: { type: 'object', description: 'The queue.', additionalProperties: false,
        properties: { days: { type: 'integer', description: 'Days that messages are kept.', minimum: 1, maximum: MAX_DAYS } } } },
      overrides: { queue: true },
    },
    review: () => ({
      rules: [{ id: 'queue-loss', severity: 'danger', firesOn: 'A queue goes.', advice: 'Keep it.', find: () => [] }],
    }),
  }),
];
export const kinds = [defineKind({ name: 'queue-worker', description: 'A worker of a queue.', parts: ['workload', 'queue'] })];
`;
const WORKER = 'kind: queue-worker\nname: mails\ndescription: Sends mails\nowner: app-team\nqueue: { days: 3 }\n';

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), content);
  }
}

function writeQueue(files: Readonly<Record<string, string>> = {}): void {
  write({
    'platform.yaml': `${PLATFORM}extensions: [./queue]\n`,
    'queue/index.ts': QUEUE,
    'shared/limits.ts': 'export const MAX_DAYS: number = 14;\n',
    'apps/mails/app.yaml': WORKER,
    ...files,
  });
}

function load(options: Partial<FleetSource> = {}) {
  const source = {
    platformFile: path.join(root, 'platform.yaml'),
    appsFolder: path.join(root, 'apps'),
    relativeTo: root,
  };
  return loadFleet({ ...source, ...options }, builtInRegistry);
}

const errors = async (options?: Partial<FleetSource>) =>
  (await load(options)).diagnostics.map((diagnostic) => formatDiagnostic(diagnostic));

describe('a folder in `extensions`', () => {
  it('adds its parts and kinds to those of the fleet', async () => {
    writeQueue();
    const { fleet, diagnostics } = await load();
    expect(diagnostics).toEqual([]);
    expect(fleet?.registry.partsOf('queue-worker').map(({ name }) => name)).toEqual(['workload', 'queue']);
    expect(fleet?.registry.sources).toEqual([
      {
        name: './queue',
        entry: path.join(root, 'queue/index.ts'),
        digest: expect.stringMatching(/^[0-9a-f]{64}$/),
        code: expect.any(String),
      },
    ]);
    expect(fleet?.apps.map(({ spec }) => spec.general['queue' as never])).toEqual([{ queue: { days: 3 } }]);
  });

  it('has a digest of all files that it imports, whatever the working directory', async () => {
    writeQueue();
    const digest = async (options?: Partial<FleetSource>) => (await load(options)).fleet?.registry.sources[0]?.digest;
    const before = await digest();
    expect(await digest({ relativeTo: path.dirname(root) })).toBe(before);
    write({ 'shared/limits.ts': 'export const MAX_DAYS: number = 13;\n' });
    expect(await digest()).not.toBe(before);
  });

  it('can be created again from its loaded data, without its files', async () => {
    writeQueue();
    const { fleet } = await load();
    const sources = structuredClone(fleet?.registry.sources ?? []);
    fs.rmSync(path.join(root, 'queue'), { recursive: true });
    const restored = restoreRegistry(builtInRegistry, sources);
    expect(restored.part('queue')?.description).toBe('A queue of messages.');
    expect(restored.partsOf('queue-worker').map(({ name }) => name)).toEqual(['workload', 'queue']);
  });

  it('has errors in its fields as any other', async () => {
    writeQueue({ 'apps/mails/app.yaml': WORKER.replace('days: 3', 'dayz: 3') });
    expect(await errors()).toEqual([
      [
        'apps/mails/app.yaml:5:10: error: `dayz` is unknown here: did you mean `days`? [unknown-field]',
        '  5 | queue: { dayz: 3 }',
        '    |          ^^^^',
        '  Write `days`, or remove it.',
      ].join('\n'),
    ]);
  });

  it('lets specs and the platform file accept findings of its rules', async () => {
    const accept = 'accept: [{ rule: queue-loss, reason: Nothing is in it }]\n';
    writeQueue({
      'platform.yaml': `${PLATFORM}extensions: [./queue]\n${accept}`,
      'apps/mails/app.yaml': WORKER + accept,
    });
    expect(await errors()).toEqual([]);
  });

  it('checks its rules', async () => {
    const rule = `rules: () => ({ rules: [{ name: 'queue-taken', reads: [], check: ({ spec }) => [{ path: ['queue', 'days'],
      message: \`\${spec.name} has a queue.\`, remedy: 'Have none.' }] }] }), review:`;
    writeQueue({ 'queue/index.ts': QUEUE.replace('review:', rule) });
    expect((await load()).diagnostics).toMatchObject([
      { rule: 'queue-taken', message: 'mails has a queue.', location: { file: 'apps/mails/app.yaml', line: 5 } },
    ]);
  });
});

describe('a hook of an extension that throws while the fleet is checked', () => {
  const TypeErrorOf = /^TypeError: .*$/;

  it.each([
    ['settings', `settings: (layers) => layers.none.at(0), review:`],
    ['reservedVariables', `reservedVariables: () => { null.none; }, review:`],
    ['uses', `uses: () => null.none, review:`],
    ['rules.rules.check', `rules: () => ({ rules: [{ name: 'x', check: () => null.none }] }), review:`],
  ])('is an error that names it: %s', async (hook, code) => {
    writeQueue({ 'queue/index.ts': QUEUE.replace('review:', code) });
    const error = await load().catch((thrown: unknown) => thrown);
    if (!isUserError(error)) throw new Error('not an error of a person', { cause: error });
    const start = `The part queue of the extension \`./queue\` fails in \`${hook}\`: `;
    expect(error.summary.slice(0, start.length)).toBe(start);
    expect(error.summary.slice(start.length)).toMatch(TypeErrorOf);
    expect(error.cause).toMatchObject({ name: 'TypeError' });
  });
});

describe('a package in `extensions`', () => {
  const MODULE = `
const contract = 1;
exports.parts = [{ name: 'cache', description: 'A cache.', contract, settingsOf: (s) => s.cache, factsOf: (s) => s.cache, onceOf: () => undefined, sharedOf: () => undefined }];
exports.kinds = [{ name: 'cached-app', description: 'An app with a cache.', contract, parts: ['workload', 'cache'] }];
`;

  it('is loaded from the folder of the platform file', async () => {
    write({
      'platform.yaml': `${PLATFORM}extensions: ['@acme/cache']\n`,
      'node_modules/@acme/cache/package.json': '{ "name": "@acme/cache", "main": "lib/main.js" }',
      'node_modules/@acme/cache/lib/main.js': MODULE,
      'apps/mails/app.yaml': 'kind: cached-app\nname: mails\ndescription: Sends mails\nowner: app-team\n',
    });
    const { fleet, diagnostics } = await load();
    expect(diagnostics).toEqual([]);
    const [source] = fleet?.registry.sources ?? [];
    expect(source).toMatchObject({
      name: '@acme/cache',
      entry: path.join(root, 'node_modules/@acme/cache/lib/main.js'),
    });
    expect(restoreRegistry(builtInRegistry, fleet?.registry.sources ?? []).kind('cached-app')).toBeDefined();
  });
});

describe('an extension that cannot be used is one error, at its line', () => {
  const part = (more: string) => `export const parts = [{ ${more} }];`;
  const kindWith = (more: string) =>
    QUEUE.replace(`../shared/limits`, './limits').replace(`parts: ['workload'`, `${more}, parts: ['workload'`);

  it.each([
    ['is not there', undefined, 'There is no folder `./queue` beside the platform file.'],
    [
      'throws',
      `throw new Error('no');`,
      'The extension `./queue` cannot be loaded. The code threw while it ran: Error: no.',
    ],
    [
      'is not TypeScript',
      'export const = 1;',
      'The extension `./queue` cannot be loaded. This is not valid TypeScript: Expected identifier but found "=".',
    ],
    [
      'imports what is not installed',
      `import 'not-there';`,
      'The extension `./queue` cannot be loaded. The package `not-there` is not installed.',
    ],
    [
      'leads out of the fleet',
      `import '../../elsewhere';`,
      "The extension `./queue` cannot be loaded. The import `../../elsewhere` leads out of the fleet's folder.",
    ],
    [
      'exports nothing',
      '',
      'The extension `./queue` cannot be used. It has neither parts nor kinds: export `parts` and `kinds`.',
    ],
    [
      'exports something else',
      'export const parts = 3;',
      'The extension `./queue` cannot be used. `parts` is not a list.',
    ],
    [
      'was made without definePart',
      part(`name: 'queue'`),
      'The extension `./queue` cannot be used. The part queue was not made with `definePart` or `defineKind`.',
    ],
    [
      'was made for another version',
      part(`name: 'queue', contract: 7`),
      'The extension `./queue` cannot be used. The part queue was made for version 7 of the extension contract; this version of goldenpath has 1.',
    ],
    [
      'takes the name of a part',
      part(`name: 'database', contract: 1`),
      'The extension `./queue` cannot be used. There is already a part named database.',
    ],
    [
      'has a field that another part has',
      QUEUE.replace(`../shared/limits`, './limits').replace('queue: { type', 'image: { type'),
      'The extension `./queue` cannot be used. In the kind queue-worker, the part workload and the part queue both have the field `image`.',
    ],
    [
      'makes a field optional that none of its parts has',
      kindWith(`optional: ['queu']`),
      'The extension `./queue` cannot be used. `optional` of the kind queue-worker names the field "queu", which none of its parts has: did you mean `queue`?',
    ],
    [
      'leaves out and narrows fields that none of its parts has',
      kindWith(`without: ['sorage'], fields: { risc: { enum: ['low'] }, owner: { maxLength: 9 } }`),
      'The extension `./queue` cannot be used. `fields` of the kind queue-worker names the field "risc", which none of its parts has: did you mean `risk`? `without` of the kind queue-worker names the field "sorage", which none of its parts has.',
    ],
    [
      'leaves out a required field',
      kindWith(`without: ['queue']`).replace('overrides:', `required: ['queue'], overrides:`),
      'The extension `./queue` cannot be used. The kind queue-worker is `without` the field `queue`, which its part requires.',
    ],
    [
      'has a text for a list of fields',
      kindWith(`optional: 'queue'`),
      'The extension `./queue` cannot be used. `optional` of the kind queue-worker is not a list of names.',
    ],
    [
      'has a hook that fails',
      QUEUE.replace(`../shared/limits`, './limits').replace(
        /review: [^]*\n {4}\}\),/,
        `review: () => { throw new Error('gone'); },`,
      ),
      'The extension `./queue` cannot be used. The part queue of the extension `./queue` fails in `review`: Error: gone.',
    ],
    [
      'has fields that are not a schema',
      QUEUE.replace(`../shared/limits`, './limits').replace(`type: 'integer'`, `$ref: '#/definitions/Nothing'`),
      "The extension `./queue` cannot be used. The fields of the kind queue-worker are not a JSON Schema: can't resolve reference #/definitions/Nothing from id schema.",
    ],
  ])('%s', async (_what, source, message) => {
    write({
      'platform.yaml': `${PLATFORM}extensions: [./queue]\n`,
      'apps/mails/app.yaml': WORKER,
      ...(source !== undefined && {
        'queue/index.ts': source,
        'queue/limits.ts': 'export const MAX_DAYS = 14;',
      }),
    });
    const { diagnostics } = await load();
    expect(diagnostics.map(({ message: found }) => found)).toEqual([message]);
    const { file, line, text, column, length } = diagnostics[0]?.location ?? {};
    expect(file).toBe('platform.yaml');
    expect(line).toBe(`${PLATFORM}`.split('\n').length);
    expect(text?.slice(Number(column) - 1, Number(column) - 1 + Number(length))).toBe('./queue');
  });

  it('and shows the place in its code', async () => {
    write({
      'platform.yaml': `${PLATFORM}extensions: [./queue]\n`,
      'queue/index.ts': `export const parts = [];\n\nthrow new Error('no');\n`,
      'apps/.keep': '',
    });
    expect((await load()).diagnostics[0]?.related?.location).toMatchObject({ file: 'queue/index.ts', line: 3 });
  });

  it('is a package that is not installed', async () => {
    write({ 'platform.yaml': `${PLATFORM}extensions:\n  - queue\n`, 'queue/index.ts': '', 'apps/.keep': '' });
    expect(await errors()).toEqual([
      [
        'platform.yaml:25:5: error: The package `queue` is not installed. [extension-missing]',
        '  25 |   - queue',
        '     |     ^^^^^',
        '  Write `./queue` for the folder beside the platform file, or install the package: `npm install queue`.',
      ].join('\n'),
    ]);
  });

  it('is a package that was not built', async () => {
    write({
      'platform.yaml': `${PLATFORM}extensions: ['@acme/cache']\n`,
      'node_modules/@acme/cache/package.json': '{ "name": "@acme/cache", "main": "dist/index.js" }',
      'apps/.keep': '',
    });
    expect((await load()).diagnostics).toMatchObject([
      {
        rule: 'extension-not-loadable',
        message:
          'The package `@acme/cache` is installed, but the file that its `main` or `exports` names does not exist.',
      },
    ]);
  });

  it('is a name that is neither a package nor a folder', async () => {
    write({ 'platform.yaml': `${PLATFORM}extensions: [../queue]\n`, 'apps/.keep': '' });
    expect((await load()).diagnostics.map(({ rule }) => rule)).toEqual(['bad-format']);
  });
});

describe('--data-only', () => {
  const BASE = 'base';

  it('refuses extensions', async () => {
    writeQueue({ 'queue/index.ts': `throw new Error('run');` });
    const { fleet, diagnostics } = await load({ dataOnly: true });
    expect(diagnostics).toMatchObject([
      {
        rule: 'extension-refused',
        message: 'The extension `./queue` is a program, and only data was asked for.',
        remedy: 'Leave out `--data-only` if you trust it, or remove it from `extensions`.',
      },
    ]);
    // What the platform file says is known all the same, such as for completion.
    expect(fleet?.platform.environments.map(({ name }) => name)).toEqual(['dev', 'prod']);
  });

  it('runs those that the base lists, as they are in the base', async () => {
    writeQueue({
      'queue/index.ts': `throw new Error('changed');`,
      [`${BASE}/queue/index.ts`]: QUEUE,
      [`${BASE}/shared/limits.ts`]: 'export const MAX_DAYS = 14;',
    });
    const trustedExtensions = { names: ['./queue'], folder: path.join(root, BASE) };
    expect(await errors({ dataOnly: true, trustedExtensions })).toEqual([]);
  });

  it('refuses those that the base does not list', async () => {
    writeQueue();
    const trustedExtensions = { names: ['./other'], folder: path.join(root, BASE) };
    const { diagnostics } = await load({ dataOnly: true, trustedExtensions });
    expect(diagnostics.map(({ rule }) => rule)).toEqual(['extension-refused']);
    expect(diagnostics[0]?.remedy).toMatch(/^Only extensions that the platform file of the base lists are run/);
  });
});
