import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { type Ended, run } from '../command';
import { testFolder } from '../folders';

/** How the code of one runtime is tested and changed here. */
export interface RuntimeUnderTest {
  readonly name: 'node' | 'python';
  /** A PATH on which the runtime has the version that the base image has, or a later one. */
  readonly path: () => Promise<string>;
  /** Installs the dependencies of a repository and runs its own tests, as `delivery.yml` does. */
  readonly ownTests: (repository: string, path: string) => Promise<Ended>;
  /** Adds a route `/slow` as its team would: it logs `slow`, and answers when the file exists that `GO` names. */
  readonly addSlowRoute: (repository: string) => void;
  /**
   * Adds to `work` or `handle` of a worker what its team could: it logs `in hand`, and goes on when the file exists that `GO` names. A
   * message with the text `broken` cannot be handled.
   */
  readonly addWait: (repository: string) => void;
  /** The command of the migrations, in the image. */
  readonly migrate: readonly string[];
  /** The first log message after a signal to terminate. */
  readonly shuttingDown: RegExp;
}

function edit(file: string, change: (text: string) => string): void {
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`${file} has no place for the change.`);
  writeFileSync(file, after);
}

const node: RuntimeUnderTest = {
  name: 'node',
  path: async () => {
    const own = Number(process.versions.node.split('.')[0]) >= 24;
    return [own ? dirname(process.execPath) : await installedNode(), process.env['PATH'] ?? ''].join(delimiter);
  },
  ownTests: (repository, path) =>
    run('sh', ['-ec', 'npm ci --ignore-scripts --no-audit --no-fund && npm test'], {
      cwd: repository,
      env: { ...process.env, PATH: path },
    }),
  addSlowRoute: (repository) =>
    edit(join(repository, 'src', 'routes.ts'), (text) =>
      `import { existsSync } from 'node:fs';\n${text}`.replace(
        '  return router;',
        `  router.get('/slow', async (_request, response) => {
    logger.info('slow');
    while (!existsSync(process.env['GO'] ?? '')) await new Promise((resolve) => setTimeout(resolve, 20));
    response.json({ slow: true });
  });

  return router;`,
      ),
    ),
  addWait: (repository) =>
    edit(join(repository, 'src', 'worker.ts'), (text) =>
      `import { existsSync } from 'node:fs';\n${text}`.replace(
        /(?<=^export async function (handle|work)\([^)]*\): Promise<void> \{\n)/m,
        (_empty, name) => `  log('info', 'in hand');
  const go = process.env['GO'];
  while (go !== undefined && !existsSync(go)) await new Promise((resolve) => setTimeout(resolve, 20));
${name === 'handle' ? "  if (message.body === 'broken') throw new Error('The message is broken.');\n" : ''}`,
      ),
    ),
  migrate: ['node', 'dist/src/migrate.js'],
  shuttingDown: /^shutting down$/,
};

/** Node.js 24 from its npm package, because the tests can run on an older version. */
async function installedNode(): Promise<string> {
  const folder = testFolder({ 'package.json': '{}' });
  const name = `node-${process.platform}-${process.arch}`;
  const { code, stderr } = await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', `${name}@24`], {
    cwd: folder,
  });
  if (code !== 0) throw new Error(`Node.js 24 cannot be installed: ${stderr}`);
  return join(folder, 'node_modules', name, 'bin');
}

/** The virtual environments that have these requirements. Repositories with equal requirements share one: an installation takes long. */
const environments = new Map<string, string>();

const python: RuntimeUnderTest = {
  name: 'python',
  path: async () => {
    const folder = testFolder();
    const found = await newPython();
    for (const name of ['python', 'python3'])
      writeFileSync(join(folder, name), `#!/bin/sh\nexec '${found}' "$@"\n`, { mode: 0o755 });
    return [folder, process.env['PATH'] ?? ''].join(delimiter);
  },
  ownTests: async (repository, path) => {
    const requirements = readFileSync(join(repository, 'requirements-dev.txt'), 'utf8');
    const installed = environments.get(requirements);
    if (installed !== undefined) symlinkSync(installed, join(repository, '.venv'));
    const install =
      'python -m venv .venv && .venv/bin/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.txt && ';
    const script = `${installed === undefined ? install : ''}. .venv/bin/activate && python -m pytest`;
    const ended = await run('sh', ['-ec', script], { cwd: repository, env: { ...process.env, PATH: path } });
    if (ended.code === 0 && installed === undefined) environments.set(requirements, join(repository, '.venv'));
    return ended;
  },
  addSlowRoute: (repository) =>
    edit(join(repository, 'app.py'), (text) =>
      text.replace(
        '\napp = create_app(',
        `
@router.get("/slow")
async def slow() -> dict[str, bool]:
    import asyncio
    import os

    logger.info("slow")
    while not os.path.exists(os.environ.get("GO", "")):
        await asyncio.sleep(0.02)
    return {"slow": True}


app = create_app(`,
      ),
    ),
  addWait: (repository) =>
    edit(join(repository, 'worker.py'), (text) =>
      text.replace('import sys\n', 'import os\nimport sys\nimport time\n').replace(
        /(?<=^def (handle|work)\([^)]*\) -> None:\n {4}"""[^"]*"""\n)/m,
        (_empty, name) => `    logger.info("in hand")
    go = os.environ.get("GO")
    while go is not None and not os.path.exists(go):
        time.sleep(0.02)
${name === 'handle' ? '    if message.body == "broken":\n        raise ValueError("The message is broken.")\n' : ''}`,
      ),
    ),
  migrate: ['python', '-m', 'service.migrate'],
  shuttingDown: /^Shutting down$/,
};

/** The program of the newest Python here that is 3.11 or later. */
async function newPython(): Promise<string> {
  const script = 'import sys, ensurepip; assert sys.version_info >= (3, 11); print(sys.executable)';
  for (const name of ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11']) {
    const { code, stdout } = await run(name, ['-c', script]).catch(() => ({ code: 1, stdout: '' }));
    if (code === 0) return stdout.trim();
  }
  throw new Error(
    'The services in Python need Python 3.11 or later with `venv`. Install it: on Debian, `python3` and `python3-venv`.',
  );
}

export const RUNTIMES = { node, python } as const;
