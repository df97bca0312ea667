import { counted } from '@goldenpath/extension';
import type { Affected, Review } from '@goldenpath/review';
import { unique } from '../text/object-groups';
import { valueText } from '../text/value-text';
import { shortened } from '../text/visible';
import { firstOf } from '../text/words';
import { type Section, unitsOf } from './fit';
import { code, prose, row, tableHead } from './text';

/** With more applications than this, a summary comes before the list. */
const MOST_APPLICATIONS = 12;
const LONGEST = 300;

/** Returns the sections with changed platform settings and affected applications. Many applications are summarised first. */
export function affectedSections(review: Review, owners: ReadonlyMap<string, string>, whole: string): Section[] {
  const apps = byApp(review.affected);
  const isLarge = apps.length > MOST_APPLICATIONS;
  return [
    ...(review.platform.length === 0 ? [] : [platformSection(review, whole)]),
    ...(isLarge ? [summarySection(apps, owners, whole)] : []),
    ...(apps.length === 0 ? [] : [appsSection(apps, isLarge, whole)]),
  ];
}

function platformSection({ platform, affected }: Review, whole: string): Section {
  const apps = unique(affected.flatMap(({ app }) => app ?? []));
  return {
    opening: `### The platform changes\n\nIt touches ${apps.length === 0 ? 'no application' : counted(apps.length, 'application')}.\n\n${tableHead(['Setting', 'Before', 'After'])}`,
    units: unitsOf(platform, ({ path, before, after }) =>
      row([code(shortened(path, LONGEST)), code(valueText(before)), code(valueText(after))]),
    ),
    separator: '\n',
    closing: '',
    leftOut: (count) => `_${counted(count, 'more setting')} changed_${whole}.`,
  };
}

/** Returns a summary by environment and by owner. */
function summarySection(affected: readonly AffectedApp[], owners: ReadonlyMap<string, string>, whole: string): Section {
  // The platform itself is among what is affected, and is not an application.
  const apps = affected.filter(({ app }) => app !== null);
  const environments = unique(apps.flatMap(({ entries }) => entries.flatMap(({ environment }) => environment ?? [])));
  const perEnvironment = environments.map((environment) => {
    const touched = apps.filter(({ entries }) => entries.some((entry) => entry.environment === environment));
    return row([code(environment), touched.length.toLocaleString('en-US'), reasonsOf(touched, environment)]);
  });
  const teams = new Map<string, number>();
  for (const { app } of apps) {
    const owner = app === null ? undefined : owners.get(app);
    if (owner !== undefined) teams.set(owner, (teams.get(owner) ?? 0) + 1);
  }
  // The sort is stable: teams with equally many applications stay in the order of the application names.
  const perTeam = [...teams]
    .sort(([, one], [, other]) => other - one)
    .map(([team, count]) => row([code(team), count.toLocaleString('en-US'), 'owns them']));
  return {
    opening: `### Affected: ${counted(apps.length, 'application')}\n\n${tableHead(['Environment or owner', 'Applications', 'Why'])}`,
    units: unitsOf([...perEnvironment, ...perTeam], (line) => line),
    separator: '\n',
    closing: '',
    leftOut: (count) => `_${counted(count, 'more line')} left out_${whole}.`,
  };
}

function reasonsOf(apps: readonly AffectedApp[], environment: string): string {
  const counts = new Map<string, number>();
  for (const { entries } of apps)
    for (const entry of entries)
      if (entry.environment === environment)
        for (const reason of entry.reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const most = [...counts].sort(([, one], [, other]) => other - one).slice(0, 3);
  return most
    .map(([reason, count]) => `${prose(shortened(reason, 120))} (${count.toLocaleString('en-US')})`)
    .join('; ');
}

function appsSection(apps: readonly AffectedApp[], isFolded: boolean, whole: string): Section {
  const head = tableHead(['Application', 'Environments', 'Why']);
  return {
    opening: isFolded ? `<details>\n<summary>Each of them</summary>\n\n${head}` : `### Affected\n\n${head}`,
    units: unitsOf(groupsOf(apps, isFolded), groupRow),
    separator: '\n',
    closing: isFolded ? '</details>' : '',
    leftOut: (count) => `_${counted(count, 'more application')} left out_${whole}.`,
  };
}

interface AffectedApp {
  readonly app: string | null;
  readonly entries: readonly Affected[];
}

function byApp(affected: readonly Affected[]): AffectedApp[] {
  const apps = new Map<string | null, Affected[]>();
  for (const entry of affected) apps.set(entry.app, [...(apps.get(entry.app) ?? []), entry]);
  return [...apps].map(([app, entries]) => ({ app, entries }));
}

/** Applications that are affected in the same environments for the same reasons. */
interface AffectedGroup {
  readonly names: readonly string[];
  readonly where: string;
  readonly why: string;
}

/** Groups equal changes of a few applications. Many applications get a line each. */
function groupsOf(apps: readonly AffectedApp[], isLarge: boolean): AffectedGroup[] {
  const groups = new Map<string, AffectedGroup>();
  for (const app of apps) {
    const { name, where, why } = textsOf(app);
    const key = JSON.stringify([where, why, isLarge ? name : null]);
    groups.set(key, { names: [...(groups.get(key)?.names ?? []), name], where, why });
  }
  return [...groups.values()];
}

function groupRow({ names, where, why }: AffectedGroup): string {
  return row([names.join(', '), where, why]);
}

function textsOf({ app, entries }: AffectedApp): { name: string; where: string; why: string } {
  const changes = unique(entries.map(({ change }) => change));
  const word = changes.length === 1 && changes[0] !== 'changed' ? ` (${changes[0]})` : '';
  const where = entries.map(({ environment, change }) => {
    const name = environment === null ? 'shared' : code(environment);
    return changes.length > 1 && change !== 'changed' ? `${name} (${change})` : name;
  });
  // A reason that applies to several environments is listed once.
  const reasons = unique(entries.flatMap((entry) => entry.reasons)).map((reason) => shortened(reason, LONGEST));
  return {
    name: (app === null ? 'the platform' : code(app)) + word,
    where: where.join(', '),
    why: prose(firstOf(reasons, 5, '; ')),
  };
}
