import type { Diagnostic } from '@goldenpath/extension';

/** Converts a thrown value to a diagnostic without a location. */
export function describeThrown(thrown: unknown): Omit<Diagnostic, 'location'> {
  const code = codeOf(thrown);
  if (code === 'MODULE_NOT_FOUND')
    return {
      rule: 'package-missing',
      message: `${firstLine(thrown)}.`,
      remedy: "Add the package to the dependencies of the fleet's package.json and install it.",
    };
  if (code === 'ERR_REQUIRE_ESM' || code === 'ERR_REQUIRE_ASYNC_MODULE')
    return {
      rule: 'package-not-loadable',
      message: 'A package that this imports consists of ES modules alone.',
      remedy: 'Use a version or an entry of it that works with `require`.',
    };
  if (code === 'ERR_ACCESS_DENIED')
    return {
      rule: 'code-denied',
      message: `The code ${deniedAction(thrown)}, and a spec may not.`,
      remedy: 'A spec may read files of its fleet and installed packages. Write other values into the spec itself.',
    };
  return {
    rule: 'code-throws',
    message: `The code threw while it ran: ${firstLine(thrown)}.`,
    remedy: 'Correct what throws; the place is the last one in the fleet before it was thrown.',
  };
}

function codeOf(thrown: unknown): unknown {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : undefined;
}

function firstLine(thrown: unknown): string {
  const text = thrown instanceof Error || isErrorLike(thrown) ? `${thrown.name}: ${thrown.message}` : printed(thrown);
  const line = text.split('\n', 1)[0] ?? '';
  const cut = line.length > 300 ? `${line.slice(0, 300)}…` : line;
  return cut.replace(/\.$/, '');
}

/** An error of another realm is not an instance of this realm's `Error`. */
function isErrorLike(thrown: unknown): thrown is Error {
  return typeof thrown === 'object' && thrown !== null && 'message' in thrown && 'name' in thrown;
}

function printed(thrown: unknown): string {
  const isScalar = thrown === null || (typeof thrown !== 'object' && typeof thrown !== 'function');
  return isScalar ? String(thrown) : `a value of type ${typeof thrown}`;
}

/** Returns the stack of a thrown value; empty when it has none. */
export function stackOf(thrown: unknown): string {
  const stack = typeof thrown === 'object' && thrown !== null && 'stack' in thrown ? thrown.stack : undefined;
  return typeof stack === 'string' ? stack : '';
}

/** Returns what Node's permission model refused. */
function deniedAction(thrown: unknown): string {
  const { permission, resource } = thrown as { permission?: unknown; resource?: unknown };
  const file = typeof resource === 'string' && resource !== '' ? `\`${resource.slice(0, 200)}\`` : 'a file';
  switch (permission) {
    case 'FileSystemRead':
      return `reads ${file}`;
    case 'FileSystemWrite':
      return `writes ${file}`;
    case 'ChildProcess':
      return 'starts a program';
    case 'WorkerThreads':
      return 'starts a thread';
    case 'Net':
      return 'uses the network';
    default:
      return 'uses a function of Node that is restricted';
  }
}
