import { isUserError, UserError } from '@goldenpath/errors';
import { InvalidFleetError } from '@goldenpath/fleet';

/** What a user of Backstage sets in place of a flag. */
const RUN_CODE = 'Set `goldenpath.fleet.runsCode` to true in the configuration of Backstage';

/** Runs an operation of a fleet. The mistakes of an invalid fleet become one error that lists them. */
export async function explained<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isUserError(error) || !(error instanceof InvalidFleetError)) throw error;
    const mistakes = error.diagnostics.map(({ message, remedy, location }) => ({
      text: `${message} ${remedy.replace('Leave out `--data-only`', RUN_CODE)}`,
      place: location && `${location.file}:${location.line}:${location.column}`,
    }));
    const [first] = mistakes;
    const lines = mistakes.map(({ text, place }) => (place === undefined ? text : `${place}: ${text}`));
    const summary = mistakes.length === 1 ? (first?.text ?? '') : lines.join('\n');
    throw new UserError(summary, 'Nothing was written.', { cause: error });
  }
}
