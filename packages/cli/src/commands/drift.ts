import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  type DriftReport,
  findDrift,
  issueTitle,
  readReports,
  type OpenIssue,
  reconcile,
  UsageError,
  fleetSource,
  openFleet,
} from '@goldenpath/fleet';
import { fleetStacks } from '@goldenpath/model';
import type { CommandContext, ExitCode, FleetFlags } from '../command';

export interface DriftFlags extends FleetFlags {
  readonly plan: string;
  readonly issues?: string;
}

/** Tells what somebody changed in the cloud since it was deployed and, with `issues`, what to do to the issues that tell of it. */
export async function drift(flags: DriftFlags, context: CommandContext): Promise<ExitCode> {
  const { facts } = await openFleet(fleetSource(flags, context));
  const report = findDrift(readReports(path.resolve(context.cwd, flags.plan)));
  const issues = flags.issues === undefined ? undefined : readIssues(path.resolve(context.cwd, flags.issues));
  const actions = issues && reconcile(report, issues, { fleet: fleetStacks(facts).map(({ name }) => name) });
  if (flags.json === true)
    context.stdout(`${JSON.stringify({ ...report, ...(actions !== undefined && { actions }) }, null, 2)}\n`);
  else context.stdout(driftText(report));
  return 0;
}

function readIssues(file: string): OpenIssue[] {
  try {
    const value = JSON.parse(fs.readFileSync(file, 'utf8')) as unknown;
    if (Array.isArray(value) && value.every((issue) => typeof issue === 'object' && issue !== null)) return value;
  } catch {
    // Told below, as a file with something else in it.
  }
  throw new UsageError(`${file} is no list of issues.`, 'It has to be what `gh api repos/OWNER/NAME/issues` prints.');
}

function driftText({ findings, compared, undeployed }: DriftReport): string {
  const lines = findings.map((finding) => `  ${issueTitle(finding)}`);
  const count = findings.length === 1 ? '1 finding' : `${findings.length} findings`;
  const waiting = undeployed.length === 0 ? '' : ` Not deployed as the fleet says: ${undeployed.join(', ')}.`;
  return [`${compared.length} stacks compared: ${count}.${waiting}`, ...lines, ''].join('\n');
}
