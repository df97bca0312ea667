import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import { fleetStacks } from '@goldenpath/model';
import type { FleetContext } from '../context';
import { programRunner } from '../doctor/programs';
import { loadResolvedFleet } from '../load/load-resolved-fleet';
import { type DriftAcceptance, readAcceptances, withAcceptances } from './acceptance';
import { planRows } from './cloud-rows';
import { type ClusterOptions, clusterRows } from './cluster-rows';
import { type DriftReport, findDrift } from './finding';
import { gitRows, type GitOptions } from './git-rows';
import { readReports } from './read-reports';
import { type IssueAction, type OpenIssue, reconcile } from './reconcile';
import type { DriftRow, DriftSourceStatus } from './rows';

export interface DriftOptions {
  /** The folder with the run reports of `plan`: the cloud, and the settings on GitHub. @default both are not read */
  readonly plan?: string;
  /** A file with the open issues, as GitHub's API lists them. Needs `plan`. @default issues are not reconciled */
  readonly issues?: string;
  /** Compares the GitOps repositories. @default they are not read */
  readonly git?: GitOptions;
  /** Where the Applications of Argo CD are read. @default they are not read */
  readonly cluster?: ClusterOptions;
  /** The file with the accepted differences. @default `drift.yaml` beside the platform file, if it is there */
  readonly accept?: string;
  /** @default the clock of this machine */
  readonly now?: () => Date;
}

/** The changes in the cloud, the differences of all sources and, with `issues`, the actions for the issues. */
export interface Drift extends DriftReport {
  /** The differences of all sources, with owner and acceptance. */
  readonly rows: readonly DriftRow[];
  /** Which sources were read. */
  readonly sources: readonly DriftSourceStatus[];
  /** Acceptances that no difference needs. */
  readonly unused: readonly DriftAcceptance[];
  readonly actions?: readonly IssueAction[];
}

const NO_PLANS: DriftReport = { findings: [], compared: [], undeployed: [] };

/** Finds what differs from the generated files: in Git, in the clusters, in the cloud and on GitHub. It changes nothing. */
export async function drift(context: FleetContext, options: DriftOptions = {}): Promise<Drift> {
  const { plan, issues, git, cluster, accept, now = () => new Date() } = options;
  const { facts } = await loadResolvedFleet(context);
  const folder = path.dirname(context.source.platformFile);
  const acceptances = readAcceptances(accept === undefined ? folder : context.cwd, accept, facts);
  const report = plan === undefined ? undefined : findDrift(readReports(path.resolve(context.cwd, plan)));
  const found = [
    await gitRows(git, facts, context),
    await clusterRows(inFolder(cluster ?? {}, context.cwd), facts, programRunner(context)),
    ...planRows(report, facts),
  ];
  const { rows, unused } = withAcceptances(
    found.flatMap((each) => each.rows),
    acceptances,
    now(),
  );
  const drifted = { ...(report ?? NO_PLANS), rows, sources: found.map(({ status }) => status), unused };
  if (issues === undefined) return drifted;
  if (report === undefined)
    throw new UserError('Issues are about plans.', 'Pass the folder of the plans with `--plan`.');
  const open = readIssues(path.resolve(context.cwd, issues));
  const actions = reconcile(withoutAccepted(report, rows), open, { fleet: fleetStacks(facts).map(({ name }) => name) });
  return { ...drifted, actions };
}

function inFolder({ file, ...rest }: ClusterOptions, cwd: string): ClusterOptions {
  return { ...rest, ...(file !== undefined && { file: path.resolve(cwd, file) }) };
}

/** An accepted difference has no issue until its acceptance ends. */
function withoutAccepted(report: DriftReport, rows: readonly DriftRow[]): DriftReport {
  const accepted = new Set(
    rows.flatMap((row) => (row.accepted === undefined ? [] : [JSON.stringify([row.where, row.what])])),
  );
  const isAccepted = (stack: string, resource: string | null) =>
    accepted.has(JSON.stringify([stack, resource ?? undefined]));
  return { ...report, findings: report.findings.filter(({ stack, resource }) => !isAccepted(stack, resource)) };
}

function readIssues(file: string): OpenIssue[] {
  try {
    const value = JSON.parse(fs.readFileSync(file, 'utf8')) as unknown;
    if (Array.isArray(value) && value.every((issue) => typeof issue === 'object' && issue !== null)) return value;
  } catch {
    // Reported below, like any other invalid content.
  }
  throw new UserError(`${file} is not a list of issues.`, 'Pass the output of `gh api repos/OWNER/NAME/issues`.');
}
