import { builtInRegistry } from '@goldenpath/parts';
import { gitopsRepository } from '@goldenpath/model';

const central = { layout: 'central', repository: 'gitops', branch: 'main' } as const;
const own = { ...central, layout: 'app-repositories', branch: 'live' } as const;
const bare = { name: 'orders-api' };
const app = { ...bare, repository: { organisation: 'acme', name: 'orders-api' } };

test('a central repository is the same for every application', () => {
  const expected = { url: 'https://github.com/acme/gitops.git', branch: 'main' };
  expect(gitopsRepository({ organisation: 'acme', gitops: central }, bare, builtInRegistry)).toEqual(expected);
  expect(gitopsRepository({ organisation: 'acme', gitops: central }, app, builtInRegistry)).toEqual(expected);
});

test('an application with its own repository has its manifests there', () => {
  expect(gitopsRepository({ organisation: 'acme', gitops: own }, app, builtInRegistry)).toEqual({
    url: 'https://github.com/acme/orders-api.git',
    branch: 'live',
  });
  expect(gitopsRepository({ organisation: 'acme', gitops: own }, bare, builtInRegistry)).toBeUndefined();
});
