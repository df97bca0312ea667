import { builtInRegistry } from '@goldenpath/parts';
import { validateApp, validatePlatform } from '../../src/schema/validate';
import { patternInWords } from '../../src/schema/patterns';
import { BUILT_IN_APP_SCHEMA, PLATFORM_SCHEMA } from '../../src/schema/schemas';
import { BACKEND, documentOf, marked, PLATFORM, STATEFUL, STATELESS } from '../support/specs';

function patternsIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) =>
    key === 'pattern' && typeof value === 'string' ? [value] : patternsIn(value),
  );
}

const PATTERNS = [...new Set([...patternsIn(BUILT_IN_APP_SCHEMA), ...patternsIn(PLATFORM_SCHEMA)])];

const told = (text: string) =>
  validateApp(documentOf(text), builtInRegistry).diagnostics.map(({ rule, message, remedy, location }) => ({
    rule,
    message,
    remedy,
    marks: marked(location),
  }));
const messages = (text: string) => told(text).map(({ message }) => message);
const platformMessages = (text: string) =>
  validatePlatform(documentOf(text), builtInRegistry).map(({ message }) => message);

describe('every pattern of the schemas', () => {
  it.each(PATTERNS)('%s has words, with examples that it lets pass', (pattern) => {
    const words = patternInWords(pattern);
    expect(words).not.toContain(pattern);
    const examples = [...words.matchAll(/such as (.*)$/g)].flatMap(([, list = '']) => [
      ...list.matchAll(/`"?([^`"]*)"?`/g),
    ]);
    for (const [, example = ''] of examples) expect(example).toMatch(new RegExp(pattern));
  });

  // A pattern that backtracks without end would hang here.
  it.each(PATTERNS)('%s refuses a long text', (pattern) => {
    for (const piece of ['a', 'a-', 'a/', 'a.', '{app}', '1', 'a:', 'a_'])
      expect(new RegExp(pattern).test(`${piece.repeat(10_000)}!\n`)).toBe(
        new RegExp(pattern).test(`${piece.repeat(9_999)}!\n`),
      );
  });
});

describe('the schema of an application', () => {
  it.each([
    ['an unknown field', `${STATELESS}replica: 2\n`, '`replica` is unknown here: did you mean `replicas`?'],
    [
      'a field of another kind',
      `${STATELESS}storage: { size: 1Gi }\n`,
      '`storage` does not belong to the kind stateless-app.',
    ],
    [
      'a field that cannot be overridden',
      `${STATELESS}overrides: { prod: { port: 1 } }\n`,
      '`port` cannot differ between environments.',
    ],
    ['a number in env', `${STATELESS}env: { A: 5 }\n`, '`env.A` must be text, but is 5.'],
    ['a name of a variable', `${STATELESS}env: { a-b: "5" }\n`, '"a-b" cannot be a name here.'],
    ['a number out of range', `${STATELESS}replicas: 11\n`, '`replicas` must be at most 10, but is 11.'],
    [
      'a stateful application of six',
      `${STATEFUL}replicas: 6\nstorage: { size: 1Gi, mountPath: /d }\n`,
      '`replicas` must be at most 5, but is 6.',
    ],
    ['a missing field', `${STATEFUL}storage: { size: 1Gi }\n`, '`storage` lacks `mountPath`.'],
    ['a choice', `${STATELESS}risk: hihg\n`, '`risk` cannot be the text "hihg".'],
    ['a choice of the wrong type', `${STATELESS}risk: 3\n`, '`risk` cannot be 3.'],
    ['a value twice', `${STATELESS}uses: [a, b, a]\n`, '`uses` says "a" twice: items 1 and 3.'],
    ['an empty text', STATELESS.replace('Sells things', '""'), '`description` is empty.'],
    ['an unknown kind', STATELESS.replace('stateless-app', 'cron'), '`kind` cannot be the text "cron".'],
    ['no kind', STATELESS.replace('kind: stateless-app\n', ''), '`kind` is missing.'],
    ['a name that JavaScript knows', `${STATELESS}constructor: 1\n`, '`constructor` is unknown here.'],
    ['a name that JavaScript knows well', `${STATELESS}__proto__: 1\n`, '`__proto__` is unknown here.'],
    [
      'a name of JavaScript for a database',
      `${BACKEND}database: { name: abc, username: abc, valueOf: 1 }\n`,
      '`valueOf` is unknown here.',
    ],
  ])('tells of %s once', (_what, text, message) => expect(messages(text)).toEqual([message]));

  it('does not report a misspelt field as missing too', () => {
    expect(messages(STATELESS.replace('owner:', 'ownr:'))).toEqual(['`ownr` is unknown here: did you mean `owner`?']);
    expect(messages(STATELESS.replace('name:', 'component_id:'))).toEqual([
      '`component_id` is unknown here: did you mean `name`?',
    ]);
  });

  it.each([
    ['env: { A: 0.50 }', 'Put it in quotes: "0.50".'],
    ['env: { A: 007 }', 'Put it in quotes: "007".'],
    ['env: { A: true }', 'Put it in quotes: "true".'],
    ['env: { A: }', 'Give it a value, or remove it.'],
    ['port: "8080"', 'Write it without quotes: 8080.'],
    ['ingress: yes', 'Write `true`, without quotes.'],
    ['ingress: off', 'Write `false`, without quotes.'],
    ['uses: orders', 'Write a list: [orders].'],
    ['replicas: 0', 'Use a whole number from 1 to 10.'],
    ['probe: htpp', 'Did you mean `http`? It is one of: http, tcp, grpc, none.'],
  ])('says how to put `%s` right', (line, remedy) => {
    expect(told(`${STATELESS}${line}\n`).map((each) => each.remedy)).toEqual([remedy]);
  });

  it('goes on with the kind that was probably meant', () => {
    expect(messages(`${STATELESS.replace('stateless-app', 'stateles-app')}replica: 1\n`)).toEqual([
      '`kind` cannot be the text "stateles-app".',
      '`replica` is unknown here: did you mean `replicas`?',
    ]);
  });

  it('names the kinds that a field belongs to', () => {
    const [first] = told(`${STATELESS}database: {}\n`);
    expect(first?.remedy).toBe('Remove it, or choose a kind that has it: backend-app-rds, rds-database.');
  });

  it('shows no more than a glimpse of long text', () => {
    const [first] = told(`${STATELESS}risk: ${'x'.repeat(5000)}\n`);
    expect(first?.message.length).toBeLessThan(150);
  });

  it('stops after a hundred mistakes and says how many there are', () => {
    const many = Array.from({ length: 150 }, (_, index) => `k${index}: 1\n`).join('');
    expect(told(STATELESS + many)).toHaveLength(101);
    expect(messages(STATELESS + many)).toContain('app.yaml has 50 more mistakes that are not listed.');
  });
});

describe('the schema of the platform', () => {
  it.each([
    ['an unknown type', 'ingress: { type: gatway, name: x }', ['`ingress.type` cannot be the text "gatway".']],
    ['no type', 'ingress: { className: kong }', ['`ingress` lacks `type`.']],
    ['a field of the other type', 'ingress: { type: ingress, name: x }', ['`name` is unknown here.']],
    ['what a gateway needs', 'ingress: { type: gateway }', ['`ingress` lacks `name`.', '`ingress` lacks `namespace`.']],
    ['an unknown state', 'state: { type: gcs, bucket: x }', ['`state.type` cannot be the text "gcs".']],
    ['what a bucket needs', 'state: { type: s3 }', ['`state` lacks `bucket`.']],
    [
      'a text for a union',
      'ingress: kong',
      ['`ingress` must be a mapping of fields to values, but is the text "kong".'],
    ],
    ['a state that needs no bucket', 'state: { type: local, bucket: x }', ['`bucket` is unknown here.']],
  ])('tells of %s, and of nothing besides', (_what, line, expected) => {
    expect(platformMessages(`${PLATFORM}${line}\n`)).toEqual(expected);
  });

  it('reports an error under an anchor once', () => {
    expect(platformMessages(PLATFORM.replace('10.10.0.0/16', 'anywhere'))).toEqual([
      '`environments[0].databases.network.clientCidrs[0]` cannot be the text "anywhere".',
    ]);
  });
});
