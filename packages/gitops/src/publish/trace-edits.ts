import { RepositoryError, type Tip } from '@goldenpath/git';
import { oneLine } from '../release/shown';
import type { AppPlan, ManualEdit } from './plan-app';

/** A manual change of a generated file, and its author. */
export interface TracedEdit extends ManualEdit {
  readonly app: string;
  /** Undefined when the history does not contain it, or when there are too many edits to look up. */
  readonly by?: {
    readonly author: string;
    readonly email: string;
    readonly commit: string;
    /** ISO 8601. */
    readonly date: string;
    readonly subject: string;
  };
}

/** Each lookup walks the history, so only this many are made. */
const MOST_TRACED = 20;
const FIELDS = ['%H', '%an', '%ae', '%aI', '%s'];

/** Looks up the authors of edits. Without edits, the history is not fetched. */
export async function traceEdits(plans: readonly AppPlan[], tip: Tip): Promise<TracedEdit[]> {
  const traced: TracedEdit[] = [];
  for (const { app, edits } of plans) {
    for (const edit of edits) {
      const by = traced.length < MOST_TRACED ? await lastCommitOf(edit.path, tip) : undefined;
      traced.push({ app, ...edit, ...(by !== undefined && { by }) });
    }
  }
  return traced;
}

async function lastCommitOf(path: string, tip: Tip): Promise<TracedEdit['by']> {
  if (tip.commit === undefined) return undefined;
  const format = `--format=${FIELDS.join('%x00')}`;
  const said = await historyOf(tip, ['log', '-1', format, tip.commit, '--', `:(literal,top)${path}`]);
  const [commit = '', author = '', email = '', date = '', subject = ''] = said.trimEnd().split('\0').map(oneLine);
  return commit === '' ? undefined : { author, email, commit, date, subject };
}

/** A history that cannot be fetched does not stop the publication. The author stays unknown. */
async function historyOf(tip: Tip, args: readonly string[]): Promise<string> {
  try {
    return await tip.history(args);
  } catch (error) {
    if (error instanceof RepositoryError && error.reason !== 'stopped') return '';
    throw error;
  }
}
