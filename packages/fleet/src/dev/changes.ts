import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type FSWatcher, watch } from 'chokidar';

/** Folders that hold what tools write. */
const NOT_WATCHED =
  /(?:^|[/\\])(?:node_modules|\.git|dist|build|coverage|\.venv|__pycache__|\.[a-z]+_cache)(?:[/\\]|$)/;
/** Editors write a file in several steps. */
const QUIET_MS = 200;

/** Changes of the files of a folder, gathered until they stop for a moment. */
export class Changes {
  private readonly watcher: FSWatcher;
  private readonly digests = new Map<string, string>();
  private readonly changed = new Set<string>();
  private wake: () => void = () => undefined;

  /** @param signal - Ends the waiting. */
  constructor(
    private readonly folder: string,
    private readonly signal: AbortSignal,
  ) {
    this.watcher = watch(folder, {
      ignoreInitial: true,
      ignored: (file) => NOT_WATCHED.test(path.relative(folder, file)),
    });
    for (const event of ['add', 'change', 'unlink'] as const) this.watcher.on(event, (file) => this.see(file));
    // Such as a folder that may not be read. The others are watched.
    this.watcher.on('error', () => undefined);
    signal.addEventListener('abort', () => this.wake(), { once: true });
  }

  /** Waits until changes are noticed. */
  started(): Promise<void> {
    return new Promise((resolve) => this.watcher.once('ready', resolve));
  }

  /**
   * Waits for a change, also one that happened before, or for the signal.
   *
   * @returns the changed files, from the folder, in the order of their paths.
   */
  async next(): Promise<readonly string[]> {
    if (this.changed.size === 0 && !this.signal.aborted) await new Promise<void>((resolve) => (this.wake = resolve));
    const found = new Set<string>();
    while (this.changed.size > 0 && !this.signal.aborted) {
      for (const file of this.changed) found.add(file);
      this.changed.clear();
      await sleep(QUIET_MS);
    }
    return [...found].sort();
  }

  /** Takes the content that files have now as known: our own commands wrote it. */
  accept(files: readonly string[]): void {
    for (const file of files) {
      this.digests.set(path.join(this.folder, file), digestOf(path.join(this.folder, file)));
      this.changed.delete(file);
    }
  }

  close(): Promise<void> {
    return this.watcher.close();
  }

  /** A build that writes a file again with the same content must not start another build. */
  private see(file: string): void {
    const digest = digestOf(file);
    if (this.digests.get(file) === digest) return;
    this.digests.set(file, digest);
    this.changed.add(path.relative(this.folder, file));
    this.wake();
  }
}

function digestOf(file: string): string {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch {
    // It was removed, or may not be read.
    return '';
  }
}
