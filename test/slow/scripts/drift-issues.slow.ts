import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '@goldenpath/testing/fleet';
import { copyOfFleet } from '@goldenpath/testing/simulated-fleet';
import {
  describeShell,
  expectNothingRan,
  HOSTILE,
  runStep,
  type StepResult,
  takeSnapshot,
} from '@goldenpath/testing/workflow-run';
import { step } from '@goldenpath/testing/workflows';

describeShell('drift-issues', () => {
  const HOSTILE_ISSUE = {
    number: 3,
    title: '$(touch owned)',
    body: '$(touch owned)\n`touch owned`',
    user: { login: 'mallory' },
  };

  function fleetWithPlans(drift: readonly object[]): string {
    const folder = copyOfFleet();
    symlinkSync(join(ROOT, 'scripts'), join(folder, 'scripts'));
    mkdirSync(join(folder, 'plans'));
    const plan = { stack: 'app-orders-api-dev', changes: [], outputs: [], drift, errors: [] };
    const outcome = { stack: 'app-orders-api-dev', status: 'planned', plan, problems: [], done: [] };
    writeFileSync(
      join(folder, 'plans/1.json'),
      JSON.stringify({ purpose: 'plan', simulated: false, stacks: [outcome] }),
    );
    return folder;
  }

  async function update(folder: string, issues: readonly object[]): Promise<StepResult> {
    const { values } = await takeSnapshot(folder);
    return runStep(step('drift.yml', 'report', 'Keep the issues up to date'), {
      cwd: folder,
      values: { ...values, 'github.token': 't' },
      env: { PAUSE: '0' },
      // Two pages, as `--paginate` prints them.
      programs: {
        gh: `return args.includes('--paginate') ? ${JSON.stringify(JSON.stringify(issues))} + '[]' : '';`,
      },
    });
  }

  test('opens, updates and closes issues, and takes no text for more than a text', async () => {
    const hostile = HOSTILE.map((value, index) => ({
      address: `aws_db_instance.${value}`,
      type: 'aws_db_instance',
      action: 'update',
      attributes: [{ path: value, before: value, after: `${value}${index}`, sensitive: false, unknown: false }],
      replacedBecause: [],
    }));
    const folder = fleetWithPlans(hostile);
    const opened = await update(folder, [HOSTILE_ISSUE]);
    expect(opened).toMatchObject({ code: 0, stderr: '' });
    expect(opened.stdout).toBe(`1 stacks compared, ${HOSTILE.length} findings, ${HOSTILE.length} changes of issues.\n`);
    const [list, ...writes] = opened.calls;
    expect(list?.args).toContain('repos/acme/fleet/issues?state=open&creator=github-actions%5Bbot%5D&per_page=100');
    expect(writes.map(({ args }) => args)).toEqual(
      HOSTILE.map(() => ['api', '--silent', '--method', 'POST', 'repos/acme/fleet/issues', '--input', '-']),
    );
    const bodies = writes.map(({ input }) => JSON.parse(input) as { title: string; body: string; labels: string[] });
    expect(bodies.every(({ labels }) => labels.join() === 'drift')).toBe(true);
    expect(bodies.some(({ body }) => body.includes(JSON.stringify('$(touch owned)')))).toBe(true);

    const issues = bodies.map((body, index) => ({
      ...body,
      number: index + 10,
      user: { login: 'github-actions[bot]' },
    }));
    expect((await update(folder, issues)).calls).toHaveLength(1);
    const healed = await update(fleetWithPlans([]), issues);
    expect(healed.calls.slice(1).map(({ args }) => args.slice(2, 5).join(' '))).toEqual(
      issues.flatMap(({ number }) => [
        `--method POST repos/acme/fleet/issues/${number}/comments`,
        `--method PATCH repos/acme/fleet/issues/${number}`,
      ]),
    );
    expectNothingRan(folder);
  });
});
