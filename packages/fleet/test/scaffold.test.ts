import { openFleet, type Scaffolded } from '@goldenpath/fleet';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder } from '@goldenpath/testing/folders';
import { writtenFleet } from '@goldenpath/testing/written-fleet';

// The generators are compiled when they are first loaded.
jest.setTimeout(120_000);

const WEB = { kind: 'stateless-app', name: 'web', description: 'Shows pages', owner: 'app-team' };
const LEDGER = {
  kind: 'rds-database',
  name: 'ledger',
  description: 'Keeps',
  owner: 'app-team',
  database: { name: 'ledger', username: 'ledger_user' },
};
const CACHE = { ...WEB, name: 'cache', image: 'redis:7.4', port: 6379 };

/** Scaffolds an application of a fleet, as often as it is called, into the same folder. */
function repository(spec: Readonly<Record<string, unknown>> = WEB) {
  const root = join(testFolder(), 'repository');
  const name = String(spec['name']);
  return {
    root,
    text: (file: string) => readFileSync(join(root, file), 'utf8'),
    scaffold: (now = spec): Promise<Scaffolded> =>
      openFleet({ cwd: writtenFleet([now]) }).scaffold(name, { out: root }),
  };
}

const changed = ({ files }: Scaffolded) =>
  Object.fromEntries(files.filter(({ change }) => change !== 'unchanged').map(({ path, change }) => [path, change]));

test('a second run changes nothing', async () => {
  const { scaffold } = repository();
  await scaffold();
  expect(changed(await scaffold())).toEqual({});
});

test('a managed file is kept as it is generated', async () => {
  const { root, text, scaffold } = repository();
  await scaffold();
  const before = text('metadata.yaml');
  writeFileSync(join(root, 'metadata.yaml'), 'id: other\n');
  expect(changed(await scaffold())).toEqual({ 'metadata.yaml': 'written' });
  expect(text('metadata.yaml')).toBe(before);
});

test('a file of the team is never overwritten, and is written if it is missing', async () => {
  const { root, text, scaffold } = repository();
  await scaffold();
  writeFileSync(join(root, 'app.py'), 'print("ours")\n');
  rmSync(join(root, 'Dockerfile'));
  expect(changed(await scaffold())).toEqual({ Dockerfile: 'written', 'app.py': 'kept' });
  expect(text('app.py')).toBe('print("ours")\n');
});

test('the record keeps the template that a file of the team was generated from', async () => {
  const { root, text, scaffold } = repository();
  await scaffold();
  const content = () =>
    (JSON.parse(text('.goldenpath.json')) as { files: Record<string, { content: string }> }).files['app.py']?.content;
  const generated = text('app.py');
  writeFileSync(join(root, 'app.py'), 'print("ours")\n');
  await scaffold({ ...WEB, description: 'Shows other pages' });
  expect(text('metadata.yaml')).toContain('Shows other pages');
  expect(content()).toBe(generated);
});

test('a managed file that is no longer generated is removed, unless it was edited', async () => {
  const backend = { ...WEB, kind: 'backend-app-rds', database: { name: 'web_db', username: 'web_user' } };
  const one = repository(backend);
  await one.scaffold();
  expect(changed(await one.scaffold(WEB))).toMatchObject({ 'certs/rds-eu-west-2.pem': 'removed' });
  const other = repository(backend);
  await other.scaffold();
  writeFileSync(join(other.root, 'certs/rds-eu-west-2.pem'), 'ours');
  expect(changed(await other.scaffold(WEB))).not.toHaveProperty(['certs/rds-eu-west-2.pem']);
});

test('an application that runs an upstream image has a repository without code', async () => {
  const { files } = await repository(CACHE).scaffold();
  expect(files.map(({ path }) => path)).toEqual([
    '.editorconfig',
    '.gitattributes',
    '.github/CODEOWNERS',
    'README.md',
    'catalog-info.yaml',
    'metadata.yaml',
    '.goldenpath.json',
  ]);
});

test('a link in place of a file is refused, and nothing is written', async () => {
  const { root, scaffold } = repository();
  const elsewhere = testFolder();
  mkdirSync(root);
  symlinkSync(elsewhere, join(root, 'service'));
  await expect(scaffold()).rejects.toThrow('links are not followed');
  expect(() => readFileSync(join(root, 'app.py'))).toThrow('ENOENT');
});

test('a broken record is refused, and nothing is written', async () => {
  const { root, scaffold } = repository();
  mkdirSync(root);
  writeFileSync(join(root, '.goldenpath.json'), '{"version":2}');
  await expect(scaffold()).rejects.toThrow('.goldenpath.json is not a record of goldenpath. Restore it from Git');
  expect(() => readFileSync(join(root, 'app.py'))).toThrow('ENOENT');
});

test('a folder that is a file is refused', async () => {
  const { root, scaffold } = repository();
  writeFileSync(root, '');
  await expect(scaffold()).rejects.toThrow('is a file, not a folder.');
});

test('a folder below a file, and a link to itself, are refused', async () => {
  const { root } = repository();
  const fleet = openFleet({ cwd: writtenFleet([WEB]) });
  writeFileSync(root, '');
  const below = join(root, 'below');
  const refused = `${below} is not a folder, or is below a path that is not a folder. Nothing was written.`;
  await expect(fleet.scaffold('web', { out: below })).rejects.toThrow(refused);
  await expect(fleet.dev('web', { repo: root })).rejects.toThrow(`${root} is not a folder`);
  const loop = join(testFolder(), 'loop');
  symlinkSync('loop', loop);
  await expect(fleet.scaffold('web', { out: loop })).rejects.toThrow(`${loop} is not a folder`);
});

test('a database on its own has no repository', async () => {
  await expect(repository(LEDGER).scaffold()).rejects.toThrow('ledger has no repository');
});

test('an unknown application is an error that suggests the nearest name', async () => {
  const fleet = openFleet({ cwd: writtenFleet([WEB]) });
  await expect(fleet.scaffold('wbe')).rejects.toThrow('There is no application "wbe". Did you mean `web`?');
});

test('released image tags stay in the manifests of a repository', async () => {
  const { root, text } = repository();
  const cwd = writtenFleet([WEB]);
  const platform = readFileSync(join(cwd, 'platform.yaml'), 'utf8').replace(
    'layout: central',
    'layout: app-repositories',
  );
  writeFileSync(join(cwd, 'platform.yaml'), platform);
  const inRepository = () => openFleet({ cwd }).scaffold('web', { out: root });
  await inRepository();
  const file = 'deploy/overlays/prod/kustomization.yaml';
  writeFileSync(join(root, file), text(file).replace(/newTag: \S+/, 'newTag: prod-1a2b3c4'));
  expect(changed(await inRepository())).toEqual({});
  expect(text(file)).toContain('newTag: prod-1a2b3c4');
});
