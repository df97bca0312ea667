import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACTION_PINS } from '@goldenpath/testing/action-pins';
import { ROOT } from '@goldenpath/testing/fleet';
import { allJobs, allSteps, job, step as stepOf, type Step, WORKFLOWS } from '@goldenpath/testing/workflows';

const OURS = /^\.\/\.github\/(actions\/setup|workflows\/[a-z-]+\.yml)$/;

/** What each job may do with GitHub: more is a decision, made here. */
const PERMISSIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '_build-and-release.yml prepare': {},
  '_build-and-release.yml test': { contents: 'read' },
  '_build-and-release.yml build': { contents: 'read' },
  '_build-and-release.yml secrets': { contents: 'read' },
  '_build-and-release.yml scan': { contents: 'read' },
  '_build-and-release.yml push': { attestations: 'write', 'id-token': 'write' },
  '_build-and-release.yml release': {},
  '_preview.yml build': { contents: 'read' },
  '_preview.yml ask': {},
  'ci.yml check': { contents: 'read' },
  'ci.yml ci': {},
  'create-rds-database.yml spec': { contents: 'read' },
  'create-rds-database.yml request': { contents: 'write', 'pull-requests': 'write' },
  'deploy.yml targets': { contents: 'read' },
  'deploy.yml deploy': { contents: 'write', 'id-token': 'write' },
  'deploy.yml removals': { contents: 'read' },
  'deploy.yml destroy': { contents: 'read', 'id-token': 'write' },
  'deploy.yml record': { contents: 'write' },
  'deploy-target.yml begin': { contents: 'write' },
  'deploy-target.yml find': { contents: 'read' },
  'deploy-target.yml plan-first': { contents: 'read', 'id-token': 'write' },
  'deploy-target.yml plan-second': { contents: 'read', 'id-token': 'write' },
  'deploy-target.yml first': { contents: 'read', 'id-token': 'write' },
  'deploy-target.yml second': { contents: 'read', 'id-token': 'write' },
  'deploy-target.yml provision': { contents: 'read', 'id-token': 'write' },
  'deploy-target.yml audit': { contents: 'write' },
  'deploy-target.yml approve': {},
  'deploy-target.yml publish': { contents: 'read' },
  'deploy-target.yml record': { contents: 'write' },
  'drift.yml shards': { contents: 'read' },
  'drift.yml plan': { contents: 'read', 'id-token': 'write' },
  'drift.yml report': { contents: 'read', issues: 'write' },
  'plan.yml affected': { contents: 'read' },
  'plan.yml plan': { contents: 'read', 'id-token': 'write' },
  'plan.yml review': { contents: 'read' },
  'preview.yml check': { contents: 'read' },
  'preview.yml preview': { contents: 'read', 'id-token': 'write' },
  'preview.yml expire': { contents: 'read', 'id-token': 'write' },
  'promote.yml check': { contents: 'read' },
  'promote.yml promote': { contents: 'read', 'id-token': 'write' },
  'release.yml check': { contents: 'read' },
  'release.yml release': { contents: 'read', 'id-token': 'write' },
  'rotate-passwords.yml environments': { contents: 'read' },
  'rotate-passwords.yml due': { contents: 'read', 'id-token': 'write' },
  'rotate-passwords.yml gather': {},
  'rotate-passwords.yml rotate': { contents: 'read', 'id-token': 'write' },
  'rotate-passwords.yml audit': { contents: 'write' },
  'review-comment.yml comment': { actions: 'read', contents: 'read', 'pull-requests': 'write' },
};

