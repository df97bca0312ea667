import * as fs from 'node:fs';
import * as path from 'node:path';
import { openFleet, type WrittenSnapshot } from '@goldenpath/fleet';
import { type FleetFolder, fleetFolder, fleetFolderWithExtension } from '@goldenpath/testing/fleet-folder';
import { testFolder } from '@goldenpath/testing/folders';
import { git } from '@goldenpath/testing/workflow-run';

const EXTENSION = `
import { defineKind, definePart } from '@goldenpath/extension';
export const parts = [definePart({ name: 'runner', description: 'A runner.',
  fields: { properties: { queue: { type: 'string', description: 'A queue.' } } },
  image: ({ queue }) => ({ source: 'built', placeholder: 'runner', url: 'registry.example/' + queue, initialTag: 'none' }) })];
export const kinds = [defineKind({ name: 'queue-runner', description: 'A runner.', parts: ['runner'] })];
`;

let folder: FleetFolder;
let elsewhere: string;
let file: string;
beforeEach(() => {
  folder = fleetFolder();
  elsewhere = testFolder();
  file = path.join(elsewhere, 'fleet.snapshot');
});
afterEach(() => folder.remove());

const write = (): Promise<WrittenSnapshot> => openFleet({ cwd: folder.root }).snapshot({ out: file });
/** In a folder that has no fleet. */
const open = (digest?: string) =>
  openFleet({ cwd: elsewhere, env: process.env, snapshot: { file, ...(digest !== undefined && { digest }) } });
const status = (digest?: string) => open(digest).release.status({ repo: path.join(elsewhere, 'bare'), app: 'orders' });

async function emptyRepository(): Promise<string> {
  const bare = path.join(elsewhere, 'bare');
  await git(elsewhere, ['init', '--quiet', '--bare', '--initial-branch=main', bare]);
  return bare;
}

const author = {
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.test',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.test',
};
const publish = async () => {
  const fleet = openFleet({ cwd: elsewhere, env: { ...process.env, ...author }, snapshot: { file } });
  return fleet.publish({ repo: await emptyRepository() });
};

