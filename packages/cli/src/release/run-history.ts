import { gitopsTarget, repositoryOptions, openReleased, overlayIn } from '@goldenpath/fleet';
import { shownUrl } from '@goldenpath/git';
import { oneLine, ReleaseError, releaseHistory, type ReleaseRecord, shortId } from '@goldenpath/gitops';
import type { CommandContext, ExitCode } from '../command';
import { whileTalking } from '../gitops/talking';
import { table } from '../output/table';
import type { HistoryFlags } from './flags';
import { recordData } from './record-data';
import { shownRelease } from './render-status';

/** Shows all that ran of an application in an environment. */
export async function runHistory(name: string, flags: HistoryFlags, context: CommandContext): Promise<ExitCode> {
  const { app, facts, platform } = await openReleased(name, [flags.env], flags, context);
  const target = gitopsTarget(facts, platform, flags, context);
  const records = await whileTalking('Asking what ran', context, (signal) =>
    releaseHistory(target, overlayIn(app, flags.env), repositoryOptions(context, flags, signal)),
  );
  if (records.length === 0) {
    throw new ReleaseError(
      'not-published',
      `${name} was never published for ${flags.env} to ${shownUrl(target.url)}.`,
      `Publish it first: goldenpath publish --only ${name}`,
    );
  }
  const data = { app: name, environment: flags.env, releases: records.map(recordData) };
  context.stdout(flags.json === true ? `${JSON.stringify(data, null, 2)}\n` : renderHistory(records, context));
  return 0;
}

/** What ran, the latest first, as a table. */
export function renderHistory(records: readonly ReleaseRecord[], { colors }: Pick<CommandContext, 'colors'>): string {
  const rows = records.map(({ release, kind, commit, forced }) => [
    commit.date,
    kind === 'removal' ? '–' : shownRelease(release),
    kind,
    oneLine(commit.author),
    shortId(commit.id),
    forced === undefined ? '' : `forced: ${oneLine(forced)}`,
  ]);
  return table(['SINCE', 'TAG', 'KIND', 'BY', 'COMMIT', ''], rows, colors.dim);
}
