import type { ChildProcess } from 'node:child_process';
import { killGroup } from './process-group';

/** Child processes that end with their owner. */
export class ProcessScope {
  private readonly running = new Set<ChildProcess>();

  /** Adds a process until it has ended. */
  add(child: ChildProcess): void {
    this.running.add(child);
    child.once('close', () => this.running.delete(child));
  }

  /** Kills every process that still runs, and its group. */
  close(): void {
    for (const child of this.running) killGroup(child);
  }
}
