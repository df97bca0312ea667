import * as fs from 'node:fs';
import * as path from 'node:path';
import { load } from 'js-yaml';
import { builtInRegistry } from '@goldenpath/parts';
import { loadFleet } from '@goldenpath/spec';
import { testFolder } from '@goldenpath/testing/folders';

const APPS = path.join(__dirname, 'every-part/apps');
const MISTAKES = [undefined, null, 5, '../x', {}, [{}]];

type Spec = Record<string, unknown>;

/** The paths of all fields of a value. */
function pathsOf(value: unknown, at: readonly string[] = []): (readonly string[])[] {
  const below = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [...(at.length > 0 ? [at] : []), ...below.flatMap(([key, child]) => pathsOf(child, [...at, key]))];
}

function withMistake(spec: Spec, at: readonly string[], mistake: unknown): Spec {
  const changed = JSON.parse(JSON.stringify(spec)) as Spec;
  const parent = at.slice(0, -1).reduce((value, key) => value[key] as Spec, changed);
  const key = at.at(-1) ?? '';
  if (mistake === undefined) delete parent[key];
  else parent[key] = mistake;
  return changed;
}

const specs = fs
  .readdirSync(APPS)
  .filter((name) => fs.existsSync(path.join(APPS, name, 'app.yaml')))
  .map((name) => [name, load(fs.readFileSync(path.join(APPS, name, 'app.yaml'), 'utf8')) as Spec] as const);

test('some applications have every part', () => {
  expect(specs.length).toBeGreaterThan(5);
});

test.each(specs)('no mistake in a field of %s is a bug of ours', async (name, spec) => {
  const folder = testFolder({
    'platform.yaml': fs.readFileSync(path.join(APPS, '../platform.yaml'), 'utf8'),
    [`apps/${name}/app.yaml`]: '',
  });
  const source = {
    appsFolder: path.join(folder, 'apps'),
    platformFile: path.join(folder, 'platform.yaml'),
    relativeTo: folder,
  };
  for (const at of pathsOf(spec))
    for (const mistake of MISTAKES) {
      // JSON is YAML.
      const text = JSON.stringify(withMistake(spec, at, mistake));
      fs.writeFileSync(path.join(folder, 'apps', name, 'app.yaml'), text);
      const thrown = await loadFleet(source, builtInRegistry).then(
        () => undefined,
        (error: unknown) => error,
      );
      expect([at.join('.'), mistake, thrown]).toEqual([at.join('.'), mistake, undefined]);
    }
});
