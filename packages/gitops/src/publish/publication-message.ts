import type { AppPlan } from './plan-app';
import { isPlatform, shownName } from './published-platform';
import type { TracedEdit } from './trace-edits';

/** The trailer that names each application that a commit published. */
export const PUBLISH_TRAILER = 'Goldenpath-Publish';

/** With more than this, the subject does not list them. */
const MOST_PLACES = 6;

/** Returns the commit message: what changed for which application and environment. */
export function publicationMessage(plans: readonly AppPlan[], edits: readonly TracedEdit[]): string {
  const paragraphs = [
    [subjectOf(plans)],
    plans.map((plan) => `${shownName(plan.app)}: ${summaryOf(plan)}`),
    ...(edits.length === 0 ? [] : [['Edited by hand:', ...edits.map((edit) => `- ${editText(edit)}`)]]),
    plans.map(({ app }) => `${PUBLISH_TRAILER}: ${app}`),
  ];
  return `${paragraphs.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function subjectOf(plans: readonly AppPlan[]): string {
  const apps = plans.filter(({ app }) => !isPlatform(app));
  if (apps.length < plans.length) return `Publish the platform${countText(apps.length)}`;
  const [plan] = plans;
  if (plan === undefined) return 'Publish nothing';
  if (plans.length > 1) {
    const verb = plans.every(({ isRemoval }) => isRemoval) ? 'Remove' : 'Publish';
    return `${verb} ${plans.length} applications`;
  }
  if (plan.isRemoval) return `Remove ${plan.app}`;
  const places = placesOf(plan);
  return `Publish ${plan.app}${places.length === 0 || places.length > MOST_PLACES ? '' : `: ${places.join(', ')}`}`;
}

function countText(apps: number): string {
  return apps === 0 ? '' : ` and ${apps} ${apps === 1 ? 'application' : 'applications'}`;
}

/** Returns `base`, then the environments, each once. */
function placesOf({ changes }: Pick<AppPlan, 'changes'>): string[] {
  return [...new Set(changes.map(({ place }) => place))];
}

/** Describes the changes of an application: `base, dev changed; prod added`. */
export function summaryOf(plan: Pick<AppPlan, 'changes' | 'isRemoval'>): string {
  if (plan.isRemoval) return 'removed';
  const words = new Map<string, string[]>();
  for (const place of placesOf(plan)) {
    const kinds = new Set(plan.changes.filter((each) => each.place === place).map(({ change }) => change));
    const [only = 'changed'] = kinds;
    const word = kinds.size === 1 ? only : 'changed';
    words.set(word, [...(words.get(word) ?? []), place]);
  }
  if (words.size === 0) return 'its list of files changed';
  return [...words].map(([word, places]) => `${places.join(', ')} ${word}`).join('; ');
}

/** Describes a manual change of a generated file, and its outcome. */
export function editText({ path, edit, outcome, by }: TracedEdit): string {
  const who = by === undefined ? '' : ` by ${by.author} on ${by.date.slice(0, 10)} in ${by.commit.slice(0, 10)}`;
  const what = edit === 'removed' ? 'removed' : 'edited';
  const then = outcome === 'kept' ? 'no longer generated, kept' : 'generated text restored';
  return `${path}: ${what}${who}; ${then}`;
}
