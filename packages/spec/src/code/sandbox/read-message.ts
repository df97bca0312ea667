import { plainData, type NotData } from '../plain-data';
import type { CodeOutcome, SandboxMessage } from './protocol';
import { tooLarge } from './stopped';

/**
 * Parses a line from the child process. The code of a spec may have written it, so it is not trusted.
 *
 * @returns undefined for a line that the child's own code did not write.
 */
export function readMessage(line: string, token: string): SandboxMessage | undefined {
  const message = parse(line);
  if (message?.['token'] !== token) return undefined;
  if (isIndex(message['begins'])) return { token, begins: message['begins'] };
  const outcome = isRecord(message['outcome']) ? outcomeOf(message['outcome']) : undefined;
  return isIndex(message['ends']) && outcome !== undefined ? { token, ends: message['ends'], outcome } : undefined;
}

function outcomeOf(written: Readonly<Record<string, unknown>>): CodeOutcome | undefined {
  const { kind, value, isRepeatable, problems, problem, stack } = written;
  switch (kind) {
    case 'data':
      return checked(value, isRepeatable === true);
    case 'not-data':
      return Array.isArray(problems) && problems.every(isNotData) ? { kind, problems } : undefined;
    case 'promise':
    case 'no-default-export':
      return { kind };
    case 'thrown':
      return isProblem(problem) && typeof stack === 'string' ? { kind, problem, stack } : undefined;
    case 'stopped':
      return isProblem(problem) ? { kind, problem } : undefined;
    default:
      return undefined;
  }
}

/** Checks data against the limits of a spec. */
function checked(value: unknown, isRepeatable: boolean): CodeOutcome {
  const copied = plainData(value);
  return 'problems' in copied
    ? { kind: 'stopped', problem: tooLarge() }
    : { kind: 'data', value: copied.value, isRepeatable };
}

function parse(line: string): Record<string, unknown> | undefined {
  try {
    const message: unknown = JSON.parse(line);
    return isRecord(message) ? message : undefined;
  } catch {
    return undefined;
  }
}

/** As `isMap` of the extension package, whose modules would take as long to load as the code itself. */
function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isProblem(value: unknown): value is { rule: string; message: string; remedy: string } {
  return isRecord(value) && ['rule', 'message', 'remedy'].every((name) => typeof value[name] === 'string');
}

function isNotData(value: unknown): value is NotData {
  return (
    isRecord(value) &&
    typeof value['what'] === 'string' &&
    Array.isArray(value['path']) &&
    value['path'].every((step) => typeof step === 'string' || typeof step === 'number')
  );
}
