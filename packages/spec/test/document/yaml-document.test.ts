import { parseYaml } from '../../src/document/yaml-document';
import { marked } from '../support/specs';

function problemOf(text: string) {
  const parsed = parseYaml('app.yaml', text);
  if (!('diagnostic' in parsed)) throw new Error(`parsed: ${JSON.stringify(parsed.value)}`);
  return parsed.diagnostic;
}

function valueOf(text: string): unknown {
  const parsed = parseYaml('app.yaml', text);
  if ('diagnostic' in parsed) throw new Error(parsed.diagnostic.message);
  return parsed.value;
}

const bomb = (levels: number, width: number) =>
  Array.from({ length: levels }, (_, index) => {
    const item = index === 0 ? 'x' : `*l${index - 1}`;
    return `l${index}: &l${index} [${Array(width).fill(item).join(', ')}]\n`;
  }).join('');

describe('YAML', () => {
  it.each([
    ['words that YAML 1.1 took for booleans are text', 'a: yes\n', { a: 'yes' }],
    ['a date is text', 'a: 2024-01-01\n', { a: '2024-01-01' }],
    ['a leading zero makes no octal number', 'a: 010\n', { a: 10 }],
    ['an alias stands for its anchor', 'a: &x [1]\nb: *x\n', { a: [1], b: [1] }],
    ['`<<` is a key like any other', 'a: &x { b: 1 }\nc: { <<: *x }\n', { a: { b: 1 }, c: { '<<': { b: 1 } } }],
    ['a byte order mark is no part of it', '\uFEFFa: 1\n', { a: 1 }],
    ['an empty file holds nothing', '# nothing\n', null],
  ])('%s', (_what, text, value) => expect(valueOf(text)).toEqual(value));

  it('makes `__proto__` a key of the mapping and of nothing else', () => {
    const value = valueOf('__proto__: { polluted: true }\n');
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it.each([
    ['duplicate-key', 'a: 1\nb: 2\na: 3\n', 'a'],
    ['unknown-anchor', 'a: *b\n', '*'],
    ['yaml-tag', 'a: !!js/regexp /x/\n', '!'],
    ['yaml-tag', 'a: !Ref x\n', '!'],
    ['several-documents', 'a: 1\n---\na: 2\n', '-'],
    ['yaml-cycle', 'a: &x\n  b: *x\n', '*'],
    ['yaml-syntax', 'a: [1\nb: 2\n', 'b'],
    ['yaml-syntax', 'a:\n\tb: 1\n', '\t'],
    ['yaml-syntax', 'a: x: y\n', ':'],
    ['yaml-too-large', bomb(9, 9), '*'],
    ['yaml-too-large', `a: ${'['.repeat(60)}${']'.repeat(60)}\n`, '['],
    ['text-too-long', `a: ${'x'.repeat(40_000)}\n`, 'x'],
    ['text-too-long', `a: { ${'x'.repeat(40_000)}: a }\n`, 'a'],
  ])('%s is an error where it stands (%#)', (rule, text, marks) => {
    const problem = problemOf(text);
    expect([problem.rule, marked(problem.location).charAt(0)]).toEqual([rule, marks]);
  });

  it('lets a few aliases pass', () => expect(Object.keys(valueOf(bomb(2, 49)) as object)).toEqual(['l0', 'l1']));

  it('counts the content of an alias each time it is used', () => {
    // 3 × 25 aliases of 25 values each are few; 25 × 25 × 25 values are many, with no more than 50 aliases.
    expect(problemOf(bomb(3, 25).replace('[x', `[${'x, '.repeat(40)}x`)).rule).toBe('yaml-too-large');
  });
});
