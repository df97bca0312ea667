import { MANAGED_MARKER } from '@goldenpath/files';
import type { PublishedApp } from '@goldenpath/gitops';
import { type PublicationRequest, planPublication } from '../../src/publish/plan-publication';
import { prepareApp } from '../../src/publish/prepared-app';
import { type FakeFiles, fakeTip } from '../support/fake-tip';

const ENVIRONMENTS = ['dev', 'test', 'prod'];
const FOLDER = 'apps/web/deploy';
const overlayPath = (environment: string) => `${FOLDER}/overlays/${environment}/kustomization.yaml`;

function overlay(environment: string, tag = `${environment}-0000000`, base = 'base'): string {
  return `${MANAGED_MARKER}kind: Kustomization\nresources:\n  - ../../${base}\nimages:\n  - name: web\n    newTag: ${tag}\n`;
}

function web(base: string, more: Partial<PublishedApp> = {}): PublishedApp {
  const overlays = ENVIRONMENTS.map((name) => [overlayPath(name), overlay(name)] as const);
  return {
    name: 'web',
    folder: FOLDER,
    files: new Map([[`${FOLDER}/base/deployment.yaml`, base], ...overlays]),
    image: 'web',
    holdings: new Map([['storage-loss', ENVIRONMENTS]]),
    accept: [],
    ...more,
  };
}

function request(app: PublishedApp | undefined, scope: PublicationRequest['scope'] = {}): PublicationRequest {
  return {
    organisation: 'acme',
    layout: 'central',
    apps: app === undefined ? [] : [prepareApp(app, 'acme')],
    removed: app === undefined ? ['web'] : 'leavers',
    fleet: app === undefined ? [] : ['web'],
    environments: ENVIRONMENTS,
    accept: [{ rule: 'storage-loss', apps: ['web'], reason: 'a test' }],
    scope,
  };
}

async function publish(files: FakeFiles, asked: PublicationRequest) {
  const { plans, unreleased } = await planPublication(asked, fakeTip(files), 'the repository');
  const after: Record<string, string> = { ...files };
  for (const { writes, removals } of plans) {
    for (const path of removals) delete after[path];
    for (const [path, text] of writes) after[path] = text;
  }
  return { after, unreleased, plans };
}

/** The first release in each environment, in order. */
async function released(base: string, environments: readonly string[] = ENVIRONMENTS): Promise<FakeFiles> {
  let files: FakeFiles = (await publish({}, request(web(base)))).after;
  for (const environment of environments) {
    const scope = { only: [environment], first: { app: 'web', environment } };
    const { after } = await publish(files, request(web(base), scope));
    files = { ...after, [overlayPath(environment)]: overlay(environment, `${environment}-1a2b3c4`) };
  }
  return files;
}

const paths = (files: FakeFiles) =>
  Object.keys(files)
    .filter((path) => path.startsWith(FOLDER))
    .map((path) => path.slice(FOLDER.length + 1))
    .sort();

test('K10: what was never released is left out, and a second publication changes nothing', async () => {
  const { after, unreleased } = await publish({}, request(web('one\n')));
  expect(paths(after)).toEqual(['base/deployment.yaml']);
  expect(JSON.stringify(after)).not.toContain('0000000');
  expect(unreleased).toEqual([{ app: 'web', environments: ENVIRONMENTS }]);
  const again = await publish(after, request(web('one\n')));
  expect(again).toMatchObject({ plans: [], unreleased });
});

test('K10: the first release adds the overlay of its environment alone', async () => {
  const files = await released('one\n', ['dev']);
  expect(paths(files)).toEqual(['base/deployment.yaml', 'overlays/dev/kustomization.yaml']);
  const { after, unreleased } = await publish(files, request(web('two\n')));
  expect(paths(after)).toEqual(paths(files));
  expect(after[overlayPath('dev')]).toBe(overlay('dev', 'dev-1a2b3c4'));
  expect(unreleased).toEqual([{ app: 'web', environments: ['test', 'prod'] }]);
});

test('K10: an overlay with the placeholder, from an earlier version, is removed', async () => {
  const files = await released('one\n');
  const placeholder = { ...files, [overlayPath('prod')]: overlay('prod') };
  const { after, unreleased } = await publish(placeholder, request(web('one\n')));
  expect(paths(after)).not.toContain('overlays/prod/kustomization.yaml');
  expect(unreleased).toEqual([{ app: 'web', environments: ['prod'] }]);
});

