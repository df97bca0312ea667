import { type ChildProcess, killGroup, type StartOptions } from '@goldenpath/process';
import { notStarted, startGit } from '../run-git';

/** An object as it is stored. */
export interface StoredObject {
  readonly id: string;
  readonly type: string;
  readonly content: Buffer;
}

interface Waiting {
  readonly resolve: (object: StoredObject | undefined) => void;
  readonly reject: (error: Error) => void;
}

/** Reads objects from one long-running `git cat-file --batch`: one process per object would take minutes for thousands of them. */
export class ObjectReader {
  private child: ChildProcess | undefined;
  private readonly waiting: Waiting[] = [];
  private readonly requests: string[] = [];
  private chunks: Buffer[] = [];
  private length = 0;
  /** The number of bytes that the next response needs, as far as known. */
  private needed = 1;

  constructor(private readonly run: Pick<StartOptions, 'env' | 'cwd'>) {}

  /** Returns an object by its id; undefined when the repository does not have it. */
  read(id: string): Promise<StoredObject | undefined> {
    if (!/^[0-9a-f]{40,64}$/.test(id)) throw new TypeError(`not an object id: ${id}`);
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.request(id);
    });
  }

  /** Requests of one turn of the event loop share a write, because writes are slower than responses. */
  private request(id: string): void {
    this.requests.push(`${id}\n`);
    if (this.requests.length > 1) return;
    queueMicrotask(() => this.process().stdin?.write(this.requests.splice(0).join('')));
  }

  /** Ends the process. The next request starts a new one. */
  close(): void {
    if (this.child !== undefined) killGroup(this.child);
    this.child = undefined;
    [this.chunks, this.length, this.needed] = [[], 0, 1];
  }

  private process(): ChildProcess {
    if (this.child !== undefined) return this.child;
    const child = startGit(['cat-file', '--batch'], { ...this.run, stdio: ['pipe', 'pipe', 'ignore'] });
    child.stdin?.on('error', () => undefined);
    const isOurs = () => this.child === child;
    child.stdout?.on('data', (chunk: Buffer) => isOurs() && this.take(chunk));
    child.on('error', (error) => isOurs() && this.fail(notStarted(error)));
    child.on('close', () => isOurs() && this.fail(new Error('git cat-file ended')));
    this.child = child;
    return child;
  }

  private fail(error: Error): void {
    this.child = undefined;
    for (const { reject } of this.waiting.splice(0)) reject(error);
  }

  private take(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.length += chunk.length;
    if (this.length < this.needed) return;
    let rest = this.chunks.length === 1 ? chunk : Buffer.concat(this.chunks);
    for (;;) {
      const end = rest.indexOf(0x0a);
      if (end === -1) break;
      const [id = '', type = '', size] = rest.toString('latin1', 0, end).split(' ');
      const next = size === undefined ? end + 1 : end + 1 + Number(size) + 1;
      this.needed = next;
      if (rest.length < next) break;
      const content = Buffer.from(rest.subarray(end + 1, next - 1));
      this.waiting.shift()?.resolve(size === undefined ? undefined : { id, type, content });
      rest = rest.subarray(next);
      this.needed = 1;
    }
    this.chunks = [rest];
    this.length = rest.length;
  }
}
