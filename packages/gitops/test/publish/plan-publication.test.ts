import { MANAGED_MARKER } from '@goldenpath/files';
import { assertFits } from '@goldenpath/git';
import { planPublication, type PublicationRequest } from '../../src/publish/plan-publication';
import { prepareApp } from '../../src/publish/prepared-app';
import type { PublishedApp } from '@goldenpath/gitops';
import { type FakeFiles, fakeTip } from '../support/fake-tip';

const WHERE = 'the repository';

function overlay(tag: string, more = ''): string {
  return `${MANAGED_MARKER}kind: Kustomization\nimages:\n  - name: web\n    newName: registry/web\n    newTag: ${tag}\n${more}`;
}

function app(files: Readonly<Record<string, string>>, more: Partial<PublishedApp> = {}): PublishedApp {
  const name = more.name ?? 'web';
  const folder = `apps/${name}/deploy`;
  return {
    name,
    folder,
    files: new Map(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text])),
    image: 'web',
    holdings: new Map(),
    accept: [],
    ...more,
  };
}

function request(apps: readonly PublishedApp[], more: Partial<PublicationRequest> = {}): PublicationRequest {
  return {
    organisation: 'acme',
    layout: 'central',
    apps: apps.map((each) => prepareApp(each, 'acme')),
    removed: 'leavers',
    fleet: apps.map(({ name }) => name),
    environments: ['dev', 'prod'],
    accept: [],
    ...more,
  };
}

/** Returns the repository after a publication. */
async function published(files: FakeFiles, asked: PublicationRequest): Promise<Record<string, string>> {
  const tip = fakeTip(files);
  const { plans } = await planPublication(asked, tip, WHERE);
  const after = { ...files };
  for (const { writes, removals } of plans) {
    await assertFits({ writes, removals, message: '' }, tip, WHERE);
    for (const path of removals) delete after[path];
    for (const [path, text] of writes) after[path] = text;
  }
  return after;
}

const BASE = { 'base/deployment.yaml': 'one\n', 'overlays/prod/kustomization.yaml': overlay('prod-1a2b3c4') };

test('a second publication finds nothing to do and reads nothing', async () => {
  const after = await published({ 'README.md': 'theirs' }, request([app(BASE)]));
  expect(Object.keys(after)).toEqual([
    'README.md',
    'apps/web/deploy/base/deployment.yaml',
    'apps/web/deploy/overlays/prod/kustomization.yaml',
    '.goldenpath/apps/web.json',
  ]);
  const reads: string[] = [];
  expect((await planPublication(request([app(BASE)]), fakeTip(after, reads), WHERE)).plans).toEqual([]);
  expect(reads).toEqual([]);
});

test('an overlay without the entry for its image is refused with its line, and one that kustomize can read is kept', async () => {
  const first = await published({}, request([app(BASE)]));
  const kustomization = 'apps/web/deploy/overlays/prod/kustomization.yaml';
  const gone = overlay('prod-1a2b3c4').replace('- name: web', '- name: shop');
  await expect(
    planPublication(request([app(BASE)]), fakeTip({ ...first, [kustomization]: gone }), WHERE),
  ).rejects.toThrow(`${kustomization}:3: the entry for "web" in "images" is missing`);
  const capital = overlay('prod-1a2b3c4').replace('- name: web', '- Name: web');
  const {
    plans: [plan],
  } = await planPublication(request([app(BASE)]), fakeTip({ ...first, [kustomization]: capital }), WHERE);
  expect(plan?.writes.get(kustomization)).toBe(overlay('prod-1a2b3c4'));
});

test('the tag comes from the repository, also when the overlay changes, and changing it is not an edit', async () => {
  const first = await published({}, request([app(BASE)]));
  const kustomization = 'apps/web/deploy/overlays/prod/kustomization.yaml';
  const released = { ...first, [kustomization]: overlay('prod-1a2b3c4') };
  expect(await published(released, request([app(BASE)]))).toEqual(released);

  const changed = { ...BASE, 'overlays/prod/kustomization.yaml': overlay('prod-0000000', 'replicas: []\n') };
  const {
    plans: [plan],
  } = await planPublication(request([app(changed)]), fakeTip(released), WHERE);
  expect(plan?.writes.get(kustomization)).toBe(overlay('prod-1a2b3c4', 'replicas: []\n'));
  expect(plan?.edits).toEqual([]);
  expect(plan?.changes).toEqual([{ path: kustomization, place: 'prod', change: 'changed' }]);
});

