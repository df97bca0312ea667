import { counted } from '@goldenpath/extension';
import type { Affected, Review } from '@goldenpath/review';
import { unique } from '../text/object-groups';
import { ACTION_WORDS } from '../text/plan-lines';
import { shortened } from '../text/visible';
import { difference, firstOf, money, resourceWords } from '../text/words';
import { columnAfter, INDENT, labelled, type Layout, wrapped } from './lines';

const LONGEST = 300;
const MOST_APPS = 6;
const MOST_REASONS = 4;
const MOST_LOSSES = 12;
const MOST_ROWS = 20;

/** Returns, for each environment, the applications that change there and the reasons. */
export function environmentLines({ affected }: Review, layout: Layout): string[] {
  const environments = unique(affected.map(({ environment }) => environment));
  return rows(
    environments.map((environment) => {
      const entries = affected.filter((entry) => entry.environment === environment);
      return [environment ?? 'shared', `${appsText(entries)}: ${reasonsText(entries)}`] as const;
    }),
    layout,
  );
}

function appsText(entries: readonly Affected[]): string {
  const names = entries.map(
    ({ app, change }) => `${app ?? 'the platform'}${change === 'changed' ? '' : ` (${change})`}`,
  );
  return names.length > MOST_APPS ? counted(names.length, 'application') : names.join(', ');
}

/** Returns the reasons, most frequent first. */
function reasonsText(entries: readonly Affected[]): string {
  const counts = new Map<string, number>();
  for (const { reasons } of entries) for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const sorted = [...counts].sort(([, one], [, other]) => other - one);
  return firstOf(
    sorted.map(([reason]) => shortened(reason, LONGEST)),
    MOST_REASONS,
    '; ',
  );
}

/** Returns the resource counts, and the names of the resources that are lost. */
export function resourceLines({ plans, resources }: Review, { width, paint }: Layout): string[] {
  const { source, note, stacks } = plans;
  if (stacks.length === 0 && note === null) return [];
  const isSimulated = source === 'simulated' && stacks.length > 0;
  const nothing = source === 'none' ? 'Nothing was planned.' : 'No resource changes.';
  const losses = stacks.flatMap(({ stack, changes }) =>
    changes
      .filter(({ action }) => action === 'destroy' || action === 'replace')
      .map(({ action, address }) => `${ACTION_WORDS[action]} ${shortened(address, LONGEST)} of ${stack}`),
  );
  const failed = stacks.filter(({ status }) => status === 'failed');
  const block = (text: string) => wrapped(text, width - INDENT).map((line) => `${' '.repeat(INDENT)}${line}`);
  return [
    ...block(
      stacks.length === 0
        ? nothing
        : `${resourceWords(resources).join(', ')}${isSimulated ? ' (SIMULATED: planned in the state that the base describes)' : ''}`,
    ),
    ...losses.slice(0, MOST_LOSSES).flatMap((loss) => block(loss).map((line) => paint.red(line))),
    ...(losses.length > MOST_LOSSES ? block(`and ${losses.length - MOST_LOSSES} more destroyed or replaced`) : []),
    ...failed.flatMap(({ stack, problems }) =>
      block(`${stack} could not be planned: ${shortened(problems.join(' '), LONGEST)}`).map((line) =>
        paint.yellow(line),
      ),
    ),
    ...(note === null ? [] : block(shortened(note, 2 * LONGEST)).map((line) => paint.dim(line))),
  ];
}

/** Returns the teams that have to approve, and the reasons. */
export function approvalLines({ approvals }: Review, layout: Layout): string[] {
  return rows(
    approvals.map(
      ({ team, reasons }) =>
        [
          team,
          firstOf(
            reasons.map((reason) => shortened(reason, LONGEST)),
            MOST_REASONS,
            ' ',
          ),
        ] as const,
    ),
    layout,
  );
}

/** Returns the applications that use an affected one. */
export function dependentLines({ dependents }: Review, layout: Layout): string[] {
  return rows(
    unique(dependents.map(({ app }) => app)).map((app) => {
      const own = dependents.filter((each) => each.app === app);
      const uses = firstOf(unique(own.flatMap((each) => each.uses)), MOST_APPS);
      return [app, `uses ${uses} in ${own.map(({ environment }) => environment).join(', ')}`] as const;
    }),
    layout,
  );
}

/** Returns the monthly cost difference of each environment. */
export function costLines({ cost }: Review, layout: Layout): string[] {
  const note = cost.note === null ? [] : ([['note', shortened(cost.note, 300)]] as const);
  if (cost.environments.length === 0) return rows(note, layout);
  const perEnvironment = cost.environments.map((each) => {
    const items = firstOf(
      each.items.map(({ what, difference: change }) => `${difference(change)} ${shortened(what, LONGEST)}`),
      MOST_REASONS,
      '; ',
    );
    const total = `${money(each.before)} → ${money(each.after)} a month`;
    return [each.environment ?? 'shared', items === '' ? total : `${total}: ${items}`] as const;
  });
  const total = `${difference(cost.monthlyDifference)} a month, estimated from ${shortened(cost.source, LONGEST)}, ${cost.date}`;
  return rows([...perEnvironment, ['total', total], ...note], layout);
}

/** Writes labels and texts in two columns. Of many rows only the first are written, followed by the number of the others. */
function rows(entries: readonly (readonly [label: string, text: string])[], { width, paint }: Layout): string[] {
  const shown = entries.slice(0, MOST_ROWS);
  const at = columnAfter(
    shown.map(([label]) => label),
    width,
  );
  const more = entries.length - MOST_ROWS;
  return [
    ...shown.flatMap(([label, text]) => labelled(label, text, { at, width, paint: paint.bold })),
    ...(more > 0 ? [`${' '.repeat(INDENT)}and ${more.toLocaleString('en-US')} more`] : []),
  ];
}