test('K10: an application that leaves the fleet is removed', async () => {
  const { after } = await publish(await released('one\n', ['dev']), request(undefined));
  expect(after).toEqual({});
});

test('A4: a base change reaches an environment only when the environment is published', async () => {
  const files = await released('one\n');
  const dev = await publish(files, request(web('two\n'), { only: ['dev'] }));
  const version = /bases\/([0-9a-f]{12})/.exec(dev.after[overlayPath('dev')] ?? '')?.[1] ?? '';
  expect(paths(dev.after)).toEqual([
    'base/deployment.yaml',
    `bases/${version}/deployment.yaml`,
    ...['dev', 'prod', 'test'].map((name) => `overlays/${name}/kustomization.yaml`),
  ]);
  expect(dev.after[`${FOLDER}/base/deployment.yaml`]).toBe('one\n');
  expect(dev.after[`${FOLDER}/bases/${version}/deployment.yaml`]).toBe('two\n');
  expect(dev.after[overlayPath('dev')]).toBe(overlay('dev', 'dev-1a2b3c4', `bases/${version}`));
  for (const name of ['test', 'prod']) expect(dev.after[overlayPath(name)]).toBe(files[overlayPath(name)]);
  expect((await publish(dev.after, request(web('two\n'), { only: ['dev'] }))).plans).toEqual([]);

  const test = await publish(dev.after, request(web('two\n'), { only: ['test'] }));
  expect(test.after[overlayPath('test')]).toBe(overlay('test', 'test-1a2b3c4', `bases/${version}`));
  expect(test.after[overlayPath('prod')]).toBe(files[overlayPath('prod')]);

  const prod = await publish(test.after, request(web('two\n'), { only: ['prod'] }));
  expect(prod.after[`${FOLDER}/base/deployment.yaml`]).toBe('two\n');
  expect(prod.after[overlayPath('prod')]).toBe(files[overlayPath('prod')]);
});

test('A4: a publication of all environments returns to one base', async () => {
  const { after: dev } = await publish(await released('one\n'), request(web('two\n'), { only: ['dev'] }));
  const { after } = await publish(dev, request(web('two\n')));
  expect(paths(after)).toEqual(paths(await released('two\n')));
  expect(after[overlayPath('dev')]).toBe(overlay('dev', 'dev-1a2b3c4'));
});

test('A4: a version of the base stays while an overlay refers to it, and goes with the last', async () => {
  const { after: dev } = await publish(await released('one\n'), request(web('two\n'), { only: ['dev'] }));
  const { after: test } = await publish(dev, request(web('three\n'), { only: ['test'] }));
  const bases = (files: FakeFiles) => paths(files).filter((path) => path.startsWith('bases/'));
  expect(bases(test)).toHaveLength(2);
  const { after } = await publish(test, request(web('three\n'), { only: ['dev'] }));
  expect(bases(after)).toHaveLength(1);
});

test('A4: an environment that an application leaves is removed with its own publication', async () => {
  const files = await released('one\n');
  const without = web('one\n', { holdings: new Map([['storage-loss', ['test', 'prod']]]) });
  const left = { ...without, files: new Map([...without.files].filter(([path]) => path !== overlayPath('dev'))) };
  expect(paths((await publish(files, request(left, { only: ['prod'] }))).after)).toEqual(paths(files));
  const { after } = await publish(files, request(left, { only: ['dev'] }));
  expect(paths(after)).not.toContain('overlays/dev/kustomization.yaml');
  expect(paths(after)).toContain('overlays/prod/kustomization.yaml');
});

test('A4: an application that leaves the fleet is removed environment by environment', async () => {
  let files = await released('one\n');
  for (const name of ['dev', 'test']) {
    files = (await publish(files, request(undefined, { only: [name] }))).after;
    expect(paths(files)).not.toContain(`overlays/${name}/kustomization.yaml`);
    expect(paths(files)).toEqual(expect.arrayContaining(['base/deployment.yaml', 'overlays/prod/kustomization.yaml']));
  }
  expect((await publish(files, request(undefined, { only: ['prod'] }))).after).toEqual({});
});
