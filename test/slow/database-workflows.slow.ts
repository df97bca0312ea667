import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder } from '@goldenpath/testing/folders';
import { ROOT } from '@goldenpath/testing/fleet';
import { copyOfFleet } from '@goldenpath/testing/simulated-fleet';
import { describeShell, git, runShell, runStep, SCRIPTS, type StepResult } from '@goldenpath/testing/workflow-run';
import { job, step } from '@goldenpath/testing/workflows';

const SLOW = 120_000;
const HEADER = 'timestamp_utc,environment,build_id,run_id,database,username,action,status,duration_ms,message\r\n';
const row = (minute: number, message = 'no change') =>
  `2026-11-27T10:${String(minute).padStart(2, '0')}:00.000Z,dev,1,2,orders_db,orders_app,verify,success,5,${message}\r\n`;

describeShell('the provisioning of deploy-target.yml', () => {
  const provision = step('deploy-target.yml', 'provision', 'Provision');

  test(
    'provisions the databases of the target from the snapshot',
    async () => {
      const folder = copyOfFleet();
      const written = await runShell('goldenpath snapshot --out fleet.snapshot | tail -n 1', { cwd: folder });
      const local = { ...provision, run: provision.run?.replace('rds provision', 'rds provision --local') ?? '' };
      const values = {
        'inputs.target': 'dev',
        'runner.temp': join(folder, 'nowhere'),
        'inputs.digest': written.stdout.trim(),
      };
      const env = { SNAPSHOT: join(folder, 'fleet.snapshot') };
      const { code, stdout } = await runStep(local, { cwd: folder, values, env });
      expect({ code, stdout }).toEqual({
        code: 0,
        stdout: expect.stringMatching(/orders_db .* changed +orders_app_user/),
      });
    },
    SLOW,
  );

  test('keeps only the lines of this run, with the catalog, also if the run failed', async () => {
    const folder = testFolder({ 'governance/dev/rds_provision_audit.csv': 'an earlier line\n' });
    const program = `
      const fs = require('node:fs');
      if (fs.existsSync('governance')) throw new Error('lines of earlier runs');
      fs.mkdirSync('governance/dev', { recursive: true });
      fs.writeFileSync('governance/dev/rds_provision_audit.csv', 'lines');
      fs.writeFileSync('rds-catalog.yaml', args.join(' '));
      return { code: 1 };`;
    const values = { 'inputs.target': 'dev', 'runner.temp': '/temp', 'inputs.digest': 'sha256:00' };
    const { code } = await runStep(provision, { cwd: folder, values, programs: { goldenpath: program } });
    expect(code).toBe(1);
    expect(readFileSync(join(folder, 'governance/dev/rds_provision_audit.csv'), 'utf8')).toBe('lines');
    expect(readFileSync(join(folder, 'governance/dev/rds-catalog.yaml'), 'utf8')).toBe(
      'rds provision --env dev --keep-going --snapshot /temp/snapshot/fleet.snapshot --snapshot-digest sha256:00',
    );
  });

  test('runs before the commit counts as deployed, and the audit is kept if it fails', () => {
    expect(job('deploy-target.yml', 'record').needs).toEqual(expect.arrayContaining(['provision', 'audit']));
    expect(job('deploy-target.yml', 'provision').environment).toBe('${{ inputs.target }}');
    expect(job('deploy-target.yml', 'audit').if).toContain('!cancelled()');
    for (const name of ['first', 'second'])
      expect(step('deploy-target.yml', name, 'Deploy').run).toContain('goldenpath deploy --no-provision');
  });
});

describeShell('the databases to provision', () => {
  test(
    'a target has databases to provision where one is affected, also by its connection limit alone',
    async () => {
      const folder = copyOfFleet();
      symlinkSync(join(ROOT, 'scripts'), join(folder, 'scripts'));
      const commit = async (message: string) => {
        await git(folder, ['add', 'apps', 'platform.yaml']);
        await git(folder, ['commit', '--quiet', '--message', message]);
      };
      await git(folder, ['init', '--quiet']);
      await commit('First');
      await git(folder, ['tag', 'deployed/organisation-wide']);
      const find = step('deploy-target.yml', 'find', 'Find what differs since the last deployment');
      const at = async (target: string) =>
        (await runStep(find, { cwd: folder, values: { 'inputs.target': target } })).outputs['databases'];
      expect(await at('dev')).toBe('true');
      expect(await at('organisation-wide')).toBe('false');
      await git(folder, ['tag', 'deployed/dev']);
      expect(await at('dev')).toBe('false');
      const file = join(folder, 'apps/orders-api/app.yaml');
      writeFileSync(file, readFileSync(file, 'utf8').replace(/^database:$/m, 'database:\n  connectionLimit: 7'));
      await commit('Another limit');
      await git(folder, ['tag', '--force', 'deployed/organisation-wide']);
      expect(await at('dev')).toBe('true');
    },
    SLOW,
  );
});

