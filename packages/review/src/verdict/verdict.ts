import type { EnvironmentPair, FleetChange } from '../fleet/fleet-change';
import type { Affected, Finding, PlatformChange, Verdict } from '../review';
import { counted, listed } from '../values/words';
import { lossesText } from './losses-text';

/** What the verdict is made of. */
export interface VerdictSubject {
  readonly affected: readonly Affected[];
  readonly platform: readonly PlatformChange[];
  readonly findings: readonly Finding[];
}

/** Whether the change is blocked, and the one sentence that leads the review: production comes first in it. */
export function verdictOf(change: FleetChange, subject: VerdictSubject): Verdict {
  const dangers = subject.findings.filter(({ severity }) => severity === 'danger');
  const standing = dangers.filter(({ overridden }) => overridden === null).length;
  return {
    blocked: standing > 0,
    summary: `${whatText(change, subject)}${endText(subject, dangers.length, standing)}.`,
  };
}

function endText({ findings }: VerdictSubject, dangers: number, standing: number): string {
  if (standing > 0) return `: blocked by ${counted(standing, 'danger')}`;
  if (dangers > 0) return `: ${counted(dangers, 'danger')} accepted`;
  const warnings = findings.filter(({ severity, overridden }) => severity === 'warning' && overridden === null).length;
  return warnings > 0 ? `: ${counted(warnings, 'warning')}` : '';
}

function whatText(change: FleetChange, { affected, platform, findings }: VerdictSubject): string {
  if (affected.length === 0)
    return platform.length === 0 && findings.length === 0 ? 'Changes nothing' : 'Changes nothing that is deployed';
  const subject = subjectText(change, affected, platform.length > 0);
  const losses = lossesText(findings, change.environments);
  return `${subject}${whereText(affected, change.environments)}${losses === undefined ? '' : `, ${losses}`}`;
}

/** `Changes orders-api`, or `Adds 2 applications and changes 410`; of the platform file `Changes the platform for …`. */
function subjectText({ appsByName }: FleetChange, affected: readonly Affected[], isPlatform: boolean): string {
  const names = [...new Set(affected.flatMap(({ app }) => app ?? []))];
  const has = (name: string, side: 'base' | 'head') => appsByName.get(name)?.[side] !== undefined;
  const added = names.filter((name) => !has(name, 'base'));
  const removed = names.filter((name) => !has(name, 'head'));
  const changed = names.filter((name) => has(name, 'base') && has(name, 'head'));
  const coming = [
    ...(added.length === 0 ? [] : [`adds ${appsText(added)}`]),
    ...(removed.length === 0 ? [] : [`removes ${appsText(removed)}`]),
  ];
  return capitalised(
    listed(
      isPlatform
        ? [`changes the platform${changed.length === 0 ? '' : ` for ${appsText(changed)}`}`, ...coming]
        : [...coming, ...changedText(affected, changed)],
    ),
  );
}

/** Applications, and the shared instances that are otherwise because of them. */
function changedText(affected: readonly Affected[], changed: readonly string[]): string[] {
  const instances = affected.filter(({ app }) => app === null).length;
  const what = [
    ...(changed.length === 0 ? [] : [appsText(changed)]),
    ...(instances === 0 ? [] : [instances === 1 ? 'the shared instance' : 'the shared instances']),
  ];
  return what.length === 0 ? [] : [`changes ${listed(what)}`];
}

function appsText(names: readonly string[]): string {
  const [only = ''] = names;
  return names.length === 1 ? only : counted(names.length, 'application');
}

/** Production first; and where nothing of it is affected, that. */
function whereText(affected: readonly Affected[], environments: readonly EnvironmentPair[]): string {
  const touched = new Set(affected.flatMap(({ environment }) => environment ?? []));
  const [production, others] = [true, false].map((wanted) =>
    environments
      .filter(({ name, isProduction }) => touched.has(name) && isProduction === wanted)
      .map(({ name }) => name),
  );
  const names = [...(production ?? []), ...(others ?? [])];
  if (names.length === 0) return '';
  // What is in no environment, such as a push role, is production's too.
  const sparesProduction = (production ?? []).length === 0 && affected.every(({ environment }) => environment !== null);
  return ` in ${listed(names)}${sparesProduction ? ', and nothing in production' : ''}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
