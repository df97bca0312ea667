import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '@goldenpath/testing/fleet';
import { allJobs, allSteps, holdsSecrets, job, step as stepOf, type Step } from '@goldenpath/testing/workflows';

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
