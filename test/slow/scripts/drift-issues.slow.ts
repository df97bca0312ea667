import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import { copyOfFleet } from '@goldenpath/testing/simulated-fleet';
import {
  describeShell,
  expectNothingRan,
  git,
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

  /** An empty GitOps repository in the place of that on GitHub. */
  async function gitConfig(): Promise<string> {
    const bare = testFolder();
    await git(bare, ['init', '--quiet', '--bare', '--initial-branch=main']);
    const text = `[url "${bare}"]\n  insteadOf = https://github.com/goldenpath-idp/gitops.git\n`;
    return join(testFolder({ config: text }), 'config');
  }

  interface Night {
    readonly issues?: readonly object[];
    readonly values?: Readonly<Record<string, string>>;
    readonly config?: string;
    /** JavaScript of a stand-in for kubectl. */
    readonly kubectl?: string;
  }

  async function run(folder: string, { issues = [], values = {}, config, kubectl = '' }: Night): Promise<StepResult> {
    const taken = await takeSnapshot(folder);
    return runStep(step('drift.yml', 'report', 'Keep the issues up to date'), {
      cwd: folder,
      values: {
        ...taken.values,
        'github.token': 't',
        'needs.plan.result': 'success',
        'vars.DRIFT_APPLICATIONS': '',
        'secrets.DRIFT_KUBECONFIG': '',
        ...values,
      },
      env: { PAUSE: '0', GIT_CONFIG_GLOBAL: config ?? (await gitConfig()) },
      // Two pages, as `--paginate` prints them.
      programs: {
        gh: `return args.includes('--paginate') ? ${JSON.stringify(JSON.stringify(issues))} + '[]' : '';`,
        kubectl,
      },
    });
  }

  const update = (folder: string, issues: readonly object[]) => run(folder, { issues });

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

  /** The row of a source in the summary. */
  const sourceIn = ({ summary }: StepResult, source: string) =>
    summary.split('\n').find((line) => line.startsWith(`| ${source} |`));

  test('without a role to plan with, Git is read, and the summary says what was not', async () => {
    const folder = copyOfFleet();
    symlinkSync(join(ROOT, 'scripts'), join(folder, 'scripts'));
    const night = await run(folder, { values: { 'needs.plan.result': 'skipped' } });
    expect(night).toMatchObject({
      code: 0,
      stderr: '',
      stdout: 'No plan was read, so the issues stay as they are.\n',
      calls: [],
    });
    expect(sourceIn(night, 'git')).toBe('| git | `in sync` |');
    expect(sourceIn(night, 'cluster')).toContain('not read: no cluster was named');
    expect(sourceIn(night, 'cloud')).toContain('not read: ');
    const failed = await run(folder, { values: { 'needs.plan.result': 'failure' } });
    expect(failed).toMatchObject({ code: 1, calls: [] });
    expect(failed.stdout).toContain('::error::No stack could be planned.');
  });

  test('a GitOps repository that cannot be read is a row of the summary, and the issues are still kept', async () => {
    const config = join(
      testFolder({ config: '[url "/does/not/exist"]\n  insteadOf = https://github.com/goldenpath-idp/gitops.git\n' }),
      'config',
    );
    const night = await run(fleetWithPlans([]), { config });
    expect(night.code).toBe(0);
    expect(sourceIn(night, 'git')).toContain('not read: ');
    expect(night.stdout).toBe('1 stacks compared, 0 findings, 0 changes of issues.\n');
  });

  test('reads the cluster with a kubeconfig, which no output shows and no file keeps', async () => {
    const application = {
      metadata: { name: 'web-dev', labels: { 'app.kubernetes.io/name': 'web' } },
      spec: {},
      status: { sync: { status: 'OutOfSync' }, health: { status: 'Healthy' } },
    };
    const night = await run(fleetWithPlans([]), {
      values: { 'secrets.DRIFT_KUBECONFIG': 'planted: config' },
      kubectl: `if (process.env.CLUSTER_CONFIG !== undefined) return { code: 3 };
        if (readFileSync(args[1], 'utf8') !== 'planted: config\\n') return { code: 4 };
        return { items: [${JSON.stringify(application)}] };`,
    });
    expect(night).toMatchObject({ code: 0, stderr: '' });
    expect(night.summary).toContain('| `cluster` | `web-dev` |');
    expect(night.summary + night.stdout).not.toContain('planted');
    const [flag, file = ''] = night.calls.find(({ program }) => program === 'kubectl')?.args ?? [];
    expect([flag, existsSync(file)]).toEqual(['--kubeconfig', false]);
  });

  test('reads the Applications of a file', async () => {
    const folder = fleetWithPlans([]);
    const application = { metadata: { name: 'root-app' }, spec: {}, status: { sync: { status: 'Synced' } } };
    writeFileSync(join(folder, 'applications.json'), JSON.stringify([application]));
    const night = await run(folder, { values: { 'vars.DRIFT_APPLICATIONS': 'applications.json' } });
    expect(night).toMatchObject({ code: 0, stderr: '' });
    expect(night.summary).toContain('| `cluster` | `root-app` |');
  });
});
