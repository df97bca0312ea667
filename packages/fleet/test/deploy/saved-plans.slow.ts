import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planFileEntries } from '@goldenpath/deploy';
import { testFolder } from '@goldenpath/testing/folders';
import { copyOfFleet, editSpec, goldenpathIn, simulated, statusCounts } from '@goldenpath/testing/simulated-fleet';

const SLOW = 240_000;
/** A shared and a dedicated instance, and a secret of each. */
const ONLY = ['--stack', 'platform-prod', 'app-orders-api-prod', 'app-reporting-db-prod'];
const SAVED =
  /^error: The plans in .* cannot be applied: (.*)\. Nothing was applied\. Plan again with `goldenpath plan --save`/;

/** Every password that the cloud was ever given: the account's file keeps what a cloud keeps, and its history. */
function passwordsIn(folder: string): string[] {
  const account = readFileSync(join(folder, 'dist', 'simulated', 'account'), 'utf8');
  return [...new Set([...account.matchAll(/\\"password\\":\\"([^"\\]+)\\"/g)].map((match) => match[1] ?? ''))];
}

/** The content of all saved plans, uncompressed. */
async function contentOf(plans: string): Promise<string> {
  const files = readdirSync(plans).map((name) => join(plans, name));
  const texts = files.map(async (file) => {
    if (file.endsWith('.json')) return readFileSync(file, 'utf8');
    return [...(await planFileEntries(readFileSync(file))).values()]
      .map((entry) => entry.toString('latin1'))
      .join('\n');
  });
  return (await Promise.all(texts)).join('\n');
}

describe('saved plans of the example fleet', () => {
  const folder = copyOfFleet();
  const plans = join(testFolder(), 'plans');
  const deploySaved = (...flags: string[]) =>
    goldenpathIn(folder, ['deploy', '--simulate', '--no-provision', '--plan', plans, ...flags]);
  const refusal = async (...flags: string[]) => {
    const { code, stdout, stderr } = await deploySaved(...flags);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    return SAVED.exec(stderr)?.[1] ?? stderr;
  };

  test(
    'a first deployment takes two rounds, because stacks wait for the platform',
    async () => {
      const first = await goldenpathIn(folder, ['plan', '--simulate', '--save', plans, ...ONLY]);
      expect(first).toMatchObject({ code: 0, stderr: '' });
      expect(first.stdout).toContain(
        'app-orders-api-prod  cannot be planned yet: platform-prod must be deployed first',
      );
      expect(first.stdout).toContain('2 stacks wait for others: plan again after this deployment.\n');
      const round = await deploySaved();
      expect(round.code).toBe(1);
      expect(round.stdout).toContain('2 stacks wait for others, and have no saved plan.');
      expect(statusCounts(await simulated(folder, 'plan', '--save', plans, ...ONLY))).toEqual({
        unchanged: 1,
        planned: 2,
      });
      expect(await deploySaved()).toMatchObject({ code: 0, stderr: '' });
      expect(statusCounts(await simulated(folder, 'plan', ...ONLY))).toEqual({ unchanged: 3 });
    },
    SLOW,
  );

  test(
    'no password is in a plan file, and only this user can read it',
    async () => {
      editSpec(folder, 'orders-api', 'backupRetentionDays: 35', 'backupRetentionDays: 30');
      editSpec(folder, 'reporting-db', 'owner: ', 'owner: app-team # ');
      await simulated(folder, 'plan', '--save', plans, ...ONLY);
      const content = await contentOf(plans);
      const passwords = passwordsIn(folder);
      // Those of two masters and of two applications.
      expect(passwords.length).toBeGreaterThanOrEqual(4);
      // The state in the plan is searched, with the instance and the secrets that hold the passwords.
      expect(content).toContain('"aws_secretsmanager_secret_version"');
      expect(content).toContain('"password_wo_version"');
      expect(passwords.filter((password) => content.includes(password))).toEqual([]);
      for (const name of readdirSync(plans)) expect(statSync(join(plans, name)).mode & 0o777).toBe(0o600);
    },
    SLOW,
  );

  test(
    'are refused when the spec changed since then, and are applied when it is as before',
    async () => {
      editSpec(folder, 'orders-api', 'backupRetentionDays: 30', 'backupRetentionDays: 31');
      expect(await refusal()).toBe('`app-orders-api-prod` changed since then');
      editSpec(folder, 'orders-api', 'backupRetentionDays: 31', 'backupRetentionDays: 30');
      expect(await refusal('--stack', 'platform-dev')).toContain('There is no saved plan of `platform-dev`.');
      expect(await deploySaved()).toMatchObject({ code: 0, stderr: '' });
      expect(await refusal()).toMatch(/^the state of `app-orders-api-prod`.* changed since then$/);
      expect(statusCounts(await simulated(folder, 'plan', ...ONLY))).toEqual({ unchanged: 3 });
    },
    SLOW,
  );

  test(
    'are refused in another cloud',
    async () => {
      const { code, stderr } = await goldenpathIn(folder, ['deploy', '--auto-approve', '--plan', plans]);
      expect(code).toBe(1);
      expect(stderr).toContain('they were made for the simulated account');
    },
    SLOW,
  );

  test(
    'are written only where Git does not see them',
    async () => {
      execFileSync('git', ['init', '--quiet', folder]);
      const save = (to: string) =>
        goldenpathIn(folder, ['plan', '--simulate', '--save', to, '--stack', 'platform-prod']);
      const refused = await save('plans');
      expect(refused).toMatchObject({ code: 1, stdout: '' });
      expect(refused.stderr).toContain('Git does not ignore');
      expect(existsSync(join(folder, 'plans'))).toBe(false);
      writeFileSync(join(folder, '.gitignore'), 'plans/\n');
      expect(await save('plans')).toMatchObject({ code: 0 });
      expect(readdirSync(join(folder, 'plans'))).toContain('plans.json');
    },
    SLOW,
  );
});
