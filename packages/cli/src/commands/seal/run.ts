import { UserError } from '@goldenpath/errors';
import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import { jsonText } from '../../output/json';
import { shownPath } from '@goldenpath/fleet';
import type { SealFlags } from './flags';
import { sealedText } from './render';

/** Encrypts values from standard input, and prints which keys are sealed. Values are never printed. */
export async function seal(app: string, flags: SealFlags, context: CommandContext): Promise<ExitCode> {
  if (context.isInteractive)
    throw new UserError(
      '`goldenpath seal` reads the secret from standard input, and that is the terminal.',
      'Pipe it, such as `pbpaste | goldenpath seal …` or `goldenpath seal … < file`.',
    );
  const sealed = await openCommandFleet(flags, context).seal(app, {
    environment: flags.env,
    input: await context.readInput(),
    missing: flags.missing ?? false,
    ...(flags.secret !== undefined && { secret: flags.secret }),
    ...(flags.key !== undefined && { key: flags.key }),
    ...(flags.cert !== undefined && { certificate: flags.cert }),
  });
  const shown = { ...sealed, file: shownPath(sealed.file, context.cwd) };
  context.stdout(flags.json === true ? jsonText(shown) : sealedText(shown, flags.env, context));
  return 0;
}