test('a digest that a pipeline pinned is kept, and is not an edit', async () => {
  const first = await published({}, request([app(BASE)]));
  const kustomization = 'apps/web/deploy/overlays/prod/kustomization.yaml';
  const pinned = { ...first, [kustomization]: overlay('prod-1a2b3c4', '    digest: sha256:abc\n') };
  expect(await published(pinned, request([app(BASE)]))).toEqual(pinned);
  const gone = await planPublication(request([]), fakeTip({ ...pinned }), WHERE).catch((error: Error) => error.message);
  expect(gone).toContain('it would remove 1 of 1 application from');
  const {
    plans: [removal],
  } = await planPublication(request([], { removed: ['web'], fleet: [] }), fakeTip(pinned), WHERE);
  expect(removal?.edits).toEqual([]);
  expect(removal?.removals).toContain(kustomization);
});

test('an overlay without a clear release state stops the publication', async () => {
  const first = await published({}, request([app(BASE)]));
  const broken = { ...first, 'apps/web/deploy/overlays/prod/kustomization.yaml': '{{{' };
  const change = { ...BASE, 'overlays/prod/kustomization.yaml': overlay('prod-0000000', 'x: 1\n') };
  await expect(planPublication(request([app(change)]), fakeTip(broken), WHERE)).rejects.toThrow('this is not YAML');
});

test('an edited file is replaced and reported; a removed file is restored', async () => {
  const files = { ...BASE, 'base/service.yaml': 'service\n' };
  const first = await published({}, request([app(files)]));
  const { 'apps/web/deploy/base/service.yaml': _, ...edited } = first;
  edited['apps/web/deploy/base/deployment.yaml'] = 'edited\n';
  const {
    plans: [plan],
  } = await planPublication(request([app(files)]), fakeTip(edited), WHERE);
  expect(plan?.edits).toEqual([
    { path: 'apps/web/deploy/base/deployment.yaml', edit: 'changed', outcome: 'replaced' },
    { path: 'apps/web/deploy/base/service.yaml', edit: 'removed', outcome: 'replaced' },
  ]);
  expect(await published(edited, request([app(files)]))).toEqual(first);
});

test('files that are no longer generated are removed unless they were edited; other files are kept', async () => {
  const first = await published({}, request([app({ ...BASE, 'base/a.yaml': 'a\n', 'base/b.yaml': 'b\n' })]));
  const theirs = { 'apps/web/deploy/base/own.yaml': 'own', 'apps/web/deploy/base/b.yaml': 'edited' };
  const asked = request([app(BASE)]);
  const {
    plans: [plan],
  } = await planPublication(asked, fakeTip({ ...first, ...theirs }), WHERE);
  expect(plan?.removals).toEqual(['apps/web/deploy/base/a.yaml']);
  expect(plan?.edits).toEqual([{ path: 'apps/web/deploy/base/b.yaml', edit: 'changed', outcome: 'kept' }]);
  const after = await published({ ...first, ...theirs }, asked);
  expect(after).toMatchObject(theirs);
  expect(await published(after, asked)).toEqual(after);
  expect(await published(after, request([app({}, { name: 'other' }), app({}, {})], {}))).toEqual(theirs);
});

test('a file that goldenpath did not write is not overwritten unless it has the same text or the marker', async () => {
  const path = 'apps/web/deploy/base/deployment.yaml';
  const asked = request([app({ 'base/deployment.yaml': `${MANAGED_MARKER}new\n` })]);
  await expect(published({ [path]: 'own\n' }, asked)).rejects.toThrow(
    `${path} in ${WHERE} is a file that goldenpath did not write`,
  );
  expect(await published({ [path]: `${MANAGED_MARKER}new\n` }, asked)).toHaveProperty([path], `${MANAGED_MARKER}new\n`);
  expect(await published({ [path]: `${MANAGED_MARKER}old\n` }, asked)).toHaveProperty([path], `${MANAGED_MARKER}new\n`);
});

