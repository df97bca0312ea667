import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { platform } from 'node:os';
import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import { makeFolders } from '@goldenpath/output';

/** A command in the folder of a repository. */
export interface Command {
  /** What it does, for a person. */
  readonly step: string;
  readonly program: string;
  readonly args: readonly string[];
}

/** How the code of a repository is prepared and started. */
export interface Runtime {
  /** Commands that install the dependencies; none where they are installed. */
  readonly install: () => readonly Command[];
  /** Called after the dependencies were installed. */
  readonly installed: () => void;
  /** Files of the repository that the commands of `install` write. */
  readonly lockfiles: readonly string[];
  /** Commands before each start. */
  readonly build: readonly Command[];
  readonly start: Command;
}

/**
 * Finds out how a repository is started: by the target `dev` of its Makefile, or as the built-in templates are.
 *
 * @throws UserError where it has neither such a target, nor a `package.json`, nor a `requirements.txt` with an `app.py`, `worker.py` or `job.py`.
 */
export function runtimeOf(folder: string): Runtime {
  const has = (file: string) => fs.statSync(path.join(folder, file), { throwIfNoEntry: false })?.isFile() === true;
  if (has('Makefile') && /^dev\s*:/m.test(fs.readFileSync(path.join(folder, 'Makefile'), 'utf8'))) return makeRuntime();
  if (has('package.json')) return nodeRuntime(folder);
  const program = PYTHON_PROGRAMS.find(has);
  if (has('requirements.txt') && program !== undefined) return pythonRuntime(folder, program);
  throw new UserError(
    `${folder} has no code that \`goldenpath dev\` can start: no Makefile with a target dev, no package.json, no ${PYTHON_PROGRAMS.join(' and no ')}.`,
    'Pass the folder of the repository with `--repo`, or add a Makefile whose target `dev` starts the service on `$PORT`.',
  );
}

/** The target prepares and starts the service. */
function makeRuntime(): Runtime {
  const start: Command = { step: 'start', program: 'make', args: ['--silent', 'dev'] };
  return { install: () => [], installed: () => undefined, lockfiles: [], build: [], start };
}

const NPM_LOCKFILE = 'package-lock.json';

function nodeRuntime(folder: string): Runtime {
  const scripts = scriptsIn(path.join(folder, 'package.json'));
  const npm = (step: string, ...args: string[]): Command => ({ step, program: 'npm', args });
  const hasLock = fs.existsSync(path.join(folder, NPM_LOCKFILE));
  const stamp = new Stamp(folder, 'node_modules/.goldenpath', () =>
    fs.existsSync(path.join(folder, NPM_LOCKFILE)) ? NPM_LOCKFILE : 'package.json',
  );
  return {
    install: () =>
      stamp.isCurrent()
        ? []
        : [npm('install the dependencies', hasLock ? 'ci' : 'install', '--ignore-scripts', '--no-audit', '--no-fund')],
    installed: () => stamp.write(),
    lockfiles: [NPM_LOCKFILE],
    build: ['build', 'migrate'].flatMap((name) =>
      name in scripts ? [npm(name === 'build' ? 'build' : 'migrate the database', 'run', '--silent', name)] : [],
    ),
    start: npm('start', 'start', '--silent'),
  };
}

function scriptsIn(file: string): Readonly<Record<string, unknown>> {
  try {
    return Object(Object(JSON.parse(fs.readFileSync(file, 'utf8')))['scripts']) as Record<string, unknown>;
  } catch (error) {
    throw new UserError(`${file} is not valid JSON.`, 'Correct it; the service starts again when you save it.', {
      cause: error,
    });
  }
}

/** What the templates of services, workers and jobs start with. */
const PYTHON_PROGRAMS = ['app.py', 'worker.py', 'job.py'];

function pythonRuntime(folder: string, program: string): Runtime {
  const [bin, suffix] = platform() === 'win32' ? ['Scripts', '.exe'] : ['bin', ''];
  const python = path.join(folder, '.venv', bin ?? '', `python${suffix ?? ''}`);
  const command = (step: string, ...args: string[]): Command => ({ step, program: python, args });
  const stamp = new Stamp(folder, '.venv/.goldenpath', () => 'requirements.txt');
  const hasHashes = /--hash=/.test(fs.readFileSync(path.join(folder, 'requirements.txt'), 'utf8'));
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', 'requirements.txt'];
  return {
    install: () => [
      ...(fs.existsSync(python)
        ? []
        : [{ step: 'make a virtual environment', program: 'python3', args: ['-m', 'venv', '.venv'] }]),
      ...(stamp.isCurrent()
        ? []
        : [command('install the dependencies', ...pip, ...(hasHashes ? ['--require-hashes'] : []))]),
    ],
    installed: () => stamp.write(),
    lockfiles: [],
    build: fs.existsSync(path.join(folder, 'service', 'migrate.py'))
      ? [command('migrate the database', '-m', 'service.migrate')]
      : [],
    start: command('start', program),
  };
}

/** Folders of a repository that have programs. */
const PROGRAMS = ['node_modules/.bin', platform() === 'win32' ? '.venv/Scripts' : '.venv/bin'];

/** Returns the environment for a command of the spec: in a container, the programs of the dependencies are on the `PATH`. */
export function withPrograms(env: Readonly<Record<string, string>>, folder: string): Readonly<Record<string, string>> {
  const name = Object.keys(env).find((key) => /^path$/i.test(key)) ?? 'PATH';
  const folders = PROGRAMS.map((each) => path.join(folder, each));
  return { ...env, [name]: [...folders, env[name] ?? ''].join(path.delimiter) };
}

/** Says for which list of dependencies a folder has them. */
class Stamp {
  constructor(
    private readonly folder: string,
    private readonly stamp: string,
    /** Returns the name of the list. `npm install` makes a new one. */
    private readonly list: () => string,
  ) {}

  isCurrent(): boolean {
    const file = path.join(this.folder, this.stamp);
    return fs.existsSync(file) && fs.readFileSync(file, 'utf8') === this.digest();
  }

  /** npm makes no folder where there are no dependencies. */
  write(): void {
    const file = path.join(this.folder, this.stamp);
    makeFolders(path.dirname(file));
    fs.writeFileSync(file, this.digest());
  }

  private digest(): string {
    return createHash('sha256')
      .update(fs.readFileSync(path.join(this.folder, this.list())))
      .digest('hex');
  }
}
