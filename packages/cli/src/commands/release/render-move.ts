import { type MoveOutcome, shortId, shownTag } from '@goldenpath/gitops';
import type { CommandContext } from '../../command';

interface Where {
  readonly where: string;
  readonly branch: string;
  readonly dryRun: boolean;
}

/** Returns the result of a move as text. */
export function renderMove(
  { move, message, changes, commit }: MoveOutcome,
  { where, branch, dryRun }: Where,
  { colors }: Pick<CommandContext, 'colors'>,
): string {
  const { overlay, from, to } = move;
  if (!changes) {
    return `${overlay.app} runs ${shownTag(to.newTag)} in ${overlay.environment} already. Nothing to do.\n`;
  }
  const headline = `${overlay.app} in ${overlay.environment}: ${shownTag(from.newTag)} → ${colors.bold(shownTag(to.newTag))}\n`;
  if (!dryRun) return `${headline}${colors.dim(`Commit ${shortId(commit ?? '')} on ${branch} of ${where}`)}\n`;
  const quoted = message.trimEnd().replaceAll(/^(?=.)/gm, '    ');
  return `${headline}Nothing was changed. The commit on ${branch} of ${where} would say:\n\n${quoted}\n`;
}
