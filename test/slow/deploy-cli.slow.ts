import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { ended, startGoldenpath } from '@goldenpath/testing/command';
import { ROOT } from '@goldenpath/testing/fleet';
import { readFiles } from '@goldenpath/testing/folders';
import {
  cloudlessEnvironment,
  copyOfFleet,
  editSpec,
  goldenpathIn,
  plannedActions,
  simulated,
  statusCounts,
} from '@goldenpath/testing/simulated-fleet';

const SLOW = 120_000;

describe('the example fleet in a simulated cloud', () => {
  const folder = copyOfFleet();

  test(
    'before a deployment, a plan shows which stacks wait for others',
    async () => {
      const report = await simulated(folder, 'plan');
      expect(report).toMatchObject({ purpose: 'plan', simulated: true });
      expect(statusCounts(report)).toEqual({ planned: 14, waits: 6 });
      expect(report.stacks.find(({ stack }) => stack === 'app-orders-api-dev')).toMatchObject({
        status: 'waits',
        by: 'platform-dev',
      });
    },
    SLOW,
  );

  test(
    'a deploy creates every stack in order, and says that it is simulated',
    async () => {
      const { code, stdout, stderr } = await goldenpathIn(folder, ['deploy', '--simulate']);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/^SIMULATED: none of this is in a real cloud\.\n/);
      expect(stdout).toMatch(/\n20 stacks to deploy: 20 done\. \d+ to create\. \(simulated\)\n/);
      expect(stdout).toContain('  + create  aws_db_instance.shared-instance\n');
      expect(stdout).toMatch(/\nprod +orders_db +orders-api-prod +changed +orders_app_user over TLSv1\.[23]\n/);
      expect(stdout).toMatch(
        /\n6 databases: 6 provisioned\. 6 applications log in over TLS\. \(embedded PostgreSQL\)\n$/,
      );
    },
    SLOW,
  );

  test(
    'a second deploy changes nothing',
    async () => {
      const report = await simulated(folder, 'deploy');
      expect(statusCounts(report)).toEqual({ unchanged: 20 });
      expect(plannedActions(report)).toEqual([]);
    },
    SLOW,
  );

  test('the real output folder contains the synthesised files and none of the engine', () => {
    for (const stack of readdirSync(join(folder, 'cdktf.out', 'stacks')))
      expect(readdirSync(join(folder, 'cdktf.out', 'stacks', stack))).toEqual(['cdk.tf.json']);
  });

  test(
    'CDKTF’s command line works with the same simulated cloud',
    async () => {
      const cdktf = [process.execPath, join(ROOT, 'node_modules', 'cdktf-cli', 'bundle', 'bin', 'cdktf')];
      const { code, stdout } = await goldenpathIn(
        folder,
        ['simulate', '--', ...cdktf, 'diff', 'platform-dev', '--skip-provider-lock'],
        { CI: '1' },
      );
      expect(stdout).toContain('No changes.');
      expect(code).toBe(0);
      expect(readdirSync(join(folder, 'cdktf.out', 'stacks', 'platform-dev'))).toEqual(['cdk.tf.json']);
    },
    SLOW,
  );

  test(
    'a destroy refuses protected stacks, and keeps the stacks that they need',
    async () => {
      const report = await simulated(folder, 'destroy');
      expect(statusCounts(report)).toEqual({ protected: 16, 'held-back': 4 });
      const problems = report.stacks
        .find(({ stack }) => stack === 'app-orders-api-prod')
        ?.problems.map(({ address }) => address);
      expect(problems?.sort()).toEqual(['aws_db_instance.instance', 'aws_secretsmanager_secret.secret']);
      const { code, stdout } = await goldenpathIn(folder, ['destroy', '--simulate', '--stack', 'app-my-redis']);
      expect(code).toBe(1);
      expect(stdout).toContain(
        'app-my-redis  refused: it contains protected resources\n  error github_repository.repository: is protected from being destroyed\n',
      );
      expect(stdout).toContain('To destroy protected resources, accept their loss first');
      expect(statusCounts(await simulated(folder, 'plan'))).toEqual({ unchanged: 20 });
    },
    SLOW,
  );

  test(
    'a selection runs its stacks and no others',
    async () => {
      const names = async (...flags: string[]) =>
        (await simulated(folder, 'plan', ...flags)).stacks.map(({ stack }) => stack);
      expect(await names('--only', 'orders-api', '--env', 'dev')).toEqual(['app-orders-api', 'app-orders-api-dev']);
      expect(await names('--stack', 'platform-test,app-my-redis')).toEqual(['app-my-redis', 'platform-test']);
    },
    SLOW,
  );

  test(
    'real credentials in the environment are refused before any change',
    async () => {
      const before = readFiles(join(folder, 'dist'));
      const { code, stdout, stderr } = await goldenpathIn(folder, ['deploy', '--simulate'], { AWS_PROFILE: 'work' });
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(
        /^error: A simulated run does not start with credentials of a real cloud .*AWS_PROFILE.*\n$/,
      );
      expect(readFiles(join(folder, 'dist'))).toEqual(before);
    },
    SLOW,
  );

  test(
    'a damaged account is one clear error, and is not changed',
    async () => {
      const account = join(folder, 'dist', 'simulated', 'account');
      const whole = readFileSync(account);
      writeFileSync(account, Buffer.concat([whole, Buffer.from('no record\n')]));
      const { code, stderr } = await goldenpathIn(folder, ['plan', '--simulate']);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^error: The simulated account .* is damaged: .*\n$/);
      expect(readFileSync(account, 'utf8')).toBe(`${String(whole)}no record\n`);
      writeFileSync(account, whole);
    },
    SLOW,
  );
});

