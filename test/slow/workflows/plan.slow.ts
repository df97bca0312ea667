import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeShell, expectNothingRan, HOSTILE, runStep, takeSnapshot } from '@goldenpath/testing/workflow-run';
import { step } from '@goldenpath/testing/workflows';
import { backend, spec, fleetRepository, stacksIn } from './fleet-repository';

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

    // Its repository and registry are planned after the merge, where no branch can print the token that reads GitHub.
    await run('switch', '--quiet', '-c', 'new', 'HEAD^1');
    await commit({ [spec('web')]: backend('web', { environments: ['dev'] }) });
    expect(stacksIn((await runStep(find, { cwd: folder })).outputs['matrix'])).toEqual(['app-web-dev']);

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
      const written = backend(name, { description: oneLine, env: { TEXT: text }, environments: ['dev'] });
      await commit(
        { [spec(name)]: written, [`apps/${name}/${text.replaceAll('/', '_')}`]: text },
        `${text}\n\n${text}`,
      );
    }
    await run('switch', '--quiet', branches[0] ?? '');
    await run('merge', '--quiet', '--no-ff', '-m', '$(touch owned)', 'main');
    const { code, outputs, stdout, stderr } = await runStep(find, { cwd: folder });
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(Object.keys(outputs).sort()).toEqual(['any', 'matrix']);
    expect(stacksIn(outputs['matrix'])).toEqual(HOSTILE.map((_, index) => `app-app${index}-dev`).sort());
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
