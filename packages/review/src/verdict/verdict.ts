import { counted, type EnvironmentPair, listed } from '@goldenpath/extension';
import type { FleetChange } from '../fleet/fleet-change';
import type { Affected, Finding, PlatformChange, Verdict } from '../review';
import { reviewRules } from '../rules';
import { causeCount } from '../rules/cause-count';
import { lossesText } from './losses-text';
import { platformNouns } from './platform-nouns';

/** The input of the verdict. */
export interface VerdictSubject {
  readonly affected: readonly Affected[];
  readonly platform: readonly PlatformChange[];
  readonly findings: readonly Finding[];
}

/** Returns whether the change is blocked, and the summary, in which production comes first. */
export function verdictOf(change: FleetChange, subject: VerdictSubject): Verdict {
  const dangers = subject.findings.filter(({ severity }) => severity === 'danger');
  const blocking = dangers.filter(({ overridden }) => overridden === null);
  const worst = worstText(change, subject, blocking);
  const what = whatText(change, subject);
  return {
    blocked: blocking.length > 0,
    summary: `${worst === undefined ? capitalised(what) : `${capitalised(worst)}; ${what}`}${endText(subject, dangers, blocking)}.`,
  };
}

/** Returns the worst consequence: a loss or, without one, the most severe blocking finding, in production if possible. */
function worstText(
  { registry, environments }: FleetChange,
  { affected, findings }: VerdictSubject,
  blocking: readonly Finding[],
): string | undefined {
  const losses = affected.length === 0 ? undefined : lossesText(reviewRules(registry), findings, environments);
  if (losses !== undefined) return losses;
  const production = new Set(environments.flatMap(({ name, isProduction }) => (isProduction ? name : [])));
  const gravest = blocking.filter(({ rule }) => rule === blocking[0]?.rule);
  const worst = gravest.find(({ environment }) => environment !== null && production.has(environment)) ?? gravest[0];
  return worst?.message.replace(/\.$/, '');
}

/** Counts findings by cause. */
function endText({ findings }: VerdictSubject, dangers: readonly Finding[], blocking: readonly Finding[]): string {
  if (blocking.length > 0) return `: blocked by ${counted(causeCount(blocking), 'danger')}`;
  if (dangers.length > 0) return `: ${counted(causeCount(dangers), 'danger')} accepted`;
  const warnings = findings.filter(({ severity, overridden }) => severity === 'warning' && overridden === null);
  return warnings.length > 0 ? `: ${counted(causeCount(warnings), 'warning')}` : '';
}

function whatText(change: FleetChange, { affected, platform, findings }: VerdictSubject): string {
  if (affected.length === 0)
    return platform.length === 0 && findings.length === 0 ? 'changes nothing' : 'changes nothing that is deployed';
  const parts = partsOf(change, affected, platform.length > 0);
  return placed(parts, affected, change.environments);
}

/** One effect of a change and its environments. */
interface Part {
  readonly what: string;
  readonly affected: readonly Affected[];
}

/** Returns `adds 2 applications` and `changes orders-api`. For the platform file, `changes the platform for …` comes first. */
function partsOf(change: FleetChange, affected: readonly Affected[], isPlatform: boolean): Part[] {
  const { appsByName } = change;
  const changeOf = (app: string | null) => {
    const pair = app === null ? undefined : appsByName.get(app);
    if (pair === undefined) return 'changed';
    return pair.base === undefined ? 'added' : pair.head === undefined ? 'removed' : 'changed';
  };
  const [added, removed, changed] = ['added', 'removed', 'changed'].map((wanted) =>
    affected.filter(({ app }) => changeOf(app) === wanted),
  ) as [Affected[], Affected[], Affected[]];
  const coming = [
    ...(added.length === 0 ? [] : [{ what: `adds ${appsText(namesOf(added))}`, affected: added }]),
    ...(removed.length === 0 ? [] : [{ what: `removes ${appsText(namesOf(removed))}`, affected: removed }]),
  ];
  if (!isPlatform) return [...coming, ...changedPart(change, changed)];
  const names = namesOf(changed);
  const what = `changes the platform${names.length === 0 ? '' : ` for ${appsText(names)}`}`;
  return [{ what, affected: changed }, ...coming];
}

/** Returns the changed applications, and the platform resources that change because of them. */
function changedPart(change: FleetChange, affected: readonly Affected[]): Part[] {
  const names = namesOf(affected);
  const shared = affected.flatMap(({ app, environment }) => (app === null ? [environment] : []));
  const what = [...(names.length === 0 ? [] : [appsText(names)]), ...platformNouns(change, shared)];
  return what.length === 0 ? [] : [{ what: `changes ${listed(what)}`, affected }];
}

function namesOf(affected: readonly Affected[]): string[] {
  return [...new Set(affected.flatMap(({ app }) => app ?? []))];
}

/** Returns effects with their environments: once for all if they are equal, separately if not. */
function placed(
  parts: readonly Part[],
  affected: readonly Affected[],
  environments: readonly EnvironmentPair[],
): string {
  const places = parts.map((part) => namesText(part.affected, environments));
  const isOne = places.every((place) => place === places[0] || place === '');
  const what = parts.map((part, index) => `${part.what}${isOne ? '' : places[index]}`);
  const where = isOne ? namesText(affected, environments) : '';
  return `${listed(what)}${where}${sparesProduction(affected, environments) ? ', and nothing in production' : ''}`;
}

function appsText(names: readonly string[]): string {
  const [only = ''] = names;
  return names.length === 1 ? only : counted(names.length, 'application');
}

/** Returns ` in prod and dev`, production first. */
function namesText(affected: readonly Affected[], environments: readonly EnvironmentPair[]): string {
  const touched = touchedBy(affected, environments);
  const [production, others] = [true, false].map((wanted) =>
    touched.filter(({ isProduction }) => isProduction === wanted).map(({ name }) => name),
  );
  const names = [...(production ?? []), ...(others ?? [])];
  return names.length === 0 ? '' : ` in ${listed(names)}`;
}

/** Something without an environment, such as a push role, also affects production. */
function sparesProduction(affected: readonly Affected[], environments: readonly EnvironmentPair[]): boolean {
  const touched = touchedBy(affected, environments);
  return (
    touched.length > 0 &&
    touched.every(({ isProduction }) => !isProduction) &&
    affected.every(({ environment }) => environment !== null)
  );
}

function touchedBy(affected: readonly Affected[], environments: readonly EnvironmentPair[]): EnvironmentPair[] {
  const touched = new Set(affected.flatMap(({ environment }) => environment ?? []));
  return environments.filter(({ name }) => touched.has(name));
}

/** Returns the text as the start of a sentence. A Terraform address such as `aws_iam_role.push-role` stays as it is. */
function capitalised(text: string): string {
  if (/^[a-z]+_/.test(text)) return text;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
