import { RepositoryError, type Tip } from '@goldenpath/git';
import { oneLine } from '../release/shown';
import type { AppPlan, SomebodysEdit } from './plan-app';

/** An edit of a file of ours, and who made it. */
export interface TracedEdit extends SomebodysEdit {
  readonly app: string;
  /** Undefined where history does not tell, or where there are more edits than are looked up. */
  readonly by?: {
    readonly author: string;
    readonly email: string;
    readonly commit: string;
    /** ISO 8601. */
    readonly date: string;
    readonly subject: string;
  };
}

/** Each is a walk through history. */
const MOST_TRACED = 20;
const FIELDS = ['%H', '%an', '%ae', '%aI', '%s'];

/** Looks up who made the edits. Where there is none, history is not even fetched. */
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

/** Who it was is worth knowing, and not worth a publication: where history cannot be had, nobody is named. */
async function historyOf(tip: Tip, args: readonly string[]): Promise<string> {
  try {
    return await tip.history(args);
  } catch (error) {
    if (error instanceof RepositoryError && error.reason !== 'stopped') return '';
    throw error;
  }
}
