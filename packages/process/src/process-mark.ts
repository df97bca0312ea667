import { systemCode } from '@goldenpath/errors';
import { readFileSync } from 'node:fs';

/** A process, told from a later one that was given the same number. */
export interface ProcessMark {
  readonly pid: number;
  /** When it started, in the system's own terms; empty where the system does not tell. */
  readonly started: string;
}

/** The mark of this process. */
export function ownMark(): ProcessMark {
  return { pid: process.pid, started: lookUp(process.pid)?.started ?? '' };
}

/** Whether the marked process still runs. A zombie does not: it only waits for its parent to notice. */
export function isAlive({ pid, started }: ProcessMark): boolean {
  if (!hasProcess(pid)) return false;
  const found = lookUp(pid);
  if (found === undefined) return true;
  return !found.dead && (started === '' || found.started === started);
}

function hasProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

/** What Linux says about a process; undefined on other systems, or where it is hidden. */
function lookUp(pid: number): { dead: boolean; started: string } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses and may hold anything, so count from its end.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { dead: /^[ZXx]$/.test(fields[0] ?? ''), started: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}
