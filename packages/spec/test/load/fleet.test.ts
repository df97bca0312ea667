import { builtInRegistry } from '@goldenpath/parts';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { loadFleet } from '@goldenpath/spec';
import { PLATFORM, STATELESS } from '../support/specs';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'spec-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries({ 'platform.yaml': PLATFORM, ...files })) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), content);
  }
}

const load = (dataOnly = false) =>
  loadFleet(
    {
      appsFolder: path.join(folder, 'apps'),
      platformFile: path.join(folder, 'platform.yaml'),
      relativeTo: folder,
      dataOnly,
    },
    builtInRegistry,
  );

const spec = (name: string) => STATELESS.replace('shop', name);

describe('a fleet', () => {
  it('is every folder that has a spec, by name', async () => {
    write({
      'apps/b-b/app.yaml': spec('b-b'),
      'apps/a/app.yaml': spec('a'),
      'apps/aa/app.yaml': spec('aa'),
      'apps/README.md': '',
    });
    fs.rmSync(path.join(folder, 'apps/a'), { recursive: true });
    const { fleet, diagnostics } = await load();
    expect(diagnostics).toEqual([]);
    expect(fleet?.apps.map((app) => [app.spec.name, app.trust, app.document.file])).toEqual([
      ['aa', 'data', 'apps/aa/app.yaml'],
      ['b-b', 'data', 'apps/b-b/app.yaml'],
    ]);
  });

  it('skips folders that start with a dot or an underscore', async () => {
    write({ 'apps/shop/app.yaml': spec('shop'), 'apps/_shared/app.yaml': 'x', 'apps/.git/app.yaml': 'x' });
    expect((await load()).diagnostics).toEqual([]);
  });

  (process.platform === 'linux' ? it : it.skip)('reports a folder whose name is not UTF-8', async () => {
    write({ 'apps/shop/app.yaml': spec('shop') });
    fs.mkdirSync(Buffer.concat([Buffer.from(path.join(folder, 'apps', 'caf')), Buffer.from([0xe9])]));
    const [mistake, ...more] = (await load()).diagnostics;
    expect(more).toEqual([]);
    expect(mistake).toMatchObject({ rule: 'not-utf8', remedy: 'Rename the folder.' });
  });

  it('reports errors by file and line, whichever rule found them', async () => {
    write({
      'apps/shop/app.yaml': `${spec('shop')}uses: [stock, nobody]\nport: 80\n`,
      'apps/stock/app.yaml': `${spec('stock')}\nreplicas: x\nport: y\n`,
      'apps/empty/app.yaml': '',
    });
    const { diagnostics } = await load();
    expect(diagnostics.map(({ rule, location }) => `${location?.file}:${location?.line} ${rule}`)).toEqual([
      'apps/empty/app.yaml:1 empty-file',
      'apps/shop/app.yaml:5 unreachable-use',
      'apps/shop/app.yaml:6 privileged-port',
      'apps/stock/app.yaml:6 wrong-type',
      'apps/stock/app.yaml:7 wrong-type',
    ]);
  });

  it('checks the specs as far as possible if the platform file is invalid', async () => {
    write({ 'platform.yaml': 'organisation: acme\n', 'apps/shop/app.yaml': `${spec('shop')}port: 80\nreplica: 1\n` });
    const { fleet, diagnostics } = await load();
    expect(fleet).toBeUndefined();
    const rules = diagnostics.map(({ rule, location }) => `${location?.file} ${rule}`);
    expect(rules).toContain('apps/shop/app.yaml unknown-field');
    expect(rules).toContain('platform.yaml missing-field');
    expect(rules).not.toContain('apps/shop/app.yaml privileged-port');
  });

  it('refuses code with --data-only, without running it', async () => {
    write({ 'apps/shop/app.ts': 'throw new Error("was run");\n' });
    const { diagnostics } = await load(true);
    expect(diagnostics.map(({ rule }) => rule)).toEqual(['code-refused']);
  });
});
