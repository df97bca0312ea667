import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { type FleetFolder, fleetFolder } from '@goldenpath/testing/fleet-folder';

let folder: FleetFolder;

beforeEach(() => {
  folder = fleetFolder();
});
afterEach(() => folder.remove());

const SHOP = 'kind: stateless-app\nname: shop\ndescription: Sells\nowner: app-team\n';

const memory = (limit: string) => `resources: { limits: { memory: ${limit} } }\n`;

function describeShop(...lines: string[]): void {
  fs.mkdirSync(path.join(folder.root, 'apps/shop'), { recursive: true });
  fs.writeFileSync(path.join(folder.root, 'apps/shop/app.yaml'), SHOP + lines.join(''));
}

const COMMAND = path.join(__dirname, '../../../bin/goldenpath.js');

function synthesise(out: string, ...environments: string[]): void {
  const limit = environments.length === 0 ? [] : ['--env', ...environments];
  execFileSync(process.execPath, [COMMAND, 'synth', '--quiet', '--plane', 'manifests', '--out', out, ...limit], {
    cwd: folder.root,
  });
}

function manifests(out: string): Record<string, string> {
  const root = path.join(folder.root, out, 'gitops/apps/shop');
  const files = fs.existsSync(root) ? fs.readdirSync(root, { recursive: true, withFileTypes: true }) : [];
  const paths = files.filter((file) => file.isFile()).map((file) => path.join(file.parentPath, file.name));
  return Object.fromEntries(paths.map((file) => [path.relative(root, file), fs.readFileSync(file, 'utf8')]));
}

test('an overlay follows its base, even if another environment was selected', () => {
  describeShop(memory('256Mi'));
  synthesise('out');
  describeShop(memory('512Mi'), `overrides: { prod: { ${memory('256Mi').trim()} } }\n`);
  synthesise('out', 'dev');
  synthesise('whole');
  expect(manifests('out')).toEqual(manifests('whole'));
});

test('if the base stays the same, so does the overlay of another environment', () => {
  describeShop();
  synthesise('out');
  const before = manifests('out');
  describeShop(`overrides: { dev: { ${memory('512Mi').trim()} }, prod: { ${memory('512Mi').trim()} } }\n`);
  synthesise('out', 'dev');
  const after = manifests('out');
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (file) => before[file] !== after[file],
  );
  expect(changed.length).toBeGreaterThan(0);
  expect(changed.filter((file) => !file.startsWith('deploy/overlays/dev/'))).toEqual([]);
});

test('an overlay that never existed is not created for its base', () => {
  describeShop(memory('256Mi'));
  synthesise('out', 'dev');
  describeShop(memory('512Mi'));
  synthesise('out', 'dev');
  expect(Object.keys(manifests('out')).filter((file) => file.includes('overlays/prod'))).toEqual([]);
});

test('no overlay remains without its base', () => {
  describeShop();
  synthesise('out');
  fs.rmSync(path.join(folder.root, 'apps/shop'), { recursive: true });
  synthesise('out', 'dev');
  expect(manifests('out')).toEqual({});
});
