import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';

const IDENTITY = {
  GIT_AUTHOR_NAME: 'test',
  GIT_AUTHOR_EMAIL: 'test@example.org',
  GIT_COMMITTER_NAME: 'test',
  GIT_COMMITTER_EMAIL: 'test@example.org',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
};

/** The bare repositories of the server, below one folder. */
export class Repositories {
  private readonly names = new Set<string>();

  constructor(readonly root: string) {}

  has(name: string): boolean {
    return this.names.has(name);
  }

  folderOf(name: string): string {
    return path.join(this.root, `${name}.git`);
  }

  create(name: string): void {
    mkdirSync(path.dirname(this.folderOf(name)), { recursive: true });
    run(['init', '--quiet', '--bare', '--initial-branch=main', this.folderOf(name)]);
    this.git(name, 'config', 'http.receivepack', 'true');
    this.names.add(name);
  }

  /** Creates a repository with the files of a folder. */
  add(name: string, folder: string): void {
    this.create(name);
    const at = ['--git-dir', this.folderOf(name), '--work-tree', folder];
    run([...at, 'add', '--all', '--force', '.']);
    run([...at, 'commit', '--quiet', '--message', 'Start']);
  }

  /** Runs Git in a repository and returns what it prints, without the white space around it. */
  git(name: string, ...args: readonly string[]): string {
    return this.bytes(name, args).toString('utf8').trim();
  }

  bytes(name: string, args: readonly string[]): Buffer {
    return run(['-C', this.folderOf(name), ...args]);
  }

  /** Returns the commit of a branch, a tag or a reference; `undefined` where there is none. */
  shaOf(name: string, ref: string): string | undefined {
    return this.tryParse(name, `${ref}^{commit}`);
  }

  /** Returns the object that an expression such as `main:README.md` names; `undefined` where there is none. */
  tryParse(name: string, expression: string): string | undefined {
    try {
      return this.git(name, 'rev-parse', '--verify', '--quiet', expression);
    } catch {
      return undefined;
    }
  }

  writeBlob(name: string, content: Buffer): string {
    return text(run(['-C', this.folderOf(name), 'hash-object', '-w', '--stdin'], content));
  }

  /** Writes a tree: another one, or none, with some files added. */
  writeTree(name: string, base: string | undefined, files: readonly TreeFile[]): string {
    const index = { GIT_INDEX_FILE: path.join(this.root, `index-${Math.random()}`) };
    const at = ['-C', this.folderOf(name)];
    if (base !== undefined) run([...at, 'read-tree', base], undefined, index);
    for (const { path: file, mode, sha } of files)
      run([...at, 'update-index', '--add', '--cacheinfo', `${mode},${sha},${file}`], undefined, index);
    return text(run([...at, 'write-tree'], undefined, index));
  }

  writeCommit(name: string, tree: string, parents: readonly string[], message: string): string {
    return this.git(name, 'commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent]), '-m', message);
  }
}

/** A file of a tree. */
export interface TreeFile {
  readonly path: string;
  readonly mode: string;
  readonly sha: string;
}

function run(args: readonly string[], input?: Buffer, env: object = {}): Buffer {
  return execFileSync('git', args, {
    input,
    env: { PATH: process.env.PATH, ...IDENTITY, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    maxBuffer: 1 << 28,
  });
}

function text(output: Buffer): string {
  return output.toString('utf8').trim();
}
