// `pnpm record`: records `npm start` and a review in a copy of the example fleet, as the animated SVGs of the README. The commands really
// run, in a pseudo-terminal, so that their output has colours.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { orExplain } from './lib/setup-error.mjs';
import { terminalSvg } from './lib/terminal-svg.mjs';
import { ready } from './lib/start.mjs';
import { root } from './lib/workspace.mjs';

const COLUMNS = 100;
const program = join(root, 'packages', 'cli', 'bin', 'goldenpath.js');

if (await orExplain(ready)) {
  const folder = fleetCopy();
  try {
    record('start', [
      { typed: 'npm start', args: ['synth'] },
      { args: ['deploy', '--simulate', '--quiet'], gap: true },
      { args: ['rds', 'provision', '--env', 'dev', '--local'], gap: true },
    ]);
    const spec = join(folder, 'apps/orders-api/app.yaml');
    writeFileSync(spec, readFileSync(spec, 'utf8').replace('name: orders_db', 'name: orders'));
    record('review', [
      { typed: "sed -i 's/name: orders_db/name: orders/' apps/orders-api/app.yaml" },
      { typed: 'npx goldenpath review --base HEAD', args: ['review', '--base', 'HEAD'] },
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }

  function record(name, steps) {
    const shown = steps.map(({ typed, args, gap = false }) => ({
      typed,
      output: args === undefined ? '' : (gap ? '\n' : '') + output(args, folder),
    }));
    const file = join(root, 'docs', 'images', `${name}.svg`);
    writeFileSync(file, terminalSvg(shown, { columns: COLUMNS, rows: 30 }));
    console.log(`Wrote docs/images/${name}.svg.`);
  }
}

/** Returns a Git repository with the example fleet and this repository's packages. */
function fleetCopy() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'goldenpath-record-')));
  for (const name of ['platform.yaml', 'apps', 'schemas', 'package.json', '.gitignore'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const git = (...args) =>
    execFileSync('git', ['-c', 'user.name=Example', '-c', 'user.email=dev@example.com', ...args], { cwd: folder });
  git('init', '--quiet', '--initial-branch', 'main');
  writeFileSync(join(folder, '.git', 'info', 'exclude'), 'node_modules\n');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'The fleet');
  return folder;
}

/** Returns the terminal output of a command, without parts that differ from run to run. */
function output(args, cwd) {
  const quoted = [process.execPath, program, ...args].map((word) => `'${word}'`).join(' ');
  const env = { ...process.env, CI: 'true', TERM: 'xterm-256color', COLUMNS: String(COLUMNS) };
  const command = `stty cols ${COLUMNS} rows 50; exec ${quoted}`;
  const { stdout, status } = spawnSync('script', ['-qec', command, '/dev/null'], { cwd, env, encoding: 'utf8' });
  // A review with findings exits with 1.
  if (status !== 0 && status !== 1) throw new Error(`goldenpath ${args.join(' ')} failed:\n${stdout}`);
  return stdout
    .replaceAll('\r', '')
    .replaceAll(cwd, '.')
    .replaceAll(/ in \d+(?:\.\d+)? ?(?:ms|s|seconds)\b/g, '');
}
