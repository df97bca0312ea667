import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault } from '@goldenpath/simulator';
import { Workbench, type Stack } from './support/terraform';

/** A password that is made once, kept in a secret, read back from there, and given to the database. */
function stackWith(version: number): Stack {
  return {
    terraform: { required_providers: { aws: { source: 'aws' }, random: { source: 'hashicorp/random' } } },
    provider: { aws: [{ region: 'eu-west-1' }] },
    ephemeral: {
      random_password: { made: { length: 32, special: false } },
      aws_secretsmanager_secret_version: {
        stored: {
          secret_id: '${aws_secretsmanager_secret_version.v.secret_id}',
          version_id: '${aws_secretsmanager_secret_version.v.version_id}',
        },
      },
    },
    resource: {
      aws_secretsmanager_secret: { s: { name: 'db', recovery_window_in_days: 0 } },
      aws_secretsmanager_secret_version: {
        v: {
          secret_id: '${aws_secretsmanager_secret.s.id}',
          secret_string_wo: '${ephemeral.random_password.made.result}',
          secret_string_wo_version: version,
        },
      },
      aws_db_instance: {
        d: {
          identifier: 'db',
          engine: 'postgres',
          instance_class: 'db.t3.micro',
          allocated_storage: 20,
          username: 'u',
          skip_final_snapshot: true,
          password_wo: '${ephemeral.aws_secretsmanager_secret_version.stored.secret_string}',
          password_wo_version: version,
        },
      },
    },
  };
}

async function open(faults: Fault[] = []): Promise<Workbench> {
  const bench = await Workbench.open({ db: stackWith(1) }, { faults });
  await bench.init('db');
  return bench;
}

/** The password of the database and what the secret holds now. */
function passwords(bench: Workbench): unknown[] {
  const { account } = bench.simulator;
  const current = account
    .all('aws_secretsmanager_secret_version')
    .find(({ values }) => String(values['version_stages']) === 'AWSCURRENT');
  return [account.get('aws_db_instance', 'eu-west-1/db')?.vault?.['password'], current?.vault?.['secret_string']];
}

test('the database and its secret have the same password, at first and after a change', async () => {
  const bench = await open();
  expect((await bench.apply('db')).output).toContain('3 added');
  const [first, stored] = passwords(bench);
  expect(first).toMatch(/^[A-Za-z0-9]{32}$/);
  expect(stored).toBe(first);
  expect(await bench.plan('db')).toMatchObject({ code: 0 });
  bench.write('db', stackWith(2));
  const changed = await bench.apply('db');
  expect(changed.output).toContain('1 added, 1 changed, 1 destroyed');
  const [second, kept] = passwords(bench);
  expect(second).not.toBe(first);
  expect(kept).toBe(second);
  const state = readFileSync(join(bench.folder, 'db/terraform.tfstate'), 'utf8');
  for (const secret of [first, second]) expect([state, changed.output].join()).not.toContain(secret);
  await bench.simulator.stop();
}, 60_000);

test.each([1, 2, 3])(
  'dying before operation %d takes effect, the next run ends what was begun',
  async (nth) => {
    const bench = await open([{ kind: 'die', nth }]);
    expect(await bench.apply('db')).toMatchObject({ code: 1 });
    expect(await bench.apply('db')).toMatchObject({ code: 0 });
    expect(await bench.plan('db')).toMatchObject({ code: 0 });
    const [password, stored] = passwords(bench);
    expect(password).toMatch(/^[A-Za-z0-9]{32}$/);
    expect(stored).toBe(password);
    await bench.simulator.stop();
  },
  60_000,
);

test('after a crash with a name taken, the next run says that the name is taken', async () => {
  const bench = await open([{ kind: 'die', when: 'after' }]);
  expect(await bench.apply('db')).toMatchObject({ code: 1 });
  const { code, output } = await bench.apply('db');
  expect(code).toBe(1);
  expect(output).toContain('Simulated cloud: creating Secrets Manager Secret (db): ResourceExistsException');
  await bench.simulator.stop();
}, 60_000);
