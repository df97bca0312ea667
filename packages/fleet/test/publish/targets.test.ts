import { builtInRegistry } from '@goldenpath/parts';
import type { AppFacts, PlatformFacts } from '@goldenpath/model';
import type { PublishOptions } from '@goldenpath/fleet';
import { publishTargets } from '../../src/publish/targets';

const platform = {
  organisation: 'acme',
  gitops: { layout: 'app-repositories', repository: 'gitops', branch: 'main' },
} as unknown as PlatformFacts;
const context = { cwd: '/fleet', env: {} };
const web = {
  name: 'web',
  repository: { organisation: 'acme', name: 'web' },
  environments: [{ workload: {} }],
} as unknown as AppFacts;
const numbers = { name: 'numbers', environments: [{}] } as unknown as AppFacts;

const targetsOf = (flags: PublishOptions) =>
  publishTargets({ apps: [web, numbers], gone: [] }, { platform, registry: builtInRegistry }, flags, context).map(
    ({ apps, target }) => [...apps, target.url],
  );

const PLATFORM = ['https://github.com/acme/gitops.git'];

test('a database has no repository of its own, whatever the layout', () => {
  expect(targetsOf({})).toEqual([PLATFORM, ['web', 'https://github.com/acme/web.git']]);
  expect(targetsOf({ repo: '/srv/{app}.git' })).toEqual([['web', '/srv/web.git']]);
});

test('the platform is published to the central repository in both layouts, with the whole fleet', () => {
  const targetsIn = (layout: 'central' | 'app-repositories', flags: PublishOptions) =>
    publishTargets(
      { apps: [web], gone: [] },
      { platform: { ...platform, gitops: { ...platform.gitops, layout } }, registry: builtInRegistry },
      flags,
      context,
    ).flatMap((each) => (each.platform === true ? [each.target.url] : []));
  expect(targetsIn('app-repositories', {})).toEqual(PLATFORM);
  expect(targetsIn('central', {})).toEqual(PLATFORM);
  expect(targetsIn('central', { repo: '/srv/gitops.git' })).toEqual(['/srv/gitops.git']);
  expect(targetsIn('app-repositories', { repo: '/srv/{app}.git' })).toEqual([]);
  expect(targetsIn('central', { apps: ['web'] })).toEqual([]);
  expect(targetsIn('central', { environments: ['dev'] })).toEqual([]);
  expect(targetsIn('app-repositories', { environments: ['dev'] })).toEqual([]);
});
