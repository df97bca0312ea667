import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { builtInRegistry } from '@goldenpath/parts';
import { loadFleet } from '@goldenpath/spec';
import { openFleet } from '@goldenpath/testing/fleet';
import { render } from '@goldenpath/testing/rendered/render';
import { at, container, objectOf, podSpec } from '@goldenpath/testing/rendered/objects';
import { type SpecData, writtenFleet } from '@goldenpath/testing/written-fleet';

const APP = { kind: 'stateless-app', name: 'shop', description: 'Sells things', owner: 'app-team' };

function folderWith(spec: SpecData, beside: Readonly<Record<string, string | Buffer>> = {}): string {
  const root = writtenFleet([{ ...APP, ...spec }]);
  for (const [name, text] of Object.entries(beside)) {
    const file = join(root, 'apps/shop/files', name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return root;
}

async function objectsOf(root: string, environment = 'prod') {
  const { facts } = await openFleet(root);
  const found = facts.apps[0]?.environments.find((each) => each.environment === environment);
  if (found === undefined) throw new Error(`It does not run in ${environment}.`);
  return render(found);
}

async function complaints(root: string): Promise<string[]> {
  const files = { platformFile: join(root, 'platform.yaml'), appsFolder: join(root, 'apps'), relativeTo: root };
  const { diagnostics } = await loadFleet(files, builtInRegistry);
  return diagnostics.map(({ rule, message, remedy }) => `${rule}: ${message} ${remedy}`);
}

const dataOf = (objects: Awaited<ReturnType<typeof objectsOf>>) =>
  objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'shop-files')?.['data'];

const checksumOf = (objects: Awaited<ReturnType<typeof objectsOf>>) =>
  (at(objectOf(objects, 'Deployment'), 'spec.template.metadata.annotations') as Record<string, string>)[
    'goldenpath.io/files-checksum'
  ];

describe('a file', () => {
  const files = {
    '/etc/nginx/nginx.conf': { source: 'files/conf/nginx.conf' },
    '/etc/app/settings.json': { content: '{"path": "${HOME} $(X)"}\n' },
  };
  const beside = { 'conf/nginx.conf': 'worker_processes 2;\n' };

  test('has the text of the spec, or of a file beside it, as it is', async () => {
    expect(dataOf(await objectsOf(folderWith({ files }, beside)))).toEqual({
      'nginx.conf': 'worker_processes 2;\n',
      'settings.json': '{"path": "${HOME} $(X)"}\n',
    });
  });

  test('is mounted by itself and read-only, so that the other files of its folder stay', async () => {
    const objects = await objectsOf(folderWith({ files }, beside));
    expect(container(objects)['volumeMounts']).toEqual(
      expect.arrayContaining([
        { name: 'files', mountPath: '/etc/app/settings.json', subPath: 'settings.json', readOnly: true },
        { name: 'files', mountPath: '/etc/nginx/nginx.conf', subPath: 'nginx.conf', readOnly: true },
      ]),
    );
    expect(podSpec(objects)['volumes']).toContainEqual({ name: 'files', configMap: { name: 'shop-files' } });
  });

  test('rolls the pods when its content changes, also beside the spec', async () => {
    const before = checksumOf(await objectsOf(folderWith({ files }, beside)));
    const after = checksumOf(await objectsOf(folderWith({ files }, { 'conf/nginx.conf': 'worker_processes 4;\n' })));
    expect(before).toMatch(/^[0-9a-f]{16}$/);
    expect(after).not.toBe(before);
  });

  test('can differ in one environment', async () => {
    const overrides = { dev: { files: { '/etc/nginx/nginx.conf': { source: 'files/conf/dev.conf' } } } };
    const root = folderWith({ files, overrides }, { ...beside, 'conf/dev.conf': 'daemon off;\n' });
    expect(dataOf(await objectsOf(root, 'dev'))).toMatchObject({
      'nginx.conf': 'daemon off;\n',
      'settings.json': expect.stringContaining('path'),
    });
    expect(dataOf(await objectsOf(root))).toMatchObject({ 'nginx.conf': 'worker_processes 2;\n' });
  });

  test('can be a program', async () => {
    const program = { '/usr/local/bin/start': { content: '#!/bin/sh\n', mode: '0755' } };
    const pod = podSpec(await objectsOf(folderWith({ files: { ...files, ...program } }, beside)));
    const volumes = pod['volumes'] as object[];
    const volume = volumes.find((each) => at(each, 'name') === 'files');
    expect(at(volume, 'configMap.items')).toContainEqual({ key: 'start', path: 'start', mode: 0o755 });
    expect(at(volume, 'configMap.items')).toContainEqual({ key: 'nginx.conf', path: 'nginx.conf', mode: 0o644 });
  });

  test('has its folders in the key where two have one name', async () => {
    const same = { '/a/x.conf': { content: '1' }, '/b/x.conf': { content: '2' }, '/a_x.conf/y': { content: '3' } };
    expect(dataOf(await objectsOf(folderWith({ files: same })))).toEqual({ 'a_x.conf': '1', 'b_x.conf': '2', y: '3' });
  });
});

const AT = '/etc/app/x';

test.each([
  ['nothing to read', {}, {}, `file-without-content: The file "${AT}" has no content.`],
  ['both', { content: 'x', source: 'files/x' }, { x: 'y' }, `file-without-content: The file "${AT}" has both`],
  [
    'a missing file',
    { source: 'files/ngnix.conf' },
    { 'nginx.conf': '' },
    'file-missing: "files/ngnix.conf" is not a file beside the spec: did you mean "files/nginx.conf"?',
  ],
  [
    'a path out of the folder',
    { source: 'files/../../../platform.yaml' },
    {},
    'bad-format: `files["/etc/app/x"].source` cannot be the text "files/../../../platform.yaml".',
  ],
  [
    'an absolute path',
    { source: '/etc/passwd' },
    {},
    'bad-format: `files["/etc/app/x"].source` cannot be the text "/etc/passwd".',
  ],
  [
    'a file that is not text',
    { source: 'files/x' },
    { x: Buffer.from([0xff, 0xfe, 0]) },
    'not-utf8: apps/shop/files/x is not text in UTF-8.',
  ],
  [
    'a file that is too large',
    { source: 'files/x' },
    { x: 'x'.repeat(1024 * 1024 + 1) },
    'file-too-large: apps/shop/files/x has 1048577 bytes',
  ],
  ['a folder', { source: 'files/x' }, { 'x/y': '' }, 'file-missing: "files/x" is not a file beside the spec'],
  ['a secret in the spec', { content: 'password=hunter2hunter2' }, {}, 'secret-in-plain-text: `/etc/app/x` holds'],
  [
    'a secret in a file',
    { source: 'files/x' },
    { x: 'password=hunter2hunter2' },
    'secret-in-plain-text: `/etc/app/x` holds',
  ],
  ['a field that is misspelt', { sorce: 'x' }, {}, 'unknown-field: `sorce` is unknown here: did you mean `source`?'],
])('%s is refused once', async (_what, file, beside, complaint) => {
  const found = await complaints(folderWith({ files: { [AT]: file } }, beside as Record<string, string>));
  expect(found).toEqual([expect.stringContaining(complaint)]);
});

test.each([
  ['a file of the system', { '/proc/x': { content: '' } }, {}, '/proc is already in use in every pod.'],
  ['a file in a file', { '/a': { content: '' }, '/a/b': { content: '' } }, {}, '"/a", which "/a/b" is in, is a file.'],
  [
    'a file among secrets',
    { '/etc/tls/x': { content: '' } },
    { secrets: { KEY: { mountPath: '/etc/tls/key' } } },
    'The folder of "/etc/tls/x" contains only files of `secrets`, such as `KEY`.',
  ],
  [
    'a file on the volume',
    { '/data/x': { content: '' } },
    { kind: 'stateful-app', storage: { size: '1Gi', mountPath: '/data' } },
    '"/data/x" is on the volume at /data.',
  ],
])('%s is refused', async (_what, files, more, complaint) => {
  expect(await complaints(folderWith({ files, ...more }))).toEqual([
    expect.stringContaining(`mount-path-taken: ${complaint}`),
  ]);
});

test.each(['files/x', 'files/conf/x', 'files'])('a symbolic link is not followed: %s', async (source) => {
  const root = folderWith({ files: { [AT]: { source: source === 'files' ? 'files/x' : source } } });
  const outside = join(root, 'outside');
  mkdirSync(outside);
  writeFileSync(join(outside, 'x'), 'not of this application');
  const folder = join(root, 'apps/shop/files');
  if (source === 'files') symlinkSync(outside, folder);
  else mkdirSync(folder);
  if (source === 'files/x') symlinkSync(join(outside, 'x'), join(root, 'apps/shop/files/x'));
  if (source === 'files/conf/x') symlinkSync(outside, join(folder, 'conf'));
  expect(await complaints(root)).toEqual([expect.stringContaining('symbolic-link: ')]);
});

test('too many bytes together are refused', async () => {
  const large = { content: 'x'.repeat(600_000) };
  const root = folderWith(
    { files: { '/a/x': { source: 'files/x' }, '/b/x': { source: 'files/x' } } },
    { x: large.content },
  );
  expect(await complaints(root)).toEqual([
    expect.stringContaining('too-much-for-one-object: `files` has 1200000 bytes; a ConfigMap has at most 1048576.'),
  ]);
});

test('an accepted finding lets a text pass that only looks like a secret', async () => {
  const accept = [{ rule: 'plain-secret', reason: 'An example of the documentation' }];
  const root = folderWith({ accept, files: { [AT]: { content: 'password=hunter2hunter2' } } });
  expect(await complaints(root)).toEqual([]);
});

test('a name that Linux does not take is refused', async () => {
  const root = folderWith({ files: { [`/etc/${'é'.repeat(128)}`]: { content: 'x' } } });
  expect(await complaints(root)).toEqual([expect.stringContaining('has a name of more than 255 bytes.')]);
});
