import { readFileSync, mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { Account } from '@goldenpath/simulator';
import {
  copyOfFleet,
  goldenpathIn,
  plannedActions,
  type RunReport,
  simulated,
} from '@goldenpath/testing/simulated-fleet';

const SLOW = 600_000;
const STACKS = ['--stack', 'platform-prod', '--stack', 'app-ledger-prod'];

/** The example fleet, with an application that has an instance of its own beside the shared one. */
function fleetWithLedger(more = ''): string {
  const folder = copyOfFleet();
  mkdirSync(path.join(folder, 'apps', 'ledger'));
  const spec = `kind: backend-app-rds
name: ledger
description: Has an instance of its own, beside the shared one
owner: app-team
risk: low
environments: [prod]
database:
  name: ledger
  username: ledger_app
  instance: dedicated
${more}`;
  writeFileSync(path.join(folder, 'apps', 'ledger', 'app.yaml'), spec);
  return folder;
}

function setVersion(folder: string, version: string): void {
  const file = path.join(folder, 'platform.yaml');
  const text = readFileSync(file, 'utf8').replace(/^postgres:\n( .*\n)*/m, '');
  writeFileSync(file, `${text.trimEnd()}\npostgres:\n  version: "${version}"\n`);
}

const accountOf = (folder: string) => new Account(path.join(folder, 'dist', 'simulated', 'account'));
const statuses = ({ stacks }: RunReport) => stacks.map(({ stack, status }) => `${stack}: ${status}`);
const versions = (folder: string) =>
  accountOf(folder)
    .all('aws_db_instance')
    .map(({ values }) => `${values['identifier'] as string}: ${values['engine_version'] as string}`);

test(
  'a major upgrade of a shared instance and of one beside it ends, and one back is refused (B06)',
  async () => {
    const folder = fleetWithLedger();
    setVersion(folder, '16');
    await simulated(folder, 'deploy', ...STACKS);
    expect(versions(folder)).toEqual(['goldenpath-idp-prod: 16', 'ledger-prod: 16']);
    setVersion(folder, '17');
    const upgrade = await simulated(folder, 'deploy', ...STACKS);
    expect(statuses(upgrade)).toEqual(['platform-prod: applied', 'app-ledger-prod: applied']);
    expect(plannedActions(upgrade)).toEqual([
      'platform-prod: update aws_db_instance.shared-instance',
      'platform-prod: create aws_db_parameter_group.parameter-group-17',
      'app-ledger-prod: update aws_db_instance.instance',
    ]);
    expect(versions(folder)).toEqual(['goldenpath-idp-prod: 17', 'ledger-prod: 17']);
    expect(plannedActions(await simulated(folder, 'plan', ...STACKS))).toEqual([]);
    setVersion(folder, '16');
    const back = await simulated(folder, 'deploy', '--stack', 'app-ledger-prod');
    expect(back.stacks[0]?.problems[0]?.summary).toContain('Cannot upgrade postgres from');
  },
  SLOW,
);

test(
  'an instance that is destroyed twice leaves two snapshots, and a third is created from one (B07)',
  async () => {
    const accept = ['database-loss', 'secret-loss', 'repository-loss', 'registry-loss'].map(
      (rule) => `  - { rule: ${rule}, reason: A trial that comes and goes. }\n`,
    );
    const folder = fleetWithLedger(`accept:\n${accept.join('')}`);
    await simulated(folder, 'deploy', '--stack', 'platform-prod');
    const once = ['--stack', 'app-ledger-prod'];
    for (const _ of [1, 2]) {
      expect(statuses(await simulated(folder, 'deploy', '--stack', 'app-ledger-prod'))).toEqual([
        'app-ledger-prod: applied',
      ]);
      expect(statuses(await simulated(folder, 'destroy', ...once))).toEqual(['app-ledger-prod: applied']);
      // The secret is gone for good after its recovery window.
      for (const { type, key } of accountOf(folder).all('aws_secretsmanager_secret'))
        accountOf(folder).destroy(type, key);
    }
    const snapshots = accountOf(folder)
      .all('aws_db_snapshot')
      .map(({ values }) => values['id'] as string);
    expect(snapshots).toEqual([
      expect.stringMatching(/^ledger-prod-final-[0-9a-f]{8}$/),
      expect.stringMatching(/^ledger-prod-final-[0-9a-f]{8}$/),
    ]);
    expect(new Set(snapshots).size).toBe(2);
    const spec = path.join(folder, 'apps', 'ledger', 'app.yaml');
    writeFileSync(
      spec,
      readFileSync(spec, 'utf8').replace(
        '  instance: dedicated\n',
        `  instance: dedicated\n  restoreFrom: ${snapshots[0]}\n`,
      ),
    );
    expect(statuses(await simulated(folder, 'deploy', '--stack', 'app-ledger-prod'))).toEqual([
      'app-ledger-prod: applied',
    ]);
    // The snapshot is what the instance started with. Forgetting it changes nothing.
    writeFileSync(spec, readFileSync(spec, 'utf8').replace(/ {2}restoreFrom.*\n/, ''));
    expect(plannedActions(await simulated(folder, 'plan', '--stack', 'app-ledger-prod'))).toEqual([]);
  },
  SLOW,
);

test(
  'log groups that RDS has made are imported, and others are created before their instance',
  async () => {
    const folder = fleetWithLedger();
    await simulated(folder, 'deploy', '--stack', 'platform-prod');
    const platform = path.join(folder, 'platform.yaml');
    const text = readFileSync(platform, 'utf8');
    const last = text.lastIndexOf('    databases:\n') + '    databases:\n'.length;
    writeFileSync(platform, `${text.slice(0, last)}      logRetentionDays: 30\n${text.slice(last)}`);
    expect(statuses(await simulated(folder, 'deploy', ...STACKS))).toEqual([
      'platform-prod: applied',
      'app-ledger-prod: applied',
    ]);
    const groups = accountOf(folder).all('aws_cloudwatch_log_group');
    expect(groups.map(({ values }) => [values['name'], values['retention_in_days']])).toEqual(
      ['goldenpath-idp-prod', 'ledger-prod'].flatMap((name) => [
        [`/aws/rds/instance/${name}/postgresql`, 30],
        [`/aws/rds/instance/${name}/upgrade`, 30],
      ]),
    );
    expect(plannedActions(await simulated(folder, 'plan', ...STACKS))).toEqual([]);
  },
  SLOW,
);

test(
  'an extension that the embedded PostgreSQL lacks is a note, and the run succeeds',
  async () => {
    const folder = fleetWithLedger('  extensions: [citext, vector]\n');
    const args = ['deploy', '--simulate', '--quiet', ...STACKS];
    const { code, stdout, stderr } = await goldenpathIn(folder, args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(
      '  note ledger in prod: RDS has the extension vector, and the embedded PostgreSQL does not',
    );
    expect(stdout).toMatch(/\n1 database: 1 provisioned\. 1 application logs in over TLS\./);
    expect(stdout).not.toContain('citext');
  },
  SLOW,
);
