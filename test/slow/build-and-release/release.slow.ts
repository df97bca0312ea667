import { testFolder } from '@goldenpath/testing/folders';
import { strictProgram } from '@goldenpath/testing/strict-program';
import { describeShell, runStep } from '@goldenpath/testing/workflow-run';
import { step } from '@goldenpath/testing/workflows';
import { DIGEST, OTHER } from './called';

describeShell('release.yml', () => {
  const AWS = (there: string) =>
    strictProgram(
      { 'ecr batch-get-image': { values: ['repository-name', 'image-ids', 'query', 'output'], operands: 0 } },
      `return flags['repository-name'][0] === 'team/shop' ? ${JSON.stringify(`${there}\n`)} : refuse('RepositoryNotFound');`,
    );
  const release = (there: string) =>
    runStep(step('release.yml', 'release', 'Release'), {
      cwd: testFolder(),
      values: {
        'needs.check.outputs.app': 'shop',
        'needs.check.outputs.environment': 'dev',
        'needs.check.outputs.tag': 'dev-1a2b3c4',
        'needs.check.outputs.image-digest': DIGEST,
        'needs.check.outputs.digest': 'sha256:abc',
        'runner.temp': '/temp',
        'steps.app.outputs.token': 'ghs_SECRET',
        'github.actor': 'octocat',
        'github.actor_id': '1',
      },
      programs: {
        goldenpath: `return args[1] === 'status' ? '{"apps":[{"image":"registry.example/team/shop"}]}' : '';`,
        aws: AWS(there),
      },
    });

  test('releases the digest that was pushed', async () => {
    const { code, calls } = await release(DIGEST);
    expect(code).toBe(0);
    expect(calls.at(-1)?.args).toEqual(
      ['release', 'set', 'shop', '--env', 'dev', '--tag', 'dev-1a2b3c4', '--digest', DIGEST].concat([
        '--snapshot',
        '/temp/snapshot/fleet.snapshot',
        '--snapshot-digest',
        'sha256:abc',
      ]),
    );
  });

  test.each([OTHER, 'None'])('releases nothing where the registry has %s', async (there) => {
    const { code, calls, stderr } = await release(there);
    expect(code).toBe(1);
    expect(stderr).toContain('registry.example/team/shop:dev-1a2b3c4 is not');
    expect(calls.filter(({ args }) => args[1] === 'set')).toEqual([]);
  });
});