test(
  'a stack that fails does not stop the others, and sets the exit code',
  async () => {
    const folder = copyOfFleet();
    await simulated(folder, 'deploy', '--stack', 'platform-dev');
    // A database that another application of the cloud has already: its secret's name is taken.
    editSpec(folder, 'reporting-db', 'name: reporting\n', 'name: reporting2\n');
    const report = await simulated(folder, 'deploy', '--only', 'reporting-db', 'orders-api', '--env', 'prod');
    expect(report.stacks.map(({ stack, status }) => `${stack} ${status}`)).toEqual([
      'app-orders-api applied',
      'app-orders-api-prod failed',
      'app-reporting-db-prod failed',
    ]);
    const { code } = await goldenpathIn(folder, ['deploy', '--simulate', '--only', 'reporting-db', '--env', 'prod']);
    expect(code).toBe(1);
  },
  SLOW,
);

describe('the databases of a deployment', () => {
  const folder = copyOfFleet();
  const secret = (name: string) =>
    join(
      folder,
      'dist',
      'embedded-postgres',
      'secrets',
      `${encodeURIComponent(`goldenpath/dev/${name}/postgres`)}.json`,
    );
  const databases = async (...flags: string[]) => {
    const { code, stdout } = await goldenpathIn(folder, ['deploy', '--simulate', '--json', ...flags]);
    const report = JSON.parse(stdout) as {
      readonly databases: readonly {
        readonly environment: string;
        readonly databases: readonly { readonly app: string; readonly status: string }[];
      }[];
    };
    const found = report.databases.flatMap(({ environment, databases: results }) =>
      results.map(({ app, status }) => `${environment} ${app} ${status}`),
    );
    return { code, found };
  };

  test(
    'are left out with --no-provision, and if none of their stacks was deployed',
    async () => {
      expect(await databases('--no-provision', '--env', 'dev')).toEqual({ code: 0, found: [] });
      expect(await databases('--stack', 'platform-dev', 'app-storefront')).toEqual({ code: 0, found: [] });
      expect(readdirSafely(join(folder, 'dist', 'embedded-postgres'))).toEqual([]);
    },
    SLOW,
  );

  test(
    'fail the deployment if one fails, and the next run completes',
    async () => {
      await mkdir(dirname(secret('orders_db')), { recursive: true });
      writeFileSync(secret('orders_db'), '{}');
      expect(await databases('--env', 'dev')).toEqual({
        code: 1,
        found: ['dev orders-api failed', 'dev reporting-db changed'],
      });
      const { code, stdout } = await goldenpathIn(folder, ['deploy', '--simulate', '--quiet', '--env', 'dev']);
      expect(code).toBe(1);
      expect(stdout).toContain(
        '  error orders_db in dev: The secret goldenpath/dev/orders_db/postgres has no valid `port`. Correct its content',
      );
      expect(stdout).toMatch(/\n2 databases: 1 unchanged, 1 failed\. 1 application logs in over TLS/);
      rmSync(secret('orders_db'));
      expect(await databases('--env', 'dev')).toEqual({
        code: 0,
        found: ['dev orders-api changed', 'dev reporting-db unchanged'],
      });
    },
    SLOW,
  );

  test(
    'are below the given output folder, with their audit',
    async () => {
      expect(await databases('--env', 'dev', '--only', 'orders-api', '--out', 'elsewhere')).toMatchObject({ code: 1 });
      expect(await databases('--env', 'dev', '--out', 'elsewhere')).toMatchObject({ code: 0 });
      const provision = ['rds', 'provision', '--env', 'dev', '--local', '--out', 'elsewhere'];
      const { code, stdout } = await goldenpathIn(folder, provision);
      expect({ code, changed: stdout.includes(' changed') }).toEqual({ code: 0, changed: false });
      expect(stdout).toContain('Audit: elsewhere/embedded-postgres/governance/dev/rds_provision_audit.csv\n');
    },
    SLOW,
  );
});