describeShell('keep-audit', () => {
  let bare: string;
  let config: string;
  beforeEach(async () => {
    bare = testFolder();
    await git(bare, ['init', '--quiet', '--bare', '--initial-branch=main']);
    const identity = '[user]\n  name = Pipeline\n  email = pipeline@example.test\n';
    const insteadOf = `[url "${bare}"]\n  insteadOf = https://github.com/acme/fleet.git\n`;
    config = join(testFolder({ config: identity + insteadOf }), 'config');
  });

  const keep = (files: Record<string, string>): Promise<StepResult> =>
    runShell(`bash '${join(SCRIPTS, 'keep-audit.sh')}' audit`, {
      cwd: testFolder(Object.fromEntries(Object.entries(files).map(([name, text]) => [`audit/${name}`, text]))),
      env: { GIT_CONFIG_GLOBAL: config, GITHUB_RUN_ID: '7', PAUSE: '0' },
    });
  const kept = (file: string) => git(bare, ['show', `governance:governance/${file}`]);

  test('makes the branch, and then appends to it; a line with a line break stays whole', async () => {
    const first = HEADER + row(1, '"two\nlines, and $(touch owned)"');
    expect(await keep({ 'dev/rds_provision_audit.csv': first, 'dev/rds-catalog.yaml': 'one' })).toMatchObject({
      code: 0,
    });
    expect(await kept('dev/rds_provision_audit.csv')).toBe(first);
    const second = { 'dev/rds_provision_audit.csv': HEADER + row(2), 'dev/rds-catalog.yaml': 'two' };
    await keep({ ...second, 'prod/rds_provision_audit.csv': HEADER + row(3) });
    expect(await kept('dev/rds_provision_audit.csv')).toBe(first + row(2));
    expect(await kept('prod/rds_provision_audit.csv')).toBe(HEADER + row(3));
    expect(await kept('dev/rds-catalog.yaml')).toBe('two');
  });

  test('a job that is run again adds nothing', async () => {
    await keep({ 'dev/rds_provision_audit.csv': HEADER + row(1) + row(2) });
    const again = await keep({ 'dev/rds_provision_audit.csv': HEADER + row(1) + row(2) });
    expect(again).toMatchObject({ code: 0, stdout: 'The branch governance has these lines.\n' });
    expect(await git(bare, ['rev-list', '--count', 'governance'])).toBe('1\n');
  });

  test('a run without lines makes no branch', async () => {
    expect(await runShell(`bash '${join(SCRIPTS, 'keep-audit.sh')}' .`, { cwd: testFolder() })).toMatchObject({
      code: 0,
    });
    expect(await git(bare, ['branch', '--list'])).toBe('');
  });

  test(
    'runs at once lose no line',
    async () => {
      await keep({ 'dev/rds_provision_audit.csv': HEADER + row(0) });
      const runs = await Promise.all(
        [1, 2, 3].map((minute) => keep({ 'dev/rds_provision_audit.csv': HEADER + row(minute) })),
      );
      expect(runs.map(({ code }) => code)).toEqual([0, 0, 0]);
      const lines = (await kept('dev/rds_provision_audit.csv')).split('\r\n');
      expect(
        lines
          .slice(1, -1)
          .map((line) => `${line}\r\n`)
          .sort(),
      ).toEqual([0, 1, 2, 3].map((minute) => row(minute)));
    },
    SLOW,
  );

  test('a branch that cannot be read is an error, and nothing is pushed', async () => {
    config = join(
      testFolder({ config: '[url "/not/there"]\n  insteadOf = https://github.com/acme/fleet.git\n' }),
      'config',
    );
    const { code } = await keep({ 'dev/rds_provision_audit.csv': HEADER + row(1) });
    expect(code).not.toBe(0);
    expect(existsSync(join(bare, 'refs/heads/governance'))).toBe(false);
  });
});