const holdsSecrets = (text: string) => /\$\{\{[^}]*\b(secrets|github\.token)\b/.test(text);

test('every action is pinned to a commit in the list, with its version', () => {
  const lines = WORKFLOWS.flatMap(({ text }) => text.split('\n')).filter((line) => /^\s*(- )?uses:/.test(line));
  expect(lines.length).toBeGreaterThan(40);
  for (const line of lines) {
    const [, name = '', at, version] =
      /uses: ([^@\s]+)(?:@(\S+) # (\S+)( # zizmor: ignore\[[a-z-]+\])?)?$/.exec(line) ?? [];
    if (OURS.test(name)) continue;
    expect({ line, ...ACTION_PINS[name] }).toEqual({ line, commit: at, version });
  }
  for (const { where, step } of allSteps())
    if (step.uses !== undefined && !OURS.test(step.uses)) {
      const [name = '', at] = step.uses.split('@');
      expect([where, at]).toEqual([where, ACTION_PINS[name]?.commit]);
    }
});

test('a workflow has no permissions, and a job those in the table', () => {
  for (const { file, permissions } of WORKFLOWS) expect([file, permissions]).toEqual([file, {}]);
  expect(Object.fromEntries(allJobs().map(({ where, job: { permissions } }) => [where, permissions]))).toEqual(
    PERMISSIONS,
  );
});

test('no text of a run is put together by GitHub: values come through the environment', () => {
  for (const { where, step } of allSteps())
    expect([where, step.run ?? '']).toEqual([where, expect.not.stringContaining('${{')]);
});

test('no text that a stranger writes is used at all', () => {
  const strangers =
    /github\.(head_ref|event\.(issue|comment|review|discussion|pages|commits|head_commit|inputs)\b|event\.pull_request\.(title|body|head\.(ref|label)))/;
  for (const { file, text } of WORKFLOWS) expect([file, strangers.exec(text)?.[0]]).toEqual([file, undefined]);
});

test('a branch of a fork is named in a concurrency group alone', () => {
  const { text } = WORKFLOWS.find(({ file }) => file === 'review-comment.yml') ?? { text: '' };
  expect(text.split('\n').filter((line) => line.includes('head_branch'))).toEqual([
    expect.stringMatching(/^ {2}group: /),
  ]);
});

test('checkouts leave no credential behind', () => {
  const checkouts = allSteps().filter(({ step }) => step.uses?.startsWith('actions/checkout@'));
  expect(checkouts.length).toBeGreaterThan(10);
  for (const { where, step } of checkouts) expect([where, step.with?.['persist-credentials']]).toEqual([where, false]);
});

test('every job ends some day, and every run gives way to another or waits for it', () => {
  const endless = allJobs().filter(({ job: each }) => each.uses === undefined && each['timeout-minutes'] === undefined);
  expect(endless.map(({ where }) => where)).toEqual([]);
  const atOnce = WORKFLOWS.filter(({ on, concurrency }) => !('workflow_call' in on) && concurrency === undefined);
  // Its targets wait, each for itself.
  expect(atOnce.map(({ file }) => file)).toEqual(['deploy.yml']);
  const waiting = allJobs().filter(({ file, job: each }) => file === 'deploy.yml' && each.concurrency !== undefined);
  expect(waiting.map(({ name, job: each }) => [name, each.concurrency])).toEqual([
    ['deploy', { group: 'deploy-${{ matrix.target }}', 'cancel-in-progress': false }],
    ['destroy', { group: 'deploy-${{ matrix.environment }}', 'cancel-in-progress': false }],
  ]);
});

test('no secret is in the environment of a whole job or workflow', () => {
  for (const { file, text } of WORKFLOWS) expect([file, /^env:/m.test(text)]).toEqual([file, false]);
  for (const { where, job: each } of allJobs()) expect([where, each.env]).toEqual([where, undefined]);
});

test('no workflow runs code of a fork with permissions of the base', () => {
  for (const { file, on } of WORKFLOWS) expect([file, 'pull_request_target' in on]).toEqual([file, false]);
  for (const { file, on, jobs } of WORKFLOWS.filter((each) => 'workflow_run' in each.on)) {
    expect(Object.keys(on)).toEqual(['workflow_run']);
    for (const [name, { steps = [] }] of Object.entries(jobs)) {
      const refs = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@')).map((each) => each.with?.['ref']);
      expect([file, name, refs]).toEqual([file, name, ['${{ github.event.repository.default_branch }}']]);
      // Not even its packages: nothing is installed.
      expect(steps.map(({ uses = '' }) => uses)).not.toContain('./.github/actions/setup');
    }
  }
});

test('where a pull request is run, only a branch of this repository comes near a credential', () => {
  for (const { file, jobs } of WORKFLOWS.filter(({ on }) => 'pull_request' in on))
    for (const [name, each] of Object.entries(jobs)) {
      const reaches =
        each.permissions?.['id-token'] !== undefined ||
        each.environment !== undefined ||
        holdsSecrets(JSON.stringify(each));
      const writes = Object.entries(each.permissions ?? {}).filter(
        ([scope, access]) => scope !== 'id-token' && access === 'write',
      );
      expect([file, name, writes]).toEqual([file, name, []]);
      if (!reaches) continue;
      expect([file, name, each.environment]).toEqual([file, name, 'plan']);
      expect(each.if).toContain('github.event.pull_request.head.repo.full_name == github.repository');
    }
  expect(job('plan.yml', 'plan').environment).toBe('plan');
});

test('I4: no secret is used where the code of a pull request runs', () => {
  for (const { file, jobs } of WORKFLOWS.filter(({ on }) => 'pull_request' in on))
    expect([file, holdsSecrets(JSON.stringify(jobs))]).toEqual([file, false]);
  const withKey = allJobs().filter(({ job: each }) => JSON.stringify(each).includes('PLAN_APP_PRIVATE_KEY'));
  expect(withKey.map(({ where, job: each }) => [where, each.environment])).toEqual([
    ['deploy-target.yml plan-first', 'scheduled'],
    ['deploy-target.yml plan-second', 'scheduled'],
    ['drift.yml plan', 'scheduled'],
  ]);
});

test('I4: only pull requests run in the environment that any branch can use', () => {
  const others = WORKFLOWS.filter(({ on }) => !('pull_request' in on)).flatMap(({ file, jobs }) =>
    Object.entries(jobs).flatMap(([name, { environment }]) => (environment === 'plan' ? [`${file}: ${name}`] : [])),
  );
  expect(others).toEqual([]);
  for (const [file, name] of [
    ['deploy-target.yml', 'plan-first'],
    ['deploy-target.yml', 'plan-second'],
    ['drift.yml', 'plan'],
    ['rotate-passwords.yml', 'due'],
  ] as const)
    expect(job(file, name).environment).toBe('scheduled');
});

test('a job that can change the cloud has an environment, which can require an approval', () => {
  const changing = allJobs().filter(
    ({ job: each }) => each.uses === undefined && each.permissions?.['id-token'] === 'write',
  );
  expect(changing.length).toBeGreaterThan(4);
  expect(changing.filter(({ job: each }) => each.environment === undefined).map(({ where }) => where)).toEqual([]);
});

test('packages are installed before a credential is at hand', () => {
  const order = allJobs().flatMap(({ where, job: each }) => {
    const steps = each.steps?.map(({ uses = '' }) => uses.split('@')[0] ?? '') ?? [];
    const credential = steps.findIndex((uses) => /configure-aws-credentials|create-github-app-token/.test(uses));
    return credential === -1 ? [] : [{ where, credential, setup: steps.lastIndexOf('./.github/actions/setup') }];
  });
  expect(order.filter(({ setup }) => setup !== -1).length).toBeGreaterThan(4);
  expect(order.filter(({ credential, setup }) => setup > credential)).toEqual([]);
  // These jobs install nothing.
  expect(order.filter(({ setup }) => setup === -1).map(({ where }) => where)).toEqual([
    '_build-and-release.yml push',
    '_build-and-release.yml release',
    '_preview.yml ask',
    'create-rds-database.yml request',
    'deploy-target.yml begin',
    'deploy-target.yml record',
    'deploy.yml record',
  ]);
});

test('each step that runs the stacks of a real cloud says which role of their account they assume', () => {
  const running = allJobs().flatMap(({ where, job: { steps = [] } }) =>
    steps.flatMap(({ run = '', env }) => {
      const [, command] = /\bgoldenpath (plan|deploy|destroy)\b/.exec(run) ?? [];
      return command === undefined || run.includes('--simulate')
        ? []
        : [{ where, command, role: env?.TF_VAR_aws_role }];
    }),
  );
  expect(running.length).toBeGreaterThan(4);
  for (const { where, command, role } of running) {
    const fallback = command === 'plan' ? 'plan' : 'deploy';
    expect([where, role]).toEqual([where, `\${{ vars.STACK_ROLE || '${fallback}' }}`]);
  }
});

test('each step that runs the stacks of a real cloud downloads a provider once', () => {
  const envs = allJobs().flatMap(({ job: { steps = [] } }) =>
    steps.flatMap(({ run = '', env }) =>
      /\bgoldenpath (plan|deploy|destroy)\b/.test(run) && !run.includes('--simulate') ? [env] : [],
    ),
  );
  expect(envs.length).toBeGreaterThan(4);
  for (const env of envs)
    expect(env).toMatchObject({
      TF_PLUGIN_CACHE_DIR: '${{ runner.temp }}/terraform-plugins',
      TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: 'true',
    });
});

test.each([
  ['plan.yml', 'plan'],
  ['drift.yml', 'plan'],
  ['deploy-target.yml', 'plan-first'],
  ['deploy-target.yml', 'plan-second'],
  ['rotate-passwords.yml', 'due'],
])('%s, %s: reads an account with a role of this account', (file, name) => {
  const signIn = job(file, name).steps?.find(({ uses = '' }) => uses.startsWith('aws-actions/'));
  expect(signIn?.with).toEqual({
    'role-to-assume': "${{ vars[format('PLAN_ROLE_ARN_{0}', matrix.account)] || vars.PLAN_ROLE_ARN }}",
    'aws-region': '${{ matrix.region || vars.AWS_REGION }}',
  });
});

describe('whoever releases dev cannot write prod', () => {
  const withKey = allJobs().filter(({ job: each }) => JSON.stringify(each).includes('GITOPS_APP_PRIVATE_KEY'));

  test('the key of the App that pushes is in jobs of protected environments alone', () => {
    expect(withKey.map(({ where, job: each }) => [where, each.environment])).toEqual([
      ['deploy-target.yml publish', 'gitops'],
      ['drift.yml report', 'gitops'],
      ['preview.yml preview', '${{ needs.check.outputs.environment }}'],
      ['preview.yml expire', '${{ needs.check.outputs.environment }}'],
      ['promote.yml promote', '${{ needs.check.outputs.to }}'],
      ['release.yml release', '${{ needs.check.outputs.environment }}'],
    ]);
  });

  test('drift reads the GitOps repository with a token that cannot write', () => {
    const app = job('drift.yml', 'report').steps?.find(({ uses }) => uses?.includes('create-github-app-token'));
    const permissions = Object.entries(app?.with ?? {}).filter(([name]) => name.startsWith('permission-'));
    expect(permissions).toEqual([['permission-contents', 'read']]);
  });

  test.each(['preview.yml', 'promote.yml', 'release.yml'])(
    '%s runs the code of the default branch, whatever it is given',
    (file) => {
      expect(job(file, 'check').if).toContain(
        "github.ref == format('refs/heads/{0}', github.event.repository.default_branch)",
      );
      for (const { job: each } of withKey.filter((one) => one.file === file)) {
        expect([each.needs].flat()).toContain('check');
        expect(each.steps?.filter(({ uses }) => uses?.startsWith('actions/checkout@')).map((one) => one.with)).toEqual([
          { 'persist-credentials': false },
        ]);
      }
    },
  );

  test('a release changes the environment that approved it, and no other', () => {
    const release = stepOf('release.yml', 'release', 'Release');
    expect(job('release.yml', 'release').environment).toBe(release.env?.['ENVIRONMENT']);
    expect(release.run).toMatch(/release set "\$APP" --env "\$ENVIRONMENT"/);
    const promote = stepOf('promote.yml', 'promote', 'Promote');
    expect(Object.values(promote.env ?? {})).toContain(job('promote.yml', 'promote').environment);
    const publish = stepOf('deploy-target.yml', 'publish', 'Publish');
    expect(publish.run).toContain('publish --env "$TARGET"');
    expect(publish.env?.['TARGET']).toBe('${{ inputs.target }}');
    expect(job('deploy-target.yml', 'publish').needs).toEqual(expect.arrayContaining(['first', 'second', 'approve']));
  });
});

describe('A3: the plan that was approved is applied', () => {
  const uses = (name: string, action: string) =>
    job('deploy-target.yml', name).steps?.filter((each) => each.uses?.startsWith(`actions/${action}@`)) ?? [];

  test.each([
    ['plan-first', 'first'],
    ['plan-second', 'second'],
  ])('%s runs without an approval, and %s applies its files after one', (planning, applying) => {
    expect(job('deploy-target.yml', planning).environment).toBe('scheduled');
    expect(job('deploy-target.yml', applying).environment).toBe('${{ inputs.target }}');
    expect(job('deploy-target.yml', applying).needs).toContain(planning);
    const plan = stepOf('deploy-target.yml', planning, 'Plan');
    expect(plan.run).toContain('goldenpath plan --save "$RUNNER_TEMP/plans"');
    const deploy = stepOf('deploy-target.yml', applying, 'Deploy');
    expect(deploy.run).toContain('--plan "$RUNNER_TEMP/plans"');
    expect(deploy.run).not.toContain('--plan-waiting');
    expect(deploy.env?.['GOLDENPATH_PLAN_KEY']).toBe(plan.env?.['GOLDENPATH_PLAN_KEY']);
    const [uploaded] = uses(planning, 'upload-artifact');
    expect(uploaded?.with).toMatchObject({ 'retention-days': 1, path: '${{ runner.temp }}/plans' });
    const downloaded = uses(applying, 'download-artifact').map((each) => each.with);
    expect(downloaded).toContainEqual({ name: uploaded?.with?.['name'], path: uploaded?.with?.['path'] });
    // Both jobs have the same shards.
    expect(job('deploy-target.yml', planning).strategy).toEqual(job('deploy-target.yml', applying).strategy);
  });

  test('the second stacks are planned when the first are applied', () => {
    expect(job('deploy-target.yml', 'plan-second').needs).toContain('first');
    expect(job('deploy-target.yml', 'plan-second').if).toContain("needs.first.result == 'success'");
  });

  test('nothing is recorded as begun before it is planned', () => {
    expect(job('deploy-target.yml', 'begin').needs).toEqual(['find', 'plan-first']);
    expect(job('deploy-target.yml', 'first').needs).toContain('begin');
  });

  test.each(['provision', 'publish', 'record'])('%s does not follow a plan that failed', (name) => {
    const { needs, if: condition } = job('deploy-target.yml', name);
    expect(needs).toEqual(expect.arrayContaining(['plan-first', 'first', 'plan-second', 'second']));
    expect(condition).toContain("!contains(needs.*.result, 'failure')");
  });

  test('every upload can be repeated, because "Re-run all jobs" is how a plan is made again', () => {
    const uploads = allSteps().filter(({ step: each }) => each.uses?.startsWith('actions/upload-artifact@'));
    expect(uploads.length).toBeGreaterThan(10);
    for (const { where, step: each } of uploads) expect([where, each.with?.['overwrite']]).toEqual([where, true]);
  });
});

describe('a step that has a credential', () => {
  const GITHUB_WRITES = ['contents', 'issues', 'pull-requests', 'packages', 'actions'];

  /** Every command line of goldenpath that a step runs, also in the scripts that it calls. */
  function commandsOf({ run = '' }: Step): string[] {
    const scripts = [...run.matchAll(/scripts\/ci\/[a-z-]+\.(?:sh|mjs)/g)].map(([file]) =>
      readFileSync(join(ROOT, file), 'utf8'),
    );
    const joined = [run, ...scripts].join('\n').replaceAll(/\\\n\s*/g, '');
    return [...joined.matchAll(/^(?!\s*(?:#|\/\/|\/?\*)).*?\b(goldenpath [a-z].*)$/gm)].map(
      ([, command = '']) => command,
    );
  }

  const credentialed = allJobs().filter(
    ({ job: each }) =>
      each.permissions?.['id-token'] === 'write' ||
      GITHUB_WRITES.some((scope) => each.permissions?.[scope] === 'write') ||
      holdsSecrets(JSON.stringify(each)),
  );

  test('runs goldenpath on a snapshot of a known digest, and so no code of the fleet', () => {
    const commands = credentialed.flatMap(({ where, job: { steps = [] } }) =>
      steps.flatMap(commandsOf).map((command) => ({ where, command })),
    );
    expect(commands.map(({ where, command }) => `${where}: ${command.split(' ')[1]}`).sort()).toEqual([
      'deploy-target.yml first: deploy',
      'deploy-target.yml plan-first: plan',
      'deploy-target.yml plan-second: plan',
      'deploy-target.yml provision: rds',
      'deploy-target.yml publish: publish',
      'deploy-target.yml second: deploy',
      'deploy.yml destroy: destroy',
      'drift.yml plan: plan',
      'drift.yml report: drift',
      'drift.yml report: drift',
      'plan.yml plan: plan',
      'preview.yml expire: preview',
      'preview.yml preview: preview',
      'preview.yml preview: preview',
      'promote.yml promote: release',
      'promote.yml promote: release',
      'release.yml release: release',
      'release.yml release: release',
      'rotate-passwords.yml due: rds',
      'rotate-passwords.yml rotate: rds',
    ]);
    const others = commands.filter(
      ({ command }) => !command.includes('--snapshot "$SNAPSHOT" --snapshot-digest "$DIGEST"'),
    );
    expect(others).toEqual([]);
  });

  test('takes the digest from an output of a job that has no credential, not from the artifact', () => {
    const steps = credentialed.flatMap(({ job: { steps: all = [] } }) => all.filter(({ env }) => env?.['SNAPSHOT']));
    expect(steps).toHaveLength(16);
    for (const { env } of steps)
      expect(env?.['DIGEST']).toMatch(/^\$\{\{ (inputs\.digest|matrix\.digest|needs\.[a-z]+\.outputs\.digest) \}\}$/);
  });

  test('is in another job than those that write snapshots', () => {
    const writers = allJobs().filter(({ job: { steps = [] } }) =>
      steps.some(({ run = '' }) => /goldenpath snapshot|find-removals/.test(run)),
    );
    expect(writers.map(({ where, job: { permissions } }) => [where, permissions])).toEqual(
      [
        'deploy.yml targets',
        'deploy.yml removals',
        'drift.yml shards',
        'plan.yml affected',
        'preview.yml check',
        'promote.yml check',
        'release.yml check',
        'rotate-passwords.yml environments',
      ].map((where) => [where, { contents: 'read' }]),
    );
    for (const { job: each } of writers) {
      expect(each.environment).toBeUndefined();
      expect(holdsSecrets(JSON.stringify(each))).toBe(false);
    }
  });
});

describe('previews', () => {
  test('the image is built from the commit that its tag names, in a job without a secret', () => {
    const { if: condition, steps = [] } = job('_preview.yml', 'build');
    expect(condition).toContain('github.event.pull_request.head.repo.full_name == github.repository');
    expect(condition).toContain('contains(github.event.pull_request.labels.*.name, inputs.label)');
    expect(holdsSecrets(JSON.stringify(steps))).toBe(false);
    expect(steps[0]?.with?.['ref']).toBe('${{ github.event.pull_request.head.sha }}');
  });

  test('the job that asks the platform runs no code of the pull request, and does not ask for a fork', () => {
    const { if: condition, steps = [] } = job('_preview.yml', 'ask');
    expect(condition).toContain('github.event.pull_request.head.repo.full_name == github.repository');
    expect(steps.map(({ uses = '' }) => uses.split('@')[0])).toEqual(['', 'actions/create-github-app-token', '']);
  });

  test('what belongs to the repositories of applications is only read', () => {
    for (const name of ['preview', 'expire']) {
      const reader = job('preview.yml', name).steps?.find((each) => each.id === 'reader');
      const permissions = Object.entries(reader?.with ?? {}).filter(([key]) => key.startsWith('permission-'));
      expect(permissions.length).toBeGreaterThan(0);
      expect(permissions.filter(([, access]) => access !== 'read')).toEqual([]);
    }
  });
});
