import * as fs from 'node:fs';
import * as path from 'node:path';
import { openFleet } from '@goldenpath/fleet';
import { type FleetFolder, fleetFolder } from '@goldenpath/testing/fleet-folder';
import { git } from '@goldenpath/testing/git';

let folder: FleetFolder;
let ran: string;
let base: string;

/** A repository whose configuration, hooks and files name programs everywhere that Git and Node.js accept them. Each writes a file. */
beforeEach(() => {
  folder = fleetFolder();
  ran = path.join(folder.root, '.git', 'ran');
  git(folder.root, ['init', '-q', '-b', 'main']);
  commit();
  base = git(folder.root, ['rev-parse', 'HEAD']).trim();
  const orders = path.join(folder.root, 'apps/orders/app.yaml');
  fs.appendFileSync(orders, 'replicas: 2\n');
  write('.gitattributes', '* filter=planted diff=planted merge=planted\n');
  write('.npmrc', 'node-options=--require=./planted.js\n');
  write('planted.js', `require('fs').writeFileSync(${JSON.stringify(ran)}, 'a module');\n`);
  write('.node-version', 'x\n');
  commit();
  // A change that is not committed, so that Git looks at the working tree.
  fs.appendFileSync(orders, '# more\n');
  configure();
});
afterEach(() => folder.remove());

function write(name: string, text: string, mode = 0o644): void {
  const file = path.join(folder.root, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text, { mode });
}

function commit(): void {
  git(folder.root, ['add', '-A']);
  git(folder.root, ['commit', '-qm', 'x']);
}

function configure(): void {
  const program = path.join(folder.root, '.git', 'planted');
  write('.git/planted', `#!/bin/sh\necho "$0 $*" >>'${ran}'\ncat\n`, 0o755);
  for (const hook of ['post-checkout', 'post-index-change', 'reference-transaction', 'fsmonitor-watchman'])
    write(`.git/planted-hooks/${hook}`, `#!/bin/sh\necho ${hook} >>'${ran}'\n`, 0o755);
  const settings = {
    'core.fsmonitor': program,
    'core.hooksPath': '.git/planted-hooks',
    'core.pager': program,
    'core.editor': program,
    'core.sshCommand': program,
    'core.askPass': program,
    'diff.external': program,
    'diff.planted.command': program,
    'diff.planted.textconv': program,
    'filter.planted.clean': program,
    'filter.planted.smudge': program,
    'filter.planted.required': 'true',
    'merge.planted.driver': program,
    'gpg.program': program,
    'alias.diff': `!${program}`,
    'pager.diff': program,
  };
  for (const [name, value] of Object.entries(settings)) git(folder.root, ['config', name, value]);
}

const fleet = (dataOnly: boolean) => openFleet({ cwd: folder.root, dataOnly, env: process.env });
const whatRan = () => (fs.existsSync(ran) ? fs.readFileSync(ran, 'utf8') : '');

test('the configuration of the repository does name programs that Git would run', () => {
  git(folder.root, ['status', '--short']);
  expect(whatRan()).toContain('planted');
});

test.each(['HEAD', undefined])('with --data-only, none of them runs for a comparison with %s', async (head) => {
  const names = { base, ...(head !== undefined && { head }) };
  await fleet(true).affected(names);
  await fleet(true).review({ ...names, plan: false });
  await fleet(true).codeOwners({ check: true });
  expect(whatRan()).toBe('');
});

test('without --data-only, Git runs only its filters, which the files can need', async () => {
  await fleet(false).affected({ base, head: 'HEAD' });
  await fleet(false).review({ base, plan: false });
  const programs = whatRan()
    .split('\n')
    .filter((line) => line !== '' && !line.endsWith('/.git/planted '));
  expect(programs).toEqual([]);
});