test('the same fleet gives the same bytes, and their digest', async () => {
  const first = await write();
  const bytes = fs.readFileSync(file);
  expect(first).toMatchObject({ file, bytes: bytes.length, apps: 1, stacks: 5 });
  expect(first.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  await openFleet({ cwd: folder.root }).synth();
  expect((await write()).digest).toBe(first.digest);
  expect(fs.readFileSync(file).equals(bytes)).toBe(true);
});

test('a snapshot is published as the manifests that synth writes', async () => {
  await write();
  await publish();
  const fleet = openFleet({ cwd: folder.root, env: { ...process.env, ...author } });
  await fleet.synth();
  const [again] = await fleet.publish({ repo: path.join(elsewhere, 'bare') });
  expect(again).toMatchObject({ publication: { message: undefined } });
});

test('no code of the fleet is run: neither specs nor extensions', async () => {
  folder.remove();
  folder = fleetFolderWithExtension(EXTENSION);
  const runner = `export default { kind: 'queue-runner', name: 'mails', description: 'x', owner: 'app-team', queue: 'q' };\n`;
  fs.mkdirSync(path.join(folder.root, 'apps/mails'));
  fs.writeFileSync(path.join(folder.root, 'apps/mails/app.ts'), runner);
  await write();
  for (const code of ['apps/mails/app.ts', 'queue/index.ts'])
    fs.writeFileSync(path.join(folder.root, code), `throw new Error('run');\n`);
  const here = openFleet({ cwd: folder.root, env: { ...process.env, ...author }, snapshot: { file } });
  const repo = await emptyRepository();
  await here.publish({ repo });
  const [released] = await here.release.status({ repo, app: 'orders' });
  expect(released?.environments.map(({ overlay }) => overlay.environment)).toEqual(['dev', 'prod']);
  // What the code of the extension answered is in the snapshot.
  const all = await here.release.status({ repo });
  expect(all.map(({ app, environments: [first] }) => [app, first?.overlay.url])).toContainEqual([
    'mails',
    'registry.example/q',
  ]);
  await expect(openFleet({ cwd: folder.root }).validate()).rejects.toThrow('in the fleet');
});

test.each([
  ['validate', (fleet: ReturnType<typeof open>) => fleet.validate()],
  ['synth', (fleet: ReturnType<typeof open>) => fleet.synth()],
  ['list', (fleet: ReturnType<typeof open>) => fleet.list()],
  ['explain', (fleet: ReturnType<typeof open>) => fleet.explain('orders')],
  ['affected', (fleet: ReturnType<typeof open>) => fleet.affected()],
  ['codeOwners', (fleet: ReturnType<typeof open>) => fleet.codeOwners()],
  ['snapshot', (fleet: ReturnType<typeof open>) => fleet.snapshot({ out: 'other' })],
])('%s needs the specs, and refuses a snapshot', async (_name, run) => {
  await write();
  const beside = openFleet({ cwd: folder.root, snapshot: { file } });
  await expect(run(beside)).rejects.toThrow('This operation needs the specs, and a snapshot has none.');
});

test('a different digest and a missing one are refused', async () => {
  const { digest } = await write();
  const other = `sha256:${'0'.repeat(64)}`;
  await expect(status(other)).rejects.toThrow(`its digest is ${digest}, not ${other}`);
  await expect(status('')).rejects.toThrow('`--snapshot-digest` is empty.');
  await expect(status('sha1:abc')).rejects.toThrow('`--snapshot-digest` is not a digest.');
});

test('a link is not followed, and a missing file is named in the error', async () => {
  await write();
  fs.renameSync(file, `${file}.real`);
  await expect(status()).rejects.toThrow(`Cannot read the snapshot ${file}: ENOENT.`);
  fs.symlinkSync(`${file}.real`, file);
  await expect(status()).rejects.toThrow(`${file} is not a regular file.`);
});

/** A line of a snapshot: the head, or a unit. */
interface Line {
  format?: string;
  version?: number;
  tree?: string;
  facts?: { apps: { name: string; manifestsPath: string }[]; platform: { gitops: Record<string, string> } } | never[];
  files: { path: string; content: unknown }[];
}

/** What {@link change} edits. */
class Lines {
  constructor(readonly all: (Line | null)[]) {}

  get head(): Line {
    return this.all[0] as Line;
  }

  get facts() {
    return this.head.facts as Exclude<Line['facts'], undefined | never[]>;
  }

  get app() {
    return this.facts.apps[0] as { name: string; manifestsPath: string };
  }

  file(tree: string) {
    return this.all.find((line) => line?.tree === tree)?.files[0] as { path: string; content: unknown };
  }
}

/** Changes the lines of the snapshot. */
async function change(edit: (lines: Lines) => void): Promise<void> {
  await write();
  const lines = fs
    .readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  edit(new Lines(lines));
  fs.writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

test.each<[string, (lines: Lines) => void, string]>([
  ['a path above the tree', (lines) => (lines.file('stacks').path = '../x.tf.json'), 'line'],
  ['a hidden file', (lines) => (lines.file('stacks').path = 'stacks/app-x/.terraform.lock.hcl'), 'line'],
  ['another file of Terraform', (lines) => (lines.file('stacks').path = 'stacks/app-x/x.tf'), 'line'],
  ['a manifest in .git', (lines) => (lines.file('manifests').path = '.git/config'), 'line'],
  ['a manifest of a workflow', (lines) => (lines.file('manifests').path = '.github/a.yml'), 'line'],
  ['a unit without a tree', (lines) => delete lines.all[1]?.tree, 'line 2 is not a unit'],
  ['a unit that is null', (lines) => (lines.all[1] = null), 'line 2 is not a unit'],
  ['content that is not text', (lines) => (lines.file('stacks').content = {}), 'is not a unit of manifests or stacks'],
  ['a missing unit', (lines) => lines.all.pop(), 'it is not complete'],
  ['another version', (lines) => (lines.head.version = 2), 'has version 2 of the snapshot format'],
  ['another file', (lines) => delete lines.head.format, 'is not a snapshot'],
  ['no facts', (lines) => delete lines.head.facts, 'it has no facts'],
  ['facts of another shape', (lines) => (lines.head.facts = []), 'its field `facts` is not valid'],
  ['an application with a path', (lines) => (lines.app.name = '../x'), 'its field `apps."../x"`'],
  ['manifests elsewhere', (lines) => (lines.app.manifestsPath = '.github/x'), 'its field `apps."orders"`'],
  ['a branch like a flag', (lines) => (lines.facts.platform.gitops['branch'] = '-x'), 'platform.gitops.branch'],
  ['a repository with a path', (lines) => (lines.facts.platform.gitops['repository'] = 'a/../b'), 'gitops.repository'],
])('%s is refused', async (_what, edit, message) => {
  await change(edit);
  await expect(status()).rejects.toThrow(message);
});

test('a stack that runs a program is refused before anything is written', async () => {
  await change((lines) => {
    const stack = lines.file('stacks');
    const content = JSON.parse(stack.content as string) as Record<string, unknown>;
    stack.content = JSON.stringify({ ...content, module: { m: { source: './m' } } });
  });
  const out = path.join(elsewhere, 'out');
  await expect(open().plan({ simulate: true, out })).rejects.toThrow('it has the block `module`');
  expect(fs.existsSync(out)).toBe(false);
});

test('a Terraform file next to a stack of the snapshot is refused', async () => {
  await write();
  const out = path.join(elsewhere, 'out');
  fs.mkdirSync(path.join(out, 'cdktf.out/stacks/app-orders'), { recursive: true });
  fs.writeFileSync(path.join(out, 'cdktf.out/stacks/app-orders/more.tf'), '');
  await expect(open().plan({ simulate: true, out })).rejects.toThrow('more.tf is not from the snapshot');
});

test('a snapshot and a folder cannot both be given to publish', async () => {
  await write();
  await expect(open().publish({ out: 'dist' })).rejects.toThrow('`--snapshot` and `--out` both say');
});