test(
  'without a terminal, a real deploy requires --auto-approve and touches nothing',
  async () => {
    const folder = copyOfFleet();
    for (const command of ['deploy', 'destroy']) {
      const { code, stderr } = await goldenpathIn(folder, [command]);
      expect(code).toBe(1);
      expect(stderr).toContain(
        'there is no terminal to confirm on. Check the output of `goldenpath plan`, then run this again with --auto-approve.',
      );
    }
    expect(readdirSync(folder).sort()).toEqual(['apps', 'platform.yaml']);
  },
  SLOW,
);

test(
  'without an engine and without a download, the error is one line',
  async () => {
    const folder = copyOfFleet();
    const PATH = [dirname(process.execPath), '/nowhere']
      .filter((path) => !readdirSafely(path).includes('terraform'))
      .join(delimiter);
    const env = { PATH, XDG_CACHE_HOME: join(folder, 'cache'), GOLDENPATH_TERRAFORM_MIRROR: 'http://127.0.0.1:9' };
    const { code, stdout, stderr } = await goldenpathIn(folder, ['plan', '--simulate'], env);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^Downloading Terraform/),
      expect.stringMatching(/^error: No usable Terraform: there is no terraform on the PATH, .* GOLDENPATH_TERRAFORM/),
    ]);
  },
  SLOW,
);

test(
  'an interrupted deploy ends in order, and the next one continues',
  async () => {
    const folder = copyOfFleet();
    const env = cloudlessEnvironment();
    const flags = ['--no-provision', '--env', 'dev'];
    const child = startGoldenpath(['deploy', '--simulate', ...flags], { cwd: folder, env });
    const end = ended(child);
    await until(() => readdirSafely(join(folder, 'dist', 'simulated', 'states')).length > 2);
    child.kill('SIGINT');
    const { code, stdout, stderr } = await end;
    expect(code).toBe(1);
    expect(stdout).toMatch(/ interrupted.*\(simulated\)\n/);
    expect(stderr).toContain('Waiting for Terraform to finish');
    expect(statusCounts(await simulated(folder, 'deploy', ...flags))['failed']).toBeUndefined();
    expect(statusCounts(await simulated(folder, 'plan', '--env', 'dev'))).toEqual({ unchanged: 10 });
  },
  SLOW,
);

test(
  'an interrupt during provisioning stops after the current databases, and the next deploy continues',
  async () => {
    const folder = copyOfFleet();
    const deployment = ['deploy', '--simulate', '--env', 'dev', 'test'];
    const child = startGoldenpath(deployment, { cwd: folder, env: cloudlessEnvironment() });
    const end = ended(child);
    const locks = join(folder, 'dist', 'embedded-postgres', 'locks');
    while (readdirSafely(locks).length === 0 && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGINT');
    const { code, stdout, stderr } = await end;
    expect(stderr).toContain('Stopping after the databases that are being changed.\n');
    expect(stderr).toContain('Run the command again: it continues the work.\n');
    expect(stderr).not.toContain('Terraform');
    expect(stdout).toMatch(/\d databases: .*\d skipped\./);
    expect(code).toBe(1);
    const next = await goldenpathIn(folder, deployment);
    expect(next.code).toBe(0);
    expect(next.stdout).toMatch(/\d databases: .*\d provisioned/);
  },
  5 * SLOW,
);

async function until(isSo: () => boolean): Promise<void> {
  for (let waited = 0; !isSo() && waited < 30_000; waited += 20)
    await new Promise((resolve) => setTimeout(resolve, 20));
}

function readdirSafely(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

test(
  'a platform file of another organisation starts with an empty simulated account, and says so in one line',
  async () => {
    const folder = copyOfFleet();
    const deployment = ['deploy', '--simulate', '--quiet', '--stack', 'platform-dev', 'app-my-redis'];
    expect((await goldenpathIn(folder, deployment)).code).toBe(0);
    const file = join(folder, 'platform.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('organisation: goldenpath-idp', 'organisation: acme'));
    const { code, stdout, stderr } = await goldenpathIn(folder, deployment);
    expect(stderr).toBe(
      'The simulated account belonged to goldenpath-idp (AWS 123456789012 in eu-west-2), which differs from the platform file. Started with an empty account.\n',
    );
    expect(stdout).toMatch(/(?:^|\n)2 stacks to deploy: 2 done\. \d+ to create\. \(simulated\)\n/);
    expect(code).toBe(0);
    expect((await goldenpathIn(folder, ['simulate', '--reset'])).stdout).toMatch(
      /^Emptied the simulated cloud in dist\/simulated\./,
    );
    const emptied = await simulated(folder, 'plan', '--stack', 'platform-dev', 'app-my-redis');
    expect(statusCounts(emptied)).toEqual({ planned: 2 });
  },
  SLOW,
);
