import { applicationRepository, TemplateError } from '@goldenpath/scaffold';
import {
  type AppFacts,
  createRegistry,
  definePart,
  type PlatformFacts,
  type RepositoryContribution,
} from '@goldenpath/extension';
import { testFolder } from '@goldenpath/testing/folders';

const PLATFORM = { organisation: 'acme', aws: { accountId: '123456789012', region: 'eu-west-2', partition: 'aws' } };
const APP = {
  name: 'shop',
  kind: 'stateless-app',
  description: 'Sells',
  owner: 'shop-team',
  risk: 'low',
  environments: [],
};

/** What a part of its own makes of a folder of templates. */
function made(
  templates: Readonly<Record<string, string>>,
  contribution: RepositoryContribution = {},
  description = APP.description,
) {
  const part = definePart({
    name: 'code',
    description: 'The code.',
    scaffold: () => ({ general: () => ({ template: testFolder(templates), ...contribution }) }),
  });
  const app = { ...APP, description, general: [{ environment: 'dev', code: {} }] } as unknown as AppFacts;
  const files = applicationRepository(app, PLATFORM as PlatformFacts, createRegistry([{ parts: [part] }]));
  return Object.fromEntries(files.map(({ path, content }) => [path, content]));
}

test('a file exists if its feature does, and replaces the one without it', () => {
  const templates = { 'base/a.py': 'plain\n', 'queue/a.py': 'queue\n', 'queue/q.py': 'more\n' };
  expect(made(templates)).toMatchObject({ 'a.py': 'plain\n' });
  expect(made(templates)).not.toHaveProperty(['q.py']);
  expect(made(templates, { features: ['queue'] })).toMatchObject({ 'a.py': 'queue\n', 'q.py': 'more\n' });
});

test.each([
  [[], 'none\nend\n'],
  [['a'], 'a or b\na\nend\n'],
  [['b'], 'a or b\nend\n'],
  [['a', 'c'], 'a or b\na\na and c\nend\n'],
])('conditions hold for the features %j', (features, text) => {
  const template = [
    '// #if a|b',
    'a or b',
    '  # #if a',
    'a',
    '<!-- #if c -->',
    'a and c',
    '<!-- #end -->',
    '  # #end',
    '// #else',
    'none',
    '// #end',
    'end',
    '',
  ].join('\n');
  expect(made({ 'base/x.ts': template }, { features })['x.ts']).toBe(text);
});

test('names that package managers treat specially are written as they are meant', () => {
  const files = made({ 'base/dot-github/dot-x': 'x\n', 'base/package.json.template': '{}\n' });
  expect(files).toMatchObject({ '.github/.x': 'x\n', 'package.json': '{}\n' });
});

test('an expression of GitHub Actions is not a value', () => {
  expect(made({ 'base/x.yml': 'a: ${{ github.sha }}\n' })['x.yml']).toBe('a: ${{ github.sha }}\n');
});

test.each([
  ['// #else\n', 'x.ts:1: `#else` without `#if`.'],
  ['a\n# #end\n', 'x.ts:2: `#end` without `#if`.'],
  ['# #if a\n', 'x.ts:1: `#if` without `#end`.'],
  ['{{nothing}}\n', 'x.ts:1: The value `nothing` is not given.'],
])('the template %j is refused', (text, message) => {
  expect(() => made({ 'base/x.ts': text })).toThrow(TemplateError);
  expect(() => made({ 'base/x.ts': text })).toThrow(message);
});

test('a text is refused in a file whose language has no way to write it', () => {
  expect(() => made({ 'base/Dockerfile': 'LABEL x={{description}}\n' })).toThrow(
    'A text cannot be written safely in Dockerfile',
  );
});

test.each([
  ['.github/workflows/extra.yml', '${{ secrets.TOKEN }}'],
  ['.github/actions/build/action.yaml', 'a ${{ github.token }}'],
  ['action.yml', '${{x}}'],
  ['app/pom.xml', '${env.TOKEN}'],
])('%s cannot have the text %j, which would be evaluated there', (path, description) => {
  const templates = { [`base/${path}`]: 'name: {{description}}\n' };
  expect(() => made(templates, {}, description)).toThrow(
    expect.objectContaining({
      problem: `The text ${JSON.stringify(description)} would be evaluated in ${path}.`,
      remedy: 'Change `description` of shop, or leave `{{description}}` out of this file of the template.',
    }) as Error,
  );
  expect(made(templates, {}, 'Sells $5 {{ things }}')[path]).toContain('Sells $5 {{ things }}');
});

test('a text is no variable of Compose, and no property of MSBuild', () => {
  const text = '${HOME} $PATH 5% @(Compile) $([System.IO.File]::ReadAllText(x)) %20';
  const templates = { 'base/compose.dev.yaml': 'a: {{description}}\n', 'base/a.csproj': '<a>{{description}}</a>\n' };
  const files = made(templates, {}, text);
  expect(files['compose.dev.yaml']).toBe(`a: ${JSON.stringify(text.replaceAll('$', '$$$$'))}\n`);
  const project = /<a>(.*)<\/a>/.exec(files['a.csproj'] ?? '')?.[1] ?? '';
  expect(project).not.toMatch(/[$@();*?']/);
  expect(decodeURIComponent(project)).toBe(text);
});

test('a word with other characters is refused', () => {
  const values = { region: { word: 'eu west' } };
  expect(() => made({ 'base/x.txt': '{{region}}\n' }, { values })).toThrow('"eu west" is not a word.');
});

test('the record lists the generated files and their owners', () => {
  const record = JSON.parse(made({ 'base/a.py': 'plain\n' })['.goldenpath.json'] ?? '') as {
    files: Record<string, unknown>;
  };
  expect(record).toMatchObject({ version: 1, app: 'shop' });
  expect(record.files['a.py']).toEqual({
    ownership: 'once',
    digest: expect.stringMatching(/^~\S{22}$/),
    content: 'plain\n',
  });
  expect(record.files['metadata.yaml']).toEqual({ ownership: 'managed', digest: expect.stringMatching(/^~\S{22}$/) });
});

test('an application to whose repository no part adds anything has none', () => {
  const app = { ...APP, general: [] } as unknown as AppFacts;
  expect(applicationRepository(app, PLATFORM as PlatformFacts, createRegistry([]))).toEqual([]);
});