test('an application that left the fleet is removed, and one of another fleet is not', async () => {
  const other = app({ 'base/x.yaml': 'x\n' }, { name: 'other' });
  const both = await published({ mine: 'm' }, request([app(BASE), other]));
  const left = await published(both, request([app(BASE)]));
  expect(Object.keys(left).filter((path) => path.includes('other'))).toEqual([]);
  expect(left).toHaveProperty('mine', 'm');

  const foreign = { ...request([other]), organisation: 'else' };
  const mixed = await published(left, { ...foreign, apps: [prepareApp(other, 'else')] });
  expect(Object.keys(mixed).filter((path) => path.includes('other')).length).toBe(2);
  expect(await published(mixed, request([app(BASE)]))).toEqual(mixed);
  await expect(published(mixed, request([other]))).rejects.toThrow('published by the organisation "else"');
});

test('a fleet with less than half of the published applications is refused', async () => {
  const apps = ['a', 'b', 'c'].map((name) => app({ x: 'x' }, { name }));
  const all = await published({}, request(apps));
  await expect(published(all, request(apps.slice(0, 1)))).rejects.toThrow('it would remove 2 of 3 applications from');
  const some = await published(all, request(apps.slice(0, 2)));
  expect(Object.keys(some).some((path) => path.includes('/c/'))).toBe(false);
  const named = await published(all, request([], { removed: ['a', 'b'], fleet: ['c'] }));
  expect(Object.keys(named)).toEqual(['apps/c/deploy/x', '.goldenpath/apps/c.json']);
});

test('only the named applications are published or removed', async () => {
  const other = app({ 'base/x.yaml': 'x\n' }, { name: 'other' });
  const third = app({ 'base/x.yaml': 'x\n' }, { name: 'third' });
  const all = await published({}, request([app(BASE), other, third]));
  const changed = app({ ...BASE, 'base/deployment.yaml': 'two\n' });
  const after = await published(all, request([changed], { removed: ['other'], fleet: ['web', 'third'] }));
  expect(after['apps/web/deploy/base/deployment.yaml']).toBe('two\n');
  expect(Object.keys(after).some((path) => path.includes('other'))).toBe(false);
  expect(after).toHaveProperty(['apps/third/deploy/base/x.yaml']);
  await expect(published(all, request([], { removed: ['nobody\u001b[31m'] }))).rejects.toThrow(
    'There is no application "nobody"',
  );
});

describe('a data loss', () => {
  const holdings = new Map([
    ['storage-loss', ['dev', 'prod']],
    ['database-loss', ['prod']],
  ]);
  const keeper = app(BASE, { name: 'web', holdings });

  test('is refused without an acceptance', async () => {
    const first = await published({}, request([keeper, app({ x: 'x' }, { name: 'other' })]));
    const asked = request([app({ x: 'x' }, { name: 'other' })]);
    await expect(published(first, asked)).rejects.toThrow(
      'this would delete the storage of web in dev, the storage of web in prod and the database of web in prod',
    );
    await expect(published(first, asked)).rejects.toThrow(
      '  - rule: storage-loss\n    apps: [web]\n    environments: [dev, prod]\n    reason:',
    );
    const less = request([app(BASE, { holdings: new Map([...holdings, ['storage-loss', ['prod']]]) })]);
    await expect(published(first, less)).rejects.toThrow('the storage of web in dev.');
  });

  test('is allowed with an acceptance in the platform file, or in the last published spec', async () => {
    const other = app({ x: 'x' }, { name: 'other' });
    const first = await published({}, request([keeper, other]));
    const accept = (['storage-loss', 'database-loss'] as const).map((rule) => ({
      rule,
      apps: ['web'],
      reason: 'we moved away',
    }));
    expect(Object.keys(await published(first, request([other], { accept }))).join()).not.toContain('web');
    await expect(published(first, request([other], { accept: accept.slice(1) }))).rejects.toThrow('the storage of web');

    const said = await published({}, request([{ ...keeper, accept }, other]));
    expect(Object.keys(await published(said, request([other]))).join()).not.toContain('web');
  });
});

