import { testFolder } from '@goldenpath/testing/folders';
import { describeShell, runShell, runStep, takeSnapshot, type TestRepository } from '@goldenpath/testing/workflow-run';
import { step } from '@goldenpath/testing/workflows';
import { load } from 'js-yaml';
import { PLATFORM, backend, spec, fleetRepository, findRemovals, matrixIn, stacksIn } from './fleet-repository';

/** The steps of the workflows one after another, as GitHub runs them, with real Terraform in a simulated cloud. */
describeShell('a fleet from its first merge to its last', () => {
  const SIMULATED = /goldenpath (deploy|destroy|plan)/;
  const simulated = (file: string, job: string, name: string) => {
    const found = step(file, job, name);
    return { ...found, run: found.run?.replace(SIMULATED, 'goldenpath $1 --simulate') ?? '' };
  };

  /** The simulated cloud is in the output folder, so all runs share one. */
  let inTheCloud: { readonly RUNNER_TEMP: string; readonly GITHUB_TOKEN: string };
  beforeAll(() => {
    inTheCloud = { RUNNER_TEMP: testFolder(), GITHUB_TOKEN: '' };
  });

  /** The platform with two environments, because each takes seconds of Terraform. */
  function smallPlatform(): string {
    const platform = load(PLATFORM) as { readonly environments: readonly { readonly name: string }[] };
    const environments = platform.environments.filter(({ name }) => name === 'dev' || name === 'prod');
    return JSON.stringify({ ...platform, environments });
  }

  /** Runs the steps of deploy.yml, and returns the deployed stacks by target. */
  async function deploy({ folder, git: run }: TestRepository): Promise<Record<string, string[]>> {
    const { outputs } = await runStep(step('deploy.yml', 'targets', 'Find the targets'), { cwd: folder });
    const { values: taken } = await takeSnapshot(folder);
    const deployed: Record<string, string[]> = {};
    for (const target of JSON.parse(outputs['targets'] ?? '') as string[]) {
      const find = step('deploy-target.yml', 'find', 'Find what differs since the last deployment');
      const found = await runStep(find, { cwd: folder, values: { 'inputs.target': target } });
      expect({ code: found.code, stderr: found.stderr }).toEqual({ code: 0, stderr: '' });
      for (const [job, matrix] of [
        ['first', found.outputs['first']],
        ['second', found.outputs['second']],
      ] as const)
        for (const { stacks } of matrixIn(matrix).include) {
          const values = { ...taken, 'inputs.target': target, 'matrix.stacks': stacks };
          const options = { cwd: folder, values, env: inTheCloud };
          const planned = await runStep(simulated('deploy-target.yml', `plan-${job}`, 'Plan'), options);
          expect(planned).toMatchObject({ code: 0, summary: expect.stringContaining(`### Plan of ${target}\n`) });
          // Each stack of a wave has a plan: none waits for another of the same job.
          expect(planned.stdout).toContain('Saved ');
          expect(planned.stdout).not.toMatch(/wait/);
          expect(await runStep(simulated('deploy-target.yml', job, 'Deploy'), options)).toMatchObject({ code: 0 });
          deployed[target] = [...(deployed[target] ?? []), ...stacks.split(' ')];
        }
      await run('tag', '--force', `deployed/${target}`);
    }
    return deployed;
  }

  test('is deployed, changed and partly destroyed, and then the cloud agrees with the specs', async () => {
    const repository = await fleetRepository(smallPlatform());
    const { folder, commit, git: run } = repository;
    expect(await deploy(repository)).toEqual({
      'organisation-wide': ['app-orders', 'app-shop'],
      dev: ['platform-dev', 'app-orders-dev', 'app-shop-dev'],
      prod: ['platform-prod', 'app-orders-prod', 'app-shop-prod'],
    });
    expect(await deploy(repository)).toEqual({});

    const reason = 'The shop is closed, and its data is archived';
    const accept = ['secret-loss', 'database-loss', 'repository-loss', 'registry-loss'].map((rule) => ({
      rule,
      reason,
    }));
    const base = await commit({ [spec('shop')]: backend('shop', { accept }) });
    expect(
      Object.values(await deploy(repository))
        .flat()
        .filter((stack) => !stack.startsWith('app-shop')),
    ).toEqual([]);
    await run('tag', 'deployed/removals');

    await run('rm', '--quiet', '-r', 'apps/shop');
    await commit({});
    expect(await deploy(repository)).toEqual({});
    const temp = testFolder();
    const { outputs } = await findRemovals(folder, temp);
    expect(stacksIn(outputs['matrix']).sort()).toEqual(['app-shop', 'app-shop-dev', 'app-shop-prod']);
    await run('checkout', '--quiet', base);
    for (const { stacks, digest } of matrixIn(outputs['matrix']).include) {
      const destroyed = await runStep(simulated('deploy.yml', 'destroy', 'Destroy'), {
        cwd: folder,
        values: {
          'runner.temp': temp,
          'matrix.base': base,
          'matrix.digest': String(digest),
          'matrix.stacks': stacks,
          'steps.app.outputs.token': '',
        },
        env: inTheCloud,
      });
      expect({ stacks, code: destroyed.code, said: destroyed.stdout }).toMatchObject({ stacks, code: 0 });
    }
    await run('checkout', '--quiet', 'main');
    const plan = await runShell('goldenpath plan --simulate --json --out "$RUNNER_TEMP/out"', {
      cwd: folder,
      env: inTheCloud,
    });
    const report = JSON.parse(plan.stdout) as { stacks: { stack: string; status: string }[] };
    expect(report.stacks).toHaveLength(5);
    expect(report.stacks.filter(({ status }) => status !== 'unchanged')).toEqual([]);
  });
});
