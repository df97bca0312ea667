import { catalogInfo } from '@goldenpath/catalog';
import { builtInRegistry } from '@goldenpath/parts';
import { applicationRepository } from '@goldenpath/scaffold';
import { load, loadAll } from 'js-yaml';
import MarkdownIt from 'markdown-it';
import { HOSTILE_LINES } from '@goldenpath/testing/hostile-text';
import { openWritten } from '@goldenpath/testing/written-fleet';

// The generators are compiled when they are first loaded.
jest.setTimeout(120_000);

const LINES = Object.entries(HOSTILE_LINES).map(([what, text], index) => ({ what, text, index }));
const RUNTIMES = ['node', 'python'];

/** By application, the text of each file of its repository. */
const files = new Map<string, Readonly<Record<string, string>>>();

beforeAll(async () => {
  const specs = RUNTIMES.flatMap((runtime) =>
    LINES.map(({ text, index }) => ({
      kind: 'stateful-app',
      name: `${runtime}-${index}`,
      description: text,
      owner: 'app-team',
      runtime,
      storage: { size: '1Gi', mountPath: '/data' },
    })),
  );
  const { facts } = await openWritten(specs);
  for (const app of facts.apps) {
    const entry = catalogInfo(app, facts.platform.organisation, builtInRegistry);
    const made = applicationRepository(app, facts.platform, builtInRegistry, { others: entry ? [entry] : [] });
    files.set(app.name, Object.fromEntries(made.map(({ path, content }) => [path, content])));
  }
});

function textAt(app: string, path: string): string {
  const text = files.get(app)?.[path];
  if (text === undefined) throw new Error(`${app} has no ${path}.`);
  return text;
}

/** The text of a description as a literal of a line of code, which JSON writes as well. */
function literalAfter(start: string, text: string): unknown {
  const line = text.split('\n').find((each) => each.includes(start)) ?? '';
  const [literal = ''] = /^"(?:[^"\\]|\\.)*"/.exec(line.slice(line.indexOf(start) + start.length)) ?? [];
  // No language takes these as they are within quotes.
  expect(literal).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
  return JSON.parse(literal);
}

test.each(LINES)('$what stays text in YAML', ({ text, index }) => {
  for (const runtime of RUNTIMES) {
    const app = `${runtime}-${index}`;
    expect(load(textAt(app, 'metadata.yaml'))).toHaveProperty('title', text);
    const [component, api] = loadAll(textAt(app, 'catalog-info.yaml')) as { spec: { definition: string } }[];
    expect(component).toHaveProperty('metadata.description', text);
    expect(load(api?.spec.definition ?? '')).toHaveProperty('info.description', text);
    expect(load(textAt(app, '.github/workflows/delivery.yml'))).toHaveProperty('jobs.deliver.with.ecr_repository', app);
  }
});

test.each(LINES)('$what stays text in JSON, TOML and source code', ({ text, index }) => {
  expect(JSON.parse(textAt(`node-${index}`, 'package.json'))).toHaveProperty('description', text);
  expect(literalAfter('description: ', textAt(`node-${index}`, 'src/routes.ts'))).toBe(text);
  expect(literalAfter('description = ', textAt(`python-${index}`, 'pyproject.toml'))).toBe(text);
  expect(literalAfter('DESCRIPTION = ', textAt(`python-${index}`, 'app.py'))).toBe(text);
});

test.each(LINES)('$what stays text in Markdown', ({ text, index }) => {
  const tokens = new MarkdownIt({ html: true, linkify: true }).parse(textAt(`node-${index}`, 'README.md'), {});
  const owner = tokens.findIndex(({ content }) => content.startsWith('app-team owns this'));
  const between = tokens.slice(3, owner - 1);
  const inline = between.flatMap(({ children }) => children ?? []);
  expect(between.map(({ type }) => type)).toEqual(
    text.trim() === '' ? [] : ['paragraph_open', 'inline', 'paragraph_close'],
  );
  expect(inline.filter(({ type }) => !['text', 'text_special'].includes(type))).toEqual([]);
  expect(inline.map(({ content }) => content).join('')).toBe(text.trim());
});

test.each(LINES)('$what changes no Dockerfile and no workflow', ({ index }) => {
  for (const runtime of RUNTIMES)
    for (const path of ['Dockerfile', '.github/workflows/delivery.yml', '.github/CODEOWNERS', '.dockerignore']) {
      const [own, first] = [`${runtime}-${index}`, `${runtime}-0`];
      expect(textAt(own, path).replaceAll(own, first)).toBe(textAt(first, path));
    }
});
