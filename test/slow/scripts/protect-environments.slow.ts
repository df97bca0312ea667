import { join } from 'node:path';
import { ROOT } from '@goldenpath/testing/fleet';
import { describeShell, runShell, SCRIPTS } from '@goldenpath/testing/workflow-run';

describeShell('protect-environments', () => {
  test('makes each environment with its reviewers', async () => {
    const { code, stdout, calls } = await runShell(`bash '${join(SCRIPTS, 'protect-environments.sh')}'`, {
      cwd: ROOT,
      programs: {
        gh: "return args[1].includes('platform-team') ? '11\\n' : args[1].includes('/teams/') ? '22\\n' : '';",
      },
    });
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: [
        'organisation-wide: 2 teams of reviewers',
        'dev: 0 teams of reviewers',
        'test: 0 teams of reviewers',
        'staging: 0 teams of reviewers',
        'prod: 2 teams of reviewers',
        'scheduled: protected branches only',
        'gitops: protected branches only',
        'requests: protected branches only',
        '',
      ].join('\n'),
    });
    const puts = calls.filter(({ args }) => args.includes('PUT'));
    expect(puts.map(({ args }) => args[4])).toContain('repos/acme/fleet/environments/prod');
    for (const { input } of puts.slice(-3))
      expect(JSON.parse(input)).toEqual({
        deployment_branch_policy: { protected_branches: true, custom_branch_policies: false },
      });
    // GitHub refuses an empty list of reviewers.
    expect(JSON.parse(puts[1]?.input ?? '')).toEqual({
      deployment_branch_policy: { protected_branches: true, custom_branch_policies: false },
    });
    expect(JSON.parse(puts.find(({ args }) => args[4]?.endsWith('/prod'))?.input ?? '')).toEqual({
      reviewers: [
        { type: 'Team', id: 11 },
        { type: 'Team', id: 22 },
      ],
      prevent_self_review: true,
      deployment_branch_policy: { protected_branches: true, custom_branch_policies: false },
    });
  });

  test('creates none if the command that lists them fails', async () => {
    const { code, calls } = await runShell(`bash '${join(SCRIPTS, 'protect-environments.sh')}'`, {
      cwd: ROOT,
      programs: { goldenpath: 'return { code: 1 };', gh: "return '';" },
    });
    expect(code).toBe(1);
    expect(calls.map(({ program }) => program)).toEqual(['goldenpath']);
  });
});
