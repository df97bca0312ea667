import { describeShell, expectNothingRan, HOSTILE } from '@goldenpath/testing/workflow-run';
import { type Called, prepare } from './called';

describeShell('the inputs', () => {
  test('of a push to the default branch name the image and the registry', async () => {
    expect(await prepare({ latest: true })).toMatchObject({
      code: 0,
      stdout: '',
      outputs: {
        environment: 'dev',
        repository: 'orders-api',
        tag: 'dev-1a2b3c4',
        gates: 'advisory',
        push: 'true',
        latest: 'true',
      },
    });
    expect((await prepare({ environment: 'prod', repository: 'team/orders-api' })).outputs).toMatchObject({
      repository: 'team/orders-api',
      tag: 'prod-1a2b3c4',
      gates: 'blocking',
    });
  });

  test.each<[string, Called, string]>([
    ['a pull request', { event: 'pull_request', ref: 'refs/pull/7/merge', skip: true }, 'false'],
    ['a pull request that asks for a push', { event: 'pull_request', ref: 'refs/pull/7/merge' }, 'false'],
    ['another branch that asks for none', { event: 'workflow_dispatch', ref: 'refs/heads/try', skip: true }, 'false'],
    ['the default branch by hand', { event: 'workflow_dispatch' }, 'true'],
    ['its own tag', { tag: 'dev-1a2b3c4' }, 'true'],
  ])('of %s', async (_what, called, push) => {
    expect(await prepare(called)).toMatchObject({ code: 0, outputs: { push } });
  });

  test.each<[string, Called, string]>([
    ['an unknown environment', { environment: 'production' }, 'must be one of: dev, test, staging, prod.'],
    ['a push from another branch', { event: 'workflow_dispatch', ref: 'refs/heads/try' }, 'Only the default branch'],
    ['a push of a tag', { ref: 'refs/tags/main' }, 'Only the default branch'],
    ['another tag', { tag: 'v1.2.3' }, 'image_tag must be dev-1a2b3c4'],
    ['the tag of another environment', { environment: 'test', tag: 'dev-1a2b3c4' }, 'image_tag must be test-1a2b3c4'],
    ['`latest` where tags do not move', { environment: 'prod', latest: true }, 'push_latest must be false'],
    ['a repository with a tag', { repository: 'orders-api:latest' }, 'not the name of an ECR repository'],
    ...HOSTILE.map((text): [string, Called, string] => [text, { environment: text }, 'must be one of']),
    ...HOSTILE.map((text): [string, Called, string] => [text, { repository: text }, 'not the name']),
    ...HOSTILE.map((text): [string, Called, string] => [text, { tag: text }, 'image_tag must be']),
  ])('with %j are refused', async (_what, called, message) => {
    const { code, stdout, outputs } = await prepare(called);
    expect({ code, outputs }).toEqual({ code: 1, outputs: {} });
    expect(stdout.split('\n')).toEqual([expect.stringMatching(/^::error::/), '']);
    expect(stdout).toContain(message);
    expectNothingRan();
  });
});
