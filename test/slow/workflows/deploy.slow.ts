import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import {
  describeShell,
  expectNothingRan,
  git,
  runStep,
  takeSnapshot,
  type TestRepository,
} from '@goldenpath/testing/workflow-run';
import { step } from '@goldenpath/testing/workflows';
import { backend, spec, fleetRepository, findRemovals, matrixIn, stacksIn } from './fleet-repository';

describeShell('deploy.yml', () => {
  const find = step('deploy-target.yml', 'find', 'Find what differs since the last deployment');
  const at = (folder: string, target: string) => runStep(find, { cwd: folder, values: { 'inputs.target': target } });
  const tag = (repository: TestRepository, target: string, commit = 'HEAD') =>
    repository.git('tag', '--force', `deployed/${target}`, commit);

  test('lists the targets in the order of the platform, stacks without an environment first', async () => {
    const { folder } = await fleetRepository();
    const { outputs } = await runStep(step('deploy.yml', 'targets', 'Find the targets'), { cwd: folder });
    expect(outputs).toEqual({ targets: '["organisation-wide","dev","test","staging","prod"]' });
  });

  test('deploys everything at first, the platform before the rest; then the differences; then nothing', async () => {
    const repository = await fleetRepository();
    const { folder, commit } = repository;
    expect(stacksIn((await at(folder, 'organisation-wide')).outputs['first'])).toEqual(['app-orders', 'app-shop']);
    await tag(repository, 'organisation-wide');
    const first = await at(folder, 'dev');
    expect(first.outputs['work']).toBe('stacks');
    expect(stacksIn(first.outputs['first'])).toEqual(['platform-dev']);
    expect(stacksIn(first.outputs['second'])).toEqual(['app-orders-dev', 'app-shop-dev']);
    await tag(repository, 'dev');
    expect((await at(folder, 'dev')).outputs).toMatchObject({ work: 'nothing', first: '{"include":[]}' });

    // Two merges, of which the first was never deployed.
    await commit({
      [spec('orders')]: backend('orders', { overrides: { dev: { database: { instance: 'dedicated' } } } }),
    });
    await commit({ 'README.md': 'Later' });
    await tag(repository, 'organisation-wide');
    const later = await at(folder, 'dev');
    expect(later.outputs['work']).toBe('stacks');
    expect(stacksIn(later.outputs['first'])).toEqual(['app-orders-dev']);
    expect(later.outputs['second']).toBe('{"include":[]}');
  });

  test('A1: a job of a target has stacks of one account, so that it can start with one role', async () => {
    const example = join(ROOT, 'examples/acme');
    const repository = await fleetRepository(readFileSync(join(example, 'platform.yaml'), 'utf8'));
    await repository.git('rm', '--quiet', '-r', 'apps');
    cpSync(join(example, 'apps'), join(repository.folder, 'apps'), { recursive: true });
    const { folder } = repository;
    await repository.commit({});
    const { outputs } = await runStep(step('deploy.yml', 'targets', 'Find the targets'), { cwd: folder });
    const accounts = new Set<unknown>();
    for (const target of JSON.parse(outputs['targets'] ?? '[]') as string[]) {
      const found = await at(folder, target);
      const shards = [found.outputs['first'], found.outputs['second']].flatMap((text) => matrixIn(text).include);
      expect([target, shards.length > 0]).toEqual([target, true]);
      const of = new Set(shards.map(({ account, region }) => `${String(account)} ${String(region)}`));
      expect([target, [...of]]).toEqual([target, [expect.stringMatching(/^[0-9]{12} [a-z]+-[a-z]+-[0-9]$/)]]);
      for (const each of of) accounts.add(each);
      await tag(repository, target);
    }
    expect(accounts.size).toBeGreaterThan(2);
  });

  test('asks for an approval if only manifests differ, and not in an environment without a difference', async () => {
    const repository = await fleetRepository();
    for (const target of ['organisation-wide', 'dev', 'test', 'staging', 'prod']) await tag(repository, target);
    await repository.commit({ [spec('shop')]: backend('shop', { overrides: { prod: { replicas: 3 } } }) });
    for (const target of ['organisation-wide', 'dev', 'test', 'staging']) {
      expect([target, (await at(repository.folder, target)).outputs['work']]).toEqual([target, 'nothing']);
      await tag(repository, target);
    }
    expect((await at(repository.folder, 'prod')).outputs['work']).toBe('manifests');
  });

  test('never goes back, never past an environment that comes first, and not from a commit that history lost', async () => {
    const repository = await fleetRepository();
    const { folder, commit, git: run } = repository;
    const before = await at(folder, 'dev');
    expect(before).toMatchObject({ code: 1 });
    expect(before.stderr).toContain('organisation-wide comes before dev');

    const later = await commit({ 'README.md': 'Later' });
    await tag(repository, 'organisation-wide', later);
    await tag(repository, 'dev', later);
    await run('checkout', '--quiet', 'HEAD^');
    expect((await at(folder, 'dev')).outputs['work']).toBe('superseded');

    await run('checkout', '--quiet', '-B', 'main', 'HEAD');
    await commit({ 'README.md': 'Another history' });
    await tag(repository, 'organisation-wide');
    const lost = await at(folder, 'dev');
    expect(lost).toMatchObject({ code: 1, outputs: {} });
    expect(lost.stderr).toContain('is not an ancestor of');
    // A target is a name, whatever it is.
    const odd = await at(folder, '$(touch owned)');
    expect(odd.code).toBe(1);
    expectNothingRan(folder);
  });

  /** A step that runs Terraform, in the simulated cloud. */
  const simulated = (file: string, job: string, name: string) => {
    const found = step(file, job, name);
    return { ...found, run: found.run?.replace(/goldenpath (plan|deploy|destroy)/, 'goldenpath $1 --simulate') ?? '' };
  };

  test('plans a shard, shows the plan before the approval, and deploys exactly that', async () => {
    const { folder } = await fleetRepository();
    const taken = await takeSnapshot(folder);
    const env = { ...taken.env, GITHUB_TOKEN: '' };
    const run = (job: string, name: string, given: Readonly<Record<string, string>> = {}) => {
      const stacks = job.endsWith('first') ? 'platform-dev' : 'app-shop-dev';
      const values = { ...taken.values, 'inputs.target': 'dev', 'matrix.stacks': stacks, ...given };
      return runStep(simulated('deploy-target.yml', job, name), { cwd: folder, values, env });
    };
    const key = { 'secrets.PLAN_KEY': 'a passphrase that is long enough' };
    for (const job of ['first', 'second']) {
      const planned = await run(`plan-${job}`, 'Plan', key);
      expect({ code: planned.code, stderr: planned.stderr }).toEqual({ code: 0, stderr: '' });
      expect(planned.stdout).toContain('Saved 1 plan');
      expect(planned.summary).toMatch(/^### Plan of dev\n\n( {4}.*\n)+$/);
      expect(planned.summary).toContain('    + create ');
      const { code, stdout } = await run(job, 'Deploy', key);
      expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('1 stack to deploy: 1 done') });
    }
    // The same plans once more: the state is another now. Nothing is planned anew in their place.
    const again = await run('second', 'Deploy', key);
    expect(again.code).toBe(1);
    expect(again.stderr).toContain('the state of `app-shop-dev` changed since then. Nothing was applied.');
    expect(again.stdout).toBe(
      '::error::Choose "Re-run all jobs", which plans again. "Re-run failed jobs" uses the same plans, and they are refused if anything was applied since.\n',
    );
    const unread = await run('second', 'Deploy');
    expect(unread).toMatchObject({ code: 1, stderr: expect.stringContaining('Set GOLDENPATH_PLAN_KEY') });
    const open = await run('plan-first', 'Plan', { 'github.event.repository.visibility': 'public' });
    expect(open).toMatchObject({ code: 1, stdout: expect.stringContaining('Set the secret PLAN_KEY'), summary: '' });
    const failed = await run('plan-first', 'Plan', { 'matrix.stacks': 'no-such-stack' });
    expect(failed).toMatchObject({ code: 1, summary: '### Plan of dev\n\n' });
    const destroy = simulated('deploy.yml', 'destroy', 'Destroy');
    // A secret is in it, which no spec accepts the loss of.
    const values = { ...taken.values, 'matrix.stacks': 'app-shop-dev' };
    const { code, stdout } = await runStep(destroy, { cwd: folder, values, env });
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining('protected') });
  });

  test('records that a deployment begins, once', async () => {
    const begin = step('deploy-target.yml', 'begin', 'Record that the deployment of this commit begins');
    const options = {
      cwd: testFolder(),
      values: { 'inputs.target': 'prod', 'steps.app.outputs.token || github.token': 'x' },
    };
    const run = (gh: string) => runStep(begin, { ...options, env: { GITHUB_SHA: 'c0ffee' }, programs: { gh } });
    const made = await run("return args.includes('POST') ? '' : { code: 1 };");
    expect(made.code).toBe(0);
    expect(made.calls.at(-1)?.args.slice(-3)).toEqual(['ref=refs/tags/deploying/prod/c0ffee', '-f', 'sha=c0ffee']);
    expect((await run('')).calls).toHaveLength(1);
    expect((await run('return { code: 1 };')).code).toBe(1);
  });

  test.each([
    ['deploy-target.yml', 'record prod', 'Record that this commit is deployed', 'tags/deployed/prod'],
    ['deploy.yml', 'record', 'Record that what left is destroyed', 'tags/deployed/removals'],
  ])('%s: %s makes the tag, or moves it forward', async (file, _job, name, ref) => {
    const cwd = testFolder();
    const options = {
      cwd,
      values: {
        'inputs.target': 'prod',
        'steps.app.outputs.token || github.token': 'x',
        'needs.removals.outputs.begun': '',
      },
      env: { GITHUB_SHA: 'c0ffee' },
    };
    const made = await runStep(step(file, 'record', name), {
      ...options,
      programs: { gh: "return args.includes('POST') ? '' : { code: 1 };" },
    });
    expect(made.code).toBe(0);
    expect(made.calls.at(-1)?.args.slice(2)).toEqual([
      '--method',
      'POST',
      'repos/acme/fleet/git/refs',
      '-f',
      `ref=refs/${ref}`,
      '-f',
      'sha=c0ffee',
    ]);
    const moved = await runStep(step(file, 'record', name), { ...options, programs: { gh: '' } });
    expect(moved.calls.at(-1)?.args.slice(2)).toEqual([
      '--method',
      'PATCH',
      `repos/acme/fleet/git/refs/${ref}`,
      '-f',
      'sha=c0ffee',
      '-F',
      'force=false',
    ]);
  });

  const removals = (folder: string) => findRemovals(folder, testFolder());
  const digest = expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string;

  test('destroys stacks that left the fleet, with the files of the commit that had them', async () => {
    const repository = await fleetRepository();
    const { folder, commit, git: run } = repository;
    expect((await removals(folder)).outputs).toEqual({
      later: 'false',
      any: 'false',
      matrix: '{"include":[]}',
      begun: '',
    });
    await tag(repository, 'removals');
    expect((await removals(folder)).outputs).toEqual({
      later: 'false',
      any: 'false',
      matrix: '{"include":[]}',
      begun: '',
    });
    const base = (await run('rev-parse', 'HEAD')).trim();
    await run('rm', '--quiet', '-r', 'apps/shop');
    await commit({ [spec('orders')]: backend('orders', { environments: ['dev', 'prod'] }) });
    const { outputs } = await removals(folder);
    expect(outputs['any']).toBe('true');
    expect(matrixIn(outputs['matrix']).include).toEqual([
      { environment: 'dev', base, digest, stacks: 'app-shop-dev' },
      { environment: 'organisation-wide', base, digest, stacks: 'app-shop' },
      { environment: 'prod', base, digest, stacks: 'app-shop-prod' },
      { environment: 'staging', base, digest, stacks: 'app-orders-staging app-shop-staging' },
      { environment: 'test', base, digest, stacks: 'app-orders-test app-shop-test' },
    ]);
  });

  test('a stack that reached some targets and left before the others is destroyed there', async () => {
    const repository = await fleetRepository();
    const { folder, commit, git: run } = repository;
    await tag(repository, 'removals');
    const stateless = { kind: 'stateless-app', description: 'An app', owner: 'app-team', image: 'redis:7.4' };
    const began = async (target: string) => {
      const head = (await run('rev-parse', 'HEAD')).trim();
      await run('tag', `deploying/${target}/${head}`);
      return head;
    };
    await commit({ [spec('tmp')]: backend('tmp') });
    for (const target of ['organisation-wide', 'dev']) await began(target);
    // In test the deployment of the next commit fails halfway; staging and prod never see the application.
    await commit({
      [spec('tmp')]: backend('tmp', { replicas: 2 }),
      [spec('web')]: JSON.stringify({ ...stateless, name: 'web' }),
    });
    const second = await began('dev');
    await began('test');
    await run('rm', '--quiet', '-r', 'apps/tmp');
    await commit({});
    await began('dev');
    const { outputs } = await removals(folder);
    const [wide, dev, inTest, ...others] = matrixIn(outputs['matrix']).include;
    expect(others).toEqual([]);
    expect(wide).toEqual({
      environment: 'organisation-wide',
      base: expect.not.stringMatching(second),
      digest,
      stacks: 'app-tmp',
    });
    expect(dev).toEqual({ environment: 'dev', base: second, digest, stacks: 'app-tmp-dev' });
    expect(inTest).toEqual({ environment: 'test', base: second, digest, stacks: 'app-tmp-test' });
    expect(outputs['begun']?.split(' ')).toHaveLength(5);
  });

  test("the stacks of a renamed application's old name are destroyed in every target that has them", async () => {
    const repository = await fleetRepository();
    const { folder, commit, git: run } = repository;
    const first = (await run('rev-parse', 'HEAD')).trim();
    await run('tag', `deploying/dev/${first}`);
    await run('rm', '--quiet', '-r', 'apps/shop');
    await commit({ [spec('store')]: backend('store') });
    expect(matrixIn((await removals(folder)).outputs['matrix']).include).toEqual([
      { environment: 'dev', base: first, digest, stacks: 'app-shop-dev' },
    ]);
  });

  test('a late run leaves the removals of later commits to their own run', async () => {
    const repository = await fleetRepository();
    const { folder, commit, git: run } = repository;
    const later = await commit({ [spec('tmp')]: backend('tmp') });
    await run('tag', `deploying/dev/${later}`);
    await run('checkout', '--quiet', 'HEAD^');
    expect((await removals(folder)).outputs).toEqual({
      later: 'true',
      any: 'false',
      matrix: '{"include":[]}',
      begun: '',
    });
    // The later run may also have done all removals already.
    await run('tag', '--delete', `deploying/dev/${later}`);
    await run('tag', 'deployed/removals', later);
    expect((await removals(folder)).outputs).toMatchObject({ later: 'true', any: 'false' });
    await run('tag', '--delete', 'deployed/removals');
    await run('tag', `deploying/dev/${later}`, later);
    await run('checkout', '--quiet', '-b', 'other', 'HEAD');
    await commit({ 'README.md': 'Another history' });
    expect(await removals(folder)).toMatchObject({ code: 1, stderr: expect.stringContaining('not in the history') });
  });

  test.each([
    ['ahead', 1],
    ['behind', 0],
  ])('destroys nothing in a target where a commit that is %s is deployed', async (status, expected) => {
    const { code, stdout, stderr } = await runStep(
      step('deploy.yml', 'destroy', 'Stop if a later commit is deployed here'),
      {
        cwd: testFolder(),
        values: { 'github.token': 'x', 'matrix.environment': 'dev' },
        env: { GITHUB_SHA: 'c0ffee' },
        programs: {
          gh: `return args.some((arg) => arg.includes('/compare/c0ffee...beef')) ? '${status}\\n'
          : args.some((arg) => arg.includes('tags/deploying/dev/')) ? 'refs/tags/deploying/dev/c0ffee\\nrefs/tags/deploying/dev/beef\\n' : '';`,
        },
      },
    );
    expect([code, stderr]).toEqual([expected, '']);
    expect(stdout).toBe(
      expected === 0
        ? ''
        : '::error::beef is later and is deployed to dev. Its run destroys the stacks that left the fleet.\n',
    );
  });

  test('destroyed stacks are no longer compared', async () => {
    const { calls, code } = await runStep(step('deploy.yml', 'record', 'Record that what left is destroyed'), {
      cwd: testFolder(),
      values: {
        'steps.app.outputs.token || github.token': 'x',
        'needs.removals.outputs.begun': 'deploying/dev/c0 deploying/test/c0',
      },
      env: { GITHUB_SHA: 'c0ffee' },
      programs: { gh: '' },
    });
    expect(code).toBe(0);
    expect(calls.slice(2).map(({ args }) => args.slice(-1))).toEqual([
      ['repos/acme/fleet/git/refs/tags/deploying/dev/c0'],
      ['repos/acme/fleet/git/refs/tags/deploying/test/c0'],
    ]);
  });

  test('publishes the manifests to the GitOps repository', async () => {
    const { folder } = await fleetRepository();
    const bare = testFolder();
    await git(bare, ['init', '--quiet', '--bare', '--initial-branch=main']);
    const config = testFolder({
      config: `[url "${bare}"]\n  insteadOf = https://github.com/goldenpath-idp/gitops.git\n`,
    });
    const publish = step('deploy-target.yml', 'publish', 'Publish');
    const { values } = await takeSnapshot(folder);
    const options = {
      cwd: folder,
      values: { ...values, 'inputs.target': 'dev' },
      env: { GIT_CONFIG_GLOBAL: join(config, 'config') },
    };
    const published = await runStep(publish, options);
    expect(published).toMatchObject({ code: 0 });
    expect(published.stdout + published.stderr).not.toContain('ghs_SECRET');
    expect(await git(bare, ['log', '--format=%an <%ae>'])).toBe('goldenpath <goldenpath@users.noreply.github.com>\n');
    expect(await git(bare, ['ls-tree', '-r', '--name-only', 'main'])).toContain(
      'apps/shop/deploy/base/kustomization.yaml',
    );
    await runStep(publish, options);
    expect(await git(bare, ['rev-list', '--count', 'main'])).toBe('1\n');
  });

  test('gives Git the token for GitHub only, and never prints it', async () => {
    const publish = step('deploy-target.yml', 'publish', 'Publish');
    const ask = (host: string) =>
      runStep(
        {
          ...publish,
          run: `env | grep -c SECRET >&2; printf 'protocol=https\\nhost=%s\\n\\n' ${host} | GIT_TERMINAL_PROMPT=0 git credential fill; git config --list`,
        },
        {
          cwd: testFolder(),
          values: {
            'steps.app.outputs.token': 'ghs_SECRET',
            'runner.temp': '/tmp',
            'inputs.target': 'dev',
            'inputs.digest': '',
          },
        },
      );
    const there = await ask('github.com');
    expect(there.stdout).toContain('username=x-access-token\npassword=ghs_SECRET\n');
    // The configuration names the variable; the value is in that variable and nowhere else.
    expect(there.stdout.split('ghs_SECRET')).toHaveLength(2);
    expect(there.stderr).toBe('1\n');
    expect((await ask('elsewhere.example')).stdout).not.toContain('ghs_SECRET');
  });
});