test('of a part of an extension is recorded in the list, by its rule', async () => {
  const accept = [{ rule: 'queue-loss', apps: ['web'], environments: ['dev'], reason: 'it is drained' }];
  const queues = app(BASE, { holdings: new Map([['queue-loss', ['dev', 'prod']]]), accept });
  const first = await published({}, request([queues]));
  expect(JSON.parse(first['.goldenpath/apps/web.json'] ?? '')).toMatchObject({
    holdings: { 'queue-loss': ['dev', 'prod'] },
    accept: [{ rule: 'queue-loss', environments: ['dev'], reason: 'it is drained' }],
  });
  await expect(published(first, request([app(BASE)]))).rejects.toThrow('this would delete the queue of web in prod.');
});

describe('hostile content in the repository', () => {
  const list = (value: unknown) => ({ '.goldenpath/apps/gone.json': JSON.stringify(value) });
  const good = { version: 1, application: 'gone', organisation: 'acme', folder: 'apps/gone/deploy', files: {} };

  test.each([
    ['no JSON', { '.goldenpath/apps/gone.json': '{' }, 'it is not JSON'],
    ['no map', list([]), 'a map is missing'],
    ['another version', list({ ...good, version: 2 }), 'another version'],
    ['another application', list({ ...good, application: 'web' }), 'another application'],
    ['another folder', list({ ...good, folder: 'apps/web/deploy' }), 'a folder of another application'],
    ['a path upwards', list({ ...good, files: { 'apps/gone/deploy/../../../x': 'd' } }), 'outside of its folder'],
    ['a path elsewhere', list({ ...good, files: { '.github/workflows/x.yml': 'd' } }), 'outside of its folder'],
    ['a line end', list({ ...good, files: { 'apps/gone/deploy/a\nb': 'd' } }), 'outside of its folder'],
    [
      'a wrong word',
      list({ ...good, accept: [{ rule: 'secret-loss', reason: 'because of it' }] }),
      'an unsupported rule',
    ],
    ['no digests', list({ ...good, files: { 'apps/gone/deploy/a': 1 } }), 'a text is missing'],
    [
      'thousands of files',
      list({ ...good, files: Object.fromEntries([...Array(6000).keys()].map((n) => [`apps/gone/deploy/${n}`, 'd'])) }),
      'more than 5000 files',
    ],
  ])('%s in a list is one clear error', async (_name, files, message) => {
    const asked = request([app(BASE)]);
    await expect(planPublication(asked, fakeTip(files as FakeFiles), WHERE)).rejects.toThrow(message);
  });

  test('nothing is written through a link, over a folder, or next to a name that differs in case', async () => {
    const asked = request([app(BASE)]);
    const path = 'apps/web/deploy/base/deployment.yaml';
    await expect(published({ 'apps/web': '120000:../elsewhere' }, asked)).rejects.toThrow('is a symbolic link');
    await expect(published({ apps: '160000:x' }, asked)).rejects.toThrow('is a submodule');
    await expect(published({ [path]: '120000:x' }, asked)).rejects.toThrow('is a symbolic link');
    await expect(published({ [`${path}/x`]: 'x' }, asked)).rejects.toThrow(
      'is a folder, but a file must be written there',
    );
    await expect(published({ 'apps/web': 'x' }, asked)).rejects.toThrow(
      'is a file, but a folder must be created there',
    );
    await expect(published({ 'Apps/x': 'x' }, asked)).rejects.toThrow('differ only in upper and lower case');
    await expect(published({ '.goldenpath/apps': '120000:x' }, asked)).rejects.toThrow('is a symbolic link');
  });

  test('an application whose file was replaced by a link is not removed through it', async () => {
    const first = await published({}, request([app(BASE), app({ x: 'x' }, { name: 'other' })]));
    const linked = { ...first, 'apps/other/deploy/x': '120000:../../../README.md' };
    const after = await published(linked, request([app(BASE)]));
    expect(after).toHaveProperty(['apps/other/deploy/x'], '120000:../../../README.md');
  });
});
