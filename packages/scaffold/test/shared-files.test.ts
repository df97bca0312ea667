import { digest, type GeneratedFile, jsonText } from '@goldenpath/files';
import { builtInRegistry } from '@goldenpath/parts';
import { applicationRepository, RECORD_FILE } from '@goldenpath/scaffold';
import { openWritten, type SpecData } from '@goldenpath/testing/written-fleet';

// The generators are compiled when they are first loaded.
jest.setTimeout(120_000);

const APP: SpecData = { kind: 'stateless-app', description: 'Sells', owner: 'app-team' };
const DATABASE: SpecData = { ...APP, kind: 'backend-app-rds', database: { name: 'orders_db', username: 'orders_app' } };

/** The repositories of one run, in which files without values are made once. */
async function repositories(specs: readonly SpecData[]): Promise<GeneratedFile[][]> {
  const { facts } = await openWritten(specs);
  return facts.apps.map((app) => applicationRepository(app, facts.platform, builtInRegistry));
}

function contents(files: readonly GeneratedFile[]): Readonly<Record<string, string>> {
  return Object.fromEntries(files.map(({ path, content }) => [path, content]));
}

test('repositories made beside others have the files of those made alone', async () => {
  const specs = [
    { ...APP, name: 'shop', runtime: 'node' },
    { ...APP, name: 'cart-api', runtime: 'node' },
    { ...APP, name: 'worker', runtime: 'node', ports: [] },
    { ...DATABASE, name: 'orders', runtime: 'node' },
    { ...APP, name: 'mail', runtime: 'python' },
  ];
  const together = await repositories(specs);
  for (const files of together) {
    const { app } = JSON.parse(contents(files)[RECORD_FILE] ?? '') as { readonly app: string };
    let alone: GeneratedFile[][] = [];
    await jest.isolateModulesAsync(async () => {
      const fresh = await import('@goldenpath/scaffold');
      const { facts } = await openWritten(specs);
      const one = facts.apps.filter(({ name }) => name === app);
      alone = one.map((each) => fresh.applicationRepository(each, facts.platform, builtInRegistry));
    });
    expect(alone.map(contents)).toEqual([contents(files)]);
  }
});

test('a record is JSON with two spaces, and has the digest and the content of each file', async () => {
  const [files = []] = await repositories([{ ...DATABASE, name: 'orders', runtime: 'python' }]);
  const record = contents(files)[RECORD_FILE] ?? '';
  expect(record).toBe(jsonText(JSON.parse(record)));
  const recorded = files.filter(({ path }) => path !== RECORD_FILE);
  const expected = recorded.map(({ path, content, ownership }) => [
    path,
    { ownership, digest: digest(content), ...(ownership === 'once' && content.length <= 20_000 && { content }) },
  ]);
  expect(JSON.parse(record)).toEqual({ version: 1, app: 'orders', files: Object.fromEntries(expected) as unknown });
});

test('a digest that a file has is that of its content', async () => {
  const [files = []] = await repositories([{ ...APP, name: 'shop', runtime: 'node' }]);
  const known = files.filter((file) => file.digest !== undefined);
  expect(known.length).toBeGreaterThan(10);
  expect(known.map((file) => file.digest)).toEqual(known.map(({ content }) => digest(content)));
});
