import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import { fleetStacks } from '@goldenpath/model';
import type { FleetContext } from '../context';
import { loadResolvedFleet } from '../load/load-resolved-fleet';
import { type DriftReport, findDrift } from './finding';
import { readReports } from './read-reports';
import { type IssueAction, type OpenIssue, reconcile } from './reconcile';

export interface DriftOptions {
  /** The folder with the run reports of `plan`. */
  readonly plan: string;
  /** A file with the open issues, as GitHub's API lists them. @default issues are not reconciled */
  readonly issues?: string;
}

/** The changes in the cloud and, with `issues`, the actions for the issues. */
export interface Drift extends DriftReport {
  readonly actions?: readonly IssueAction[];
}

/** Finds changes in the cloud since the last deployment, from plans. */
export async function drift(context: FleetContext, { plan, issues }: DriftOptions): Promise<Drift> {
  const { facts } = await loadResolvedFleet(context);
  const report = findDrift(readReports(path.resolve(context.cwd, plan)));
  if (issues === undefined) return report;
  const open = readIssues(path.resolve(context.cwd, issues));
  return { ...report, actions: reconcile(report, open, { fleet: fleetStacks(facts).map(({ name }) => name) }) };
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
