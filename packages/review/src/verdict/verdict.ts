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

/** `Changes orders-api`, or `Adds 2 applications and changes 410`; of a change of the platform `Changes the platform for …`. */
function subjectText({ appsByName }: FleetChange, affected: readonly Affected[], isPlatform: boolean): string {
  const names = [...new Set(affected.flatMap(({ app }) => app ?? []))];
  const touchesPlatform = isPlatform || affected.some(({ app }) => app === null);
  if (names.length === 0) return 'Changes the platform';
  const added = names.filter((name) => appsByName.get(name)?.base === undefined);
  const removed = names.filter((name) => appsByName.get(name)?.head === undefined);
  const changed = names.filter((name) => !added.includes(name) && !removed.includes(name));
  const parts = [
    ...(added.length === 0 ? [] : [`adds ${appsText(added)}`]),
    ...(removed.length === 0 ? [] : [`removes ${appsText(removed)}`]),
    ...(changed.length === 0
      ? []
      : [`changes ${touchesPlatform && isPlatform ? 'the platform for ' : ''}${appsText(changed)}`]),
  ];
  if (touchesPlatform && !(isPlatform && changed.length > 0)) parts.push('changes the platform');
  return capitalised(listed(isPlatform ? parts.reverse() : parts));
}

function appsText(names: readonly string[]): string {
  const [only = ''] = names;
  return names.length === 1 ? only : counted(names.length, 'application');
}

/** Production first; and where it is not among them, that. */
function whereText(affected: readonly Affected[], environments: readonly EnvironmentPair[]): string {
  const touched = new Set(affected.flatMap(({ environment }) => environment ?? []));
  const [production, others] = [true, false].map((wanted) =>
    environments
      .filter(({ name, isProduction }) => touched.has(name) && isProduction === wanted)
      .map(({ name }) => name),
  );
  const names = [...(production ?? []), ...(others ?? [])];
  if (names.length === 0) return '';
  return ` in ${listed(names)}${(production ?? []).length === 0 ? ', and nothing in production' : ''}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
