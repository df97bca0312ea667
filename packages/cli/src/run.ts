import { isUserError, systemCode, UserError } from '@goldenpath/errors';
import { InvalidCommitError, InvalidFleetError } from '@goldenpath/fleet';
import { formatDiagnostic } from '@goldenpath/spec';
import { CommanderError } from 'commander';
import type { CommandContext, ExitCode } from './command';
import { diagnosticsLine, printDiagnostics } from './output/diagnostics';
import { printErrorData } from './output/error-data';
import { buildProgram } from './program';

/** Runs a command line. Never throws: a user error is printed and returns 1, a bug returns 2. */
export async function run(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  let code: ExitCode = 0;
  const json = hasJson(argv);
  try {
    const program = await buildProgram(context, (result) => (code = result), {
      only: argv[0] ?? '',
      printsErrors: !json,
    });
    // Without a command, print the help and succeed. Commander alone would exit with 1.
    await program.parseAsync(argv.length === 0 ? ['--help'] : [...argv], { from: 'user' });
    return code;
  } catch (error) {
    return explain(error, json, context);
  }
}

/** Arguments after `--` belong to another program. */
function hasJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end === -1 ? argv.length : end).includes('--json');
}

function explain(thrown: unknown, json: boolean, context: CommandContext): ExitCode {
  const error = isOutOfSpace(thrown) ? outOfSpace(thrown) : (refusedPath(thrown) ?? thrown);
  if (error instanceof CommanderError) return explainCommandLine(error, json, context);
  if (error instanceof InvalidFleetError) {
    const { diagnostics } = error;
    if (json) printErrorData({ valid: false, diagnostics }, diagnosticsLine(diagnostics), context);
    else printDiagnostics(diagnostics, context);
    return 1;
  }
  if (isUserError(error)) {
    const [first] = error instanceof InvalidCommitError ? error.diagnostics : [];
    if (first !== undefined) context.stderr(`${formatDiagnostic(first)}\n`);
    const { message, summary, remedy } = error;
    if (json) printErrorData({ error: summary, remedy }, message, context);
    else context.stderr(`${context.colors.red('error:')} ${message}\n`);
    return 1;
  }
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  context.stderr(
    `${context.colors.red('This is a bug in goldenpath.')} Please report it with the details below.\n\n${details}\n`,
  );
  return 2;
}

/** Commander has printed the mistake, except where it is data. */
function explainCommandLine(
  { code, exitCode, message }: CommanderError,
  json: boolean,
  context: CommandContext,
): ExitCode {
  if (exitCode === 0) return 0;
  const error = message.replace(/^error: /, '').trim();
  if (json && code !== 'commander.help') printErrorData({ error }, error, context);
  return 1;
}

/** Returns whether a disk is full. That can happen at every write, so it is handled here once. */
function isOutOfSpace(error: unknown): boolean {
  return !isUserError(error) && ['ENOSPC', 'EDQUOT'].includes(systemCode(error) ?? '');
}

function outOfSpace(cause: unknown): UserError {
  return new UserError(
    'There is no space left on a disk that files are written to.',
    'Free some space, or name another folder for temporary files in the variable TMPDIR. Then run this again.',
    { cause },
  );
}

/** Returns the error where the system does not let this user read or write a file; `undefined` for every other error. */
function refusedPath(error: unknown): UserError | undefined {
  if (isUserError(error) || !['EACCES', 'EPERM', 'EROFS'].includes(systemCode(error) ?? '')) return undefined;
  const { path } = Object(error) as { readonly path?: unknown };
  if (typeof path !== 'string') return undefined;
  const why = systemCode(error) === 'EROFS' ? 'its file system is read-only' : 'there is no permission';
  return new UserError(
    `${path} cannot be read or written: ${why}.`,
    'Give this user access to it and to the folders above it, and run this again.',
    { cause: error },
  );
}
