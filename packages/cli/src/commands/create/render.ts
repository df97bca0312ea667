import { type Created, shownPath } from '@goldenpath/fleet';
import type { CommandContext } from '../../command';

/** Each step, and what comes next. */
export function createText(
  { app, steps, record }: Created,
  { dryRun, undo }: { readonly dryRun: boolean; readonly undo: boolean },
  { colors, cwd }: Pick<CommandContext, 'colors' | 'cwd'>,
): string {
  const lines = steps.map(({ step, outcome, detail }) => `  ${step.padEnd(10)} ${outcome.padEnd(9)} ${detail}`);
  const isWaiting = steps.some(({ outcome }) => outcome === 'waiting');
  const next = dryRun
    ? ['', 'Nothing was changed.']
    : undo
      ? ['', `The repository belongs to its stack, and the catalog follows the specs: both stay.`]
      : isWaiting
        ? ['', `Run \`goldenpath create ${app}\` again when this is done.`]
        : ['', `Recorded in ${shownPath(record, cwd)}. \`goldenpath create ${app} --undo\` removes what was made.`];
  return [colors.bold(app), ...lines, ...next, ''].join('\n');
}
