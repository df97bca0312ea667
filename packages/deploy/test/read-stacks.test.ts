import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readStacks, StackTreeError } from '@goldenpath/deploy';
import { stackTree } from './support/stacks';
import { put, testdir } from './support/testdir';

const sketches = { b: { resources: {}, dependsOn: ['a', 'left-out'] }, a: { resources: {} } };

test('the stacks of a folder have the dependencies inside the folder', () => {
  const root = stackTree(sketches);
  expect(readStacks(root)).toEqual([
    { name: 'a', folder: join(root, 'stacks/a'), file: join(root, 'stacks/a/cdk.tf.json'), dependsOn: [] },
    { name: 'b', folder: join(root, 'stacks/b'), file: join(root, 'stacks/b/cdk.tf.json'), dependsOn: ['a'] },
  ]);
});

test.each([
  ['an empty folder', () => testdir(), 'contains no list of stacks'],
  ['a manifest that is not a list', () => testdir({ 'manifest.json': '[]' }), 'is not a list of stacks'],
  ['a list that was cut off', () => testdir({ 'manifest.json': '{"stacks":{"a"' }), 'is not a list of stacks'],
  [
    'a path that leads out',
    () => manifest({ workingDirectory: '../a', synthesizedStackPath: 'x' }),
    'has no path for a',
  ],
  ['an absolute path', () => manifest({ workingDirectory: '/a', synthesizedStackPath: '/a/b' }), 'has no path for a'],
  ['a stack that is missing', withoutStack, 'cdk.tf.json is missing'],
  ['a run that was interrupted', interrupted, 'was interrupted or is still running'],
])('%s is refused, with a remedy', (_, make, message) => {
  const root = make();
  expect(() => readStacks(root)).toThrow(StackTreeError);
  expect(() => readStacks(root)).toThrow(message);
  expect(() => readStacks(root)).toThrow('Run `goldenpath synth`');
});

test('a complete tree of goldenpath is accepted', () => {
  const root = stackTree(sketches);
  put(root, '.goldenpath/tree.json', '{"version":1,"status":"complete","units":{}}');
  expect(readStacks(root)).toHaveLength(2);
});

function manifest(entry: object): string {
  return testdir({ 'manifest.json': JSON.stringify({ stacks: { a: entry } }) });
}

function withoutStack(): string {
  const root = stackTree(sketches);
  rmSync(join(root, 'stacks/a/cdk.tf.json'));
  return root;
}

function interrupted(): string {
  const root = stackTree(sketches);
  put(root, '.goldenpath/tree.json', '{"version":1,"status":"writing","units":{}}');
  return root;
}
