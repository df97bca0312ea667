import { Command } from 'commander';
import type { FleetFlags } from '../../command';
import { fleetCommand, names, withSnapshot } from '../../flags';
import type { Bind } from '../release/program';

/** Flags of every `rds` command, as the command line gives them. */
export interface RdsFlags extends FleetFlags {
  readonly env: string;
  readonly only?: readonly string[];
  readonly local?: boolean;
  readonly out?: string;
  readonly caFile?: string;
  readonly auto?: boolean;
}

/** Flags of `rds provision`. */
export interface RdsProvisionFlags extends RdsFlags {
  readonly dryRun?: boolean;
  readonly keepGoing?: boolean;
  readonly from?: string;
}

/** Flags of `rds rotate`. */
export interface RdsRotateFlags extends RdsFlags {
  readonly due?: boolean;
  readonly dryRun?: boolean;
  readonly keepGoing?: boolean;
}

/** Flags of `rds retire`. */
export interface RdsRetireFlags extends RdsFlags {
  readonly dryRun?: boolean;
  readonly backupTo?: string;
}

/** Flags of `rds job`. */
export interface RdsJobFlags extends FleetFlags {
  readonly env: string;
  readonly only?: readonly string[];
  readonly image: string;
  readonly namespace?: string;
  readonly masterSecret?: string;
}

/** Flags of `rds catalog`. */
export interface RdsCatalogFlags extends FleetFlags {
  readonly check?: boolean;
}

const commands = () => import('./run.js');

/** `goldenpath rds …`: roles, databases and grants of PostgreSQL. */
export function rdsCommand(bind: Bind): Command {
  const rds = new Command('rds')
    .description('Compare the PostgreSQL databases of an environment with the specs, and make them agree.')
    .helpOption('-h, --help', 'print this help');
  rds.addCommand(bind(provisionCommand(), async () => (await commands()).provision));
  rds.addCommand(bind(statusCommand(), async () => (await commands()).status));
  rds.addCommand(bind(jobCommand(), async () => (await commands()).job));
  rds.addCommand(bind(retireCommand(), async () => (await commands()).retire));
  rds.addCommand(bind(rotateCommand(), async () => (await commands()).rotate));
  rds.addCommand(bind(catalogCommand(), async () => (await commands()).catalog));
  return rds;
}

function catalogCommand(): Command {
  return fleetCommand('catalog', 'Write rds-catalog.yaml, the list of all databases of the fleet.').option(
    '--check',
    'write nothing; exit with 1 if the file is out of date',
  );
}

function provisionCommand(): Command {
  return rdsFlags('provision', 'Create and repair the roles, databases and grants of the applications.')
    .option('--dry-run', 'print every change, and make none')
    .option('--keep-going', 'continue with the other databases when one fails')
    .option('--from <folder>', 'in a Job of `rds job`: the folder with the databases and the secrets');
}

function statusCommand(): Command {
  return rdsFlags('status', 'Show how the databases differ from the specs. Exits with 1 where one differs.');
}

function jobCommand(): Command {
  return fleetCommand(
    'job',
    'Print a Kubernetes Job that provisions from inside the cluster: for instances that only it reaches.',
  )
    .requiredOption('--env <environment>', 'the environment')
    .requiredOption('--image <image>', 'an image that has `goldenpath` on its PATH')
    .addOption(names('--only', 'only the databases of these applications'))
    .option('--namespace <namespace>', 'the namespace of the Job (default: goldenpath)')
    .option('--master-secret <name>', 'the secret of the master (default: what RDS says)');
}

function retireCommand(): Command {
  return rdsFlags(
    'retire',
    'Lock, back up and rename the databases that their specs retire; drop them after their days of grace.',
  )
    .option('--dry-run', 'print every step, and make no change')
    .option(
      '--backup-to <folder>',
      'dump each database with pg_dump into a folder (default: a snapshot of the instance)',
    );
}

function rotateCommand(): Command {
  return rdsFlags('rotate', 'Give the applications new passwords while they run.')
    .option('--due', 'only passwords that are due by the risk of their application; refuses logins that are in use')
    .option('--dry-run', 'print the passwords that would change, and change none')
    .option('--keep-going', 'continue with the other databases when one fails');
}

function rdsFlags(name: string, description: string): Command {
  return withSnapshot(fleetCommand(name, description))
    .requiredOption('--env <environment>', 'the environment')
    .addOption(names('--only', 'only the databases of these applications'))
    .option('--auto', 'leave out the instances that are not deployed yet')
    .option('--local', 'on an embedded PostgreSQL server, with secrets in a folder: needs no cloud')
    .option('--out <dir>', 'with `--local`: the output folder that `deploy` had (default: dist)')
    .option('--ca-file <file>', 'PEM certificates to trust besides those of Amazon RDS');
}
