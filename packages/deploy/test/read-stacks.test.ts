import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { StackTreeError } from '../src/errors';
import { readStacks } from '../src/stacks/read-stacks';
import { stackTree } from './support/stacks';
import { put, testdir } from './support/testdir';

const sketches = { b: { resources: {}, dependsOn: ['a', 'left-out'] }, a: { resources: {} } };

test('the stacks of a folder, with what they depend on of it', () => {
  const root = stackTree(sketches);
  expect(readStacks(root)).toEqual([
    { name: 'a', folder: join(root, 'stacks/a'), file: join(root, 'stacks/a/cdk.tf.json'), dependsOn: [] },
    { name: 'b', folder: join(root, 'stacks/b'), file: join(root, 'stacks/b/cdk.tf.json'), dependsOn: ['a'] },
  ]);
});

test.each([
  ['an empty folder', () => testdir(), 'There is no list of stacks in'],
  ['a list that is none', () => testdir({ 'manifest.json': '[]' }), 'is no list of stacks'],
  ['a list that was cut off', () => testdir({ 'manifest.json': '{"stacks":{"a"' }), 'is no list of stacks'],
  [
    'a path that leads out',
    () => manifest({ workingDirectory: '../a', synthesizedStackPath: 'x' }),
    'does not say where a is',
  ],
  [
    'an absolute path',
    () => manifest({ workingDirectory: '/a', synthesizedStackPath: '/a/b' }),
    'does not say where a is',
  ],
  ['a stack that is missing', withoutStack, 'cdk.tf.json is missing'],
  ['a run that was interrupted', interrupted, 'was interrupted, or has not ended yet'],
])('%s is refused, with what to do', (_, make, message) => {
  const root = make();
  expect(() => readStacks(root)).toThrow(StackTreeError);
  expect(() => readStacks(root)).toThrow(message);
  expect(() => readStacks(root)).toThrow('Run `goldenpath synth`');
});

test('a tree that goldenpath wrote whole is taken', () => {
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
