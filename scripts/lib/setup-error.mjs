/** An error that stops the set-up and that the user can correct, with a remedy. */
export class SetupError extends Error {
  constructor(message, { remedy, details, exitCode = 1 } = {}) {
    super(message);
    this.name = 'SetupError';
    this.remedy = remedy;
    this.details = details;
    this.exitCode = exitCode;
  }
}

/** Runs `step`. A SetupError is printed and sets the exit code; any other error is a bug and shows its stack. */
export async function orExplain(step) {
  try {
    return await step();
  } catch (error) {
    const known = error instanceof SetupError ? error : errorOfDisk(error);
    if (known === undefined) throw error;
    if (known.details) process.stderr.write(`${known.details.trimEnd()}\n\n`);
    process.stderr.write(`${[known.message, known.remedy].filter(Boolean).join('\n')}\n`);
    process.exitCode = known.exitCode;
    return undefined;
  }
}

function errorOfDisk(error) {
  return ['ENOSPC', 'EROFS', 'EACCES', 'EPERM', 'EDQUOT'].includes(error?.code)
    ? new SetupError(`${error.path ?? 'A file'} could not be written (${error.code}).`, {
        remedy: remedyFor(error.code),
      })
    : undefined;
}

/** Returns the remedy for a known cause in the output of a failed program; undefined for other output. */
export function remedyFor(output) {
  return CAUSES.find(([pattern]) => pattern.test(output))?.[1];
}

const CAUSES = [
  [/ENOSPC|EDQUOT|no space left/i, 'The disk is full: free some space, then try again.'],
  [
    /EROFS|EACCES|EPERM|read-only file system/i,
    'The folder is not writable: change its permissions, or clone elsewhere.',
  ],
  [
    /OUTDATED_LOCKFILE/,
    'A package.json changed, but pnpm-lock.yaml did not: run `pnpm install` and commit the lockfile.',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|SOCKET_TIMEOUT|META_FETCH_FAIL|TARBALL_FETCH|FETCH_\d+|CERT_|SELF_SIGNED/i,
    'The package registry could not be reached: check the network, the proxy and `npm config get registry`, then try again.',
  ],
];
