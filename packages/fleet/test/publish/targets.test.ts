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

test('a database has no repository of its own, whatever the layout', () => {
  expect(targetsOf({})).toEqual([['web', 'https://github.com/acme/web.git']]);
  expect(targetsOf({ repo: '/srv/{app}.git' })).toEqual([['web', '/srv/web.git']]);
});
