import type { FleetFacts } from '@goldenpath/extension';
import { stackOwners } from '../review/stack-owners';
import type { DriftFinding, DriftReport } from './finding';
import { type DriftRow, notRead, type SourceRows } from './rows';

/** Resources of the GitHub provider are in the same stacks as those of the cloud. */
const GITHUB = 'github_';

/** Returns the rows of the cloud and of GitHub from plans. A stack that could not be planned is unknown in both. */
export function planRows(report: DriftReport | undefined, facts: FleetFacts): SourceRows[] {
  if (report === undefined)
    return (['cloud', 'github'] as const).map((source) => notRead(source, 'no plans were passed: use --plan DIR'));
  const owners = stackOwners(facts);
  const teams = new Map(facts.apps.map(({ name, owner }) => [name, owner]));
  const missing = [...owners.keys()].filter((stack) => !isPlanned(stack, report));
  const rows = report.findings.flatMap((finding) => {
    const app = owners.get(finding.stack)?.app;
    const owner = app === undefined || app === null ? undefined : teams.get(app);
    return sourcesOf(finding).map((source): DriftRow => ({
      source,
      where: finding.stack,
      ...(finding.resource !== null && { what: finding.resource }),
      ...(owner !== undefined && { owner }),
      state: finding.kind,
      detail: detailOf(finding),
    }));
  });
  return (['cloud', 'github'] as const).map((source) => ({
    status: statusOf(source, missing, report.compared.length),
    rows: rows.filter((row) => row.source === source),
  }));
}

function isPlanned(stack: string, { compared, findings, undeployed }: DriftReport): boolean {
  return compared.includes(stack) || undeployed.includes(stack) || findings.some((finding) => finding.stack === stack);
}

function statusOf(source: 'cloud' | 'github', missing: readonly string[], compared: number) {
  if (compared === 0) return { source, isRead: false, reason: 'no stack could be compared' };
  if (missing.length === 0) return { source, isRead: true };
  const shown = missing.slice(0, 5).join(', ');
  const more = missing.length > 5 ? ` and ${missing.length - 5} more` : '';
  return { source, isRead: true, reason: `without the stacks ${shown}${more}, which were not planned` };
}

function sourcesOf({ resource }: DriftFinding): readonly ('cloud' | 'github')[] {
  if (resource === null) return ['cloud', 'github'];
  const type = resource.split('.').find((each) => each.includes('_')) ?? '';
  return type.startsWith(GITHUB) ? ['github'] : ['cloud'];
}

function detailOf({ kind, attributes, next, problems }: DriftFinding): string {
  if (kind === 'unknown') return problems[0] ?? 'it could not be planned';
  if (kind === 'gone') return 'it was deployed, and is no longer there';
  const names = attributes.map(({ path }) => path).join(', ');
  const then = next === null ? 'the next deployment keeps it' : `the next deployment would ${next} it`;
  return names === '' ? then : `${names}; ${then}`;
}
