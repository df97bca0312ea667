import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { testFolder } from '@goldenpath/testing/folders';
import { yamlText } from '@goldenpath/files';

const TEXTS = 10_000;

/** Characters of numbers, timestamps, booleans and null, and YAML punctuation. */
const NUMBERS = '00112345678999__::--++..xXoObBeEpPtTzZaAfF ';
const PUNCTUATION = '~=<>!&*?|%@`\'"#,[]{}()\\/$ \t\n:-';
const ODD = ['\u0085', '\u00a0', '\u2028', '\u2029', '\ufeff', '\u007f', 'é', '😀', '\r', '\u0001'];

const text = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: fc.constantFrom(...NUMBERS), minLength: 1, maxLength: 10 }) },
  fc.stringMatching(/^[-+]?0[xXoObB_][-+_]?[0-9a-fA-F_.]{1,6}([pP][-+]?[0-9]{1,2})?$/),
  fc.stringMatching(
    /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ]+[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}([.,][0-9]{1,3})?( ?Z|[-+][0-9:]{1,5})?)?$/,
  ),
  fc.stringMatching(/^[-+]?[0-9_]{0,5}[.:]?[0-9_:]{0,5}([eE][-+]?[0-9_]{0,3})?$/),
  fc.stringMatching(/^[-+.]{0,2}(inf|Inf|INF|infinity|Infinity|nan|NaN|NAN)$/),
  fc.constantFrom('y', 'Y', 'yes', 'No', 'ON', 'off', 'true', 'False', 'null', 'NULL', '~', '<<', '=', '', 'n', 'nO'),
  fc.string({ unit: fc.constantFrom(...NUMBERS, ...PUNCTUATION), maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...'ab01', ...PUNCTUATION, ...ODD), maxLength: 12 }),
);

/** Every text as a value and as a key, in a resource that kustomize passes through. */
const texts = [...new Set(fc.sample(text, { numRuns: TEXTS, seed: Number(process.env['TEXT_SEED'] ?? 1) }))];

function resourceOf(values: readonly string[], keys: readonly string[]) {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'texts' },
    values,
    named: Object.fromEntries(values.map((each, index) => [`v${index}`, { value: each }])),
    keys: Object.fromEntries(keys.map((each) => [each, 'value'])),
  };
}

type Resource = ReturnType<typeof resourceOf>;

function run(args: readonly string[], input?: string): string {
  return execFileSync('kubectl', args, { input, encoding: 'utf8', maxBuffer: 1 << 26, stdio: 'pipe' });
}

/** How the parser of kubectl, `sigs.k8s.io/yaml`, reads a document. */
function readByKubectl(document: string): Resource {
  return JSON.parse(run(['label', '--local', '-f', '-', '-o', 'json', 'a=b'], document)) as Resource;
}

function expectSame(read: Resource, { values, named, keys }: Resource): void {
  expect(values.filter((each, index) => read.values[index] !== each)).toEqual([]);
  expect(Object.keys(named).filter((name) => read.named[name]?.value !== named[name]?.value)).toEqual([]);
  expect(Object.keys(keys).filter((each) => read.keys[each] !== 'value')).toEqual([]);
  expect(Object.keys(read.keys)).toHaveLength(Object.keys(keys).length);
}

test('kubectl reads every text unchanged', () => {
  const resource = resourceOf(texts, texts);
  expectSame(readByKubectl(yamlText(resource)), resource);
});

test('kubectl reads every text unchanged after kustomize has built it', () => {
  // kustomize itself writes control characters unescaped, and loses keys that are empty, `<<` or multi-line.
  const values = texts.filter((each) => !/[^\P{Cc}\n\t]|[\u2028\u2029\ufeff]/u.test(each));
  const keys = values.filter((each) => each !== '' && each !== '<<' && !each.includes('\n'));
  const resource = resourceOf(values, keys);
  const { apiVersion, kind, metadata, named, ...rest } = resource;
  const folder = testFolder({
    'base/kustomization.yaml': yamlText({ resources: ['texts.yaml'] }),
    'base/texts.yaml': yamlText({ apiVersion, kind, metadata, ...rest }),
    'overlay/kustomization.yaml': yamlText({ resources: ['../base'], patches: [{ path: 'patch.yaml' }] }),
    'overlay/patch.yaml': yamlText({ apiVersion, kind, metadata, named }),
  });
  expectSame(readByKubectl(run(['kustomize', `${folder}/overlay`])), resource);
});
