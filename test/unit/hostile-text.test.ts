import * as fc from 'fast-check';
import { load } from 'js-yaml';
import { synthesise, textByPath } from '@goldenpath/testing/fleet';
import { HOSTILE_BLOCKS, HOSTILE_LINES } from '@goldenpath/testing/hostile-text';
import { terraformText } from '@goldenpath/testing/terraform-text';
import { openWritten, type SpecData } from '@goldenpath/testing/written-fleet';

const lines = Object.entries(HOSTILE_LINES).map(([what, text], index) => ({ what, text, app: `line-${index}` }));
const texts = Object.entries({ ...HOSTILE_LINES, ...HOSTILE_BLOCKS }).map(([what, text]) => ({ what, text }));
/** Of a mount path only spaces and colons are refused. */
const paths = lines
  .filter(({ text }) => /^[^\s:]+$/.test(text))
  .map(({ what, text }, index) => ({ what, path: `/data/${text}`, app: `path-${index}` }));

const common = { kind: 'stateless-app', owner: 'app-team', environments: ['dev', 'prod'] };
const described = lines.map(({ app, text }) => ({ ...common, name: app, description: text }));
const mounted = paths.map(({ app, path }) => ({
  ...common,
  name: app,
  kind: 'stateful-app',
  description: 'Mounts',
  storage: { size: '1Gi', mountPath: path },
}));
const carrier = {
  ...common,
  name: 'carrier',
  description: 'Carries text',
  env: Object.fromEntries(texts.map(({ text }, index) => [`TEXT_${index}`, text])),
  args: texts.map(({ text }) => text),
  overrides: { prod: { env: { TEXT_0: 'prod: ${only}' } } },
};

interface Container {
  readonly args?: readonly string[];
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
}
interface Workload {
  readonly spec: { readonly template: { readonly spec: { readonly containers: readonly [Container] } } };
}

/** What was made of some specs, parsed again by the language that each file is in. */
async function madeOf(specs: readonly SpecData[]) {
  const files = textByPath(synthesise((await openWritten(specs)).facts));
  const textAt = (path: string): string => {
    const text = files[path];
    if (text === undefined) throw new Error(`There is no ${path}.`);
    return text;
  };
  const yamlAt = (app: string, path: string): unknown => load(textAt(`gitops/apps/${app}/deploy/${path}`));
  const container = (app: string, file: string) =>
    (yamlAt(app, `base/${file}`) as Workload).spec.template.spec.containers[0];
  return {
    files,
    variables: (app: string, environment: string) =>
      (yamlAt(app, `overlays/${environment}/configmap.yaml`) as { data: Record<string, string> }).data,
    args: (app: string) => container(app, 'deployment.yaml').args,
    mountPath: (app: string) =>
      container(app, 'statefulset.yaml').volumeMounts.find(({ name }) => name === 'data')?.mountPath,
    description: (app: string) => {
      const stack = JSON.parse(textAt(`cdktf.out/stacks/app-${app}/cdk.tf.json`)) as {
        resource: { github_repository: { repository: { description: string } } };
      };
      return terraformText(stack.resource.github_repository.repository.description);
    },
  };
}

let made: Awaited<ReturnType<typeof madeOf>>;

beforeAll(async () => {
  made = await madeOf([...described, ...mounted, carrier]);
});

describe('hostile text comes out as it went in:', () => {
  it.each(texts)('$what in a variable', ({ what, text }) => {
    const name = `TEXT_${texts.findIndex((other) => other.what === what)}`;
    expect(made.variables('carrier', 'dev')[name]).toBe(text);
  });

  it('in a variable of one environment', () => {
    expect(made.variables('carrier', 'prod')['TEXT_0']).toBe('prod: ${only}');
  });

  it.each(texts)('$what in an argument', ({ what, text }) => {
    expect(made.args('carrier')?.[texts.findIndex((other) => other.what === what)]).toBe(text);
  });

  it.each(lines)('$what in a description', ({ app, text }) => {
    expect(made.description(app)).toBe(text);
  });

  it.each(paths)('$what in a mount path', ({ app, path }) => {
    expect(made.mountPath(app)).toBe(path);
  });

  it('only in files of its own application', () => {
    const others = Object.entries(made.files).filter(([path]) => !path.includes('carrier'));
    expect(others.filter(([, content]) => content.includes('TEXT_0'))).toEqual([]);
  });
});

/** What no tool on the way changes: the spec refuses the rest by its rule `unsafe-character`. */
// oxlint-disable-next-line no-control-regex -- control characters are what this looks for
const REFUSED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/;
const TAB_BEFORE_LINES = /^\t[^]*\n/;
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.string({ unit: fc.constantFrom('$', '%', '{', '}', '"', "'", '\\', '#', ':', ' ', '-', '\n', '\t', 'a') }),
  )
  .filter((candidate) => !REFUSED.test(candidate) && !TAB_BEFORE_LINES.test(candidate));
const line = text.map((candidate) => `d${candidate.replaceAll(/[\r\n]/g, ' ')}`);

it('any text at all comes out as it went in', async () => {
  await fc.assert(
    fc.asyncProperty(line, fc.array(text, { minLength: 1, maxLength: 4 }), async (description, values) => {
      const env = Object.fromEntries(values.map((value, index) => [`V_${index}`, value]));
      const app = await madeOf([{ ...common, name: 'any', description, env, args: values }]);
      expect(app.description('any')).toBe(description);
      expect(app.args('any')).toEqual(values);
      expect(app.variables('any', 'prod')).toMatchObject(env);
    }),
    { numRuns: 40 },
  );
});
