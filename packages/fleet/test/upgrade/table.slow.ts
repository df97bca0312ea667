import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { commit } from '@goldenpath/testing/clone';
import { testFolder } from '@goldenpath/testing/folders';
import { changes, type Contents, edits, generatedRepository, treeOf, upgradeTo } from './repository';

jest.setTimeout(300_000);

const ONE_TO_NINE = 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\n';
const TEMPLATE = ONE_TO_NINE.replace('nine\n', 'NINE (template)\n');
const TEAM = ONE_TO_NINE.replace('one\n', 'ONE (team)\n');
const BOTH = TEAM.replace('nine\n', 'NINE (template)\n');
const TEAM_NINE = ONE_TO_NINE.replace('nine\n', 'NINE (team)\n');
const LONG = (last: string) => `${Array.from({ length: 3000 }, (_, line) => `line ${line}`).join('\n')}\n${last}\n`;

interface Case {
  readonly was: Contents;
  readonly team: (root: string) => void;
  readonly now: Contents;
  readonly expected: Readonly<Record<string, string>>;
  /** `undefined` for a path without a file. */
  readonly tree: Readonly<Record<string, string | undefined>>;
}

const nothing = () => undefined;
const { write, remove, makeExecutable, move } = edits;
const windows = (text: string) => text.replaceAll('\n', '\r\n');
const CONFLICT = [
  'eight',
  '<<<<<<< this repository',
  'NINE (team)',
  '||||||| generated last',
  'nine',
  '=======',
  'NINE (template)',
  '>>>>>>> generated now',
  '',
].join('\n');

const CASES: Readonly<Record<string, Case>> = {
  'a file that the team left alone gets the new content': {
    was: { 'a.ts': ONE_TO_NINE },
    team: nothing,
    now: { 'a.ts': TEMPLATE },
    expected: { 'a.ts': 'updated' },
    tree: { 'a.ts': TEMPLATE },
  },
  'an edited file that the template left alone stays': {
    was: { 'a.ts': ONE_TO_NINE },
    team: write({ 'a.ts': TEAM }),
    now: { 'a.ts': ONE_TO_NINE },
    expected: { 'a.ts': 'kept' },
    tree: { 'a.ts': TEAM },
  },
  'edits of both sides in different lines are merged': {
    was: { 'a.ts': ONE_TO_NINE },
    team: write({ 'a.ts': TEAM }),
    now: { 'a.ts': TEMPLATE },
    expected: { 'a.ts': 'merged' },
    tree: { 'a.ts': BOTH },
  },
  'edits of both sides in the same line are a conflict, as Git shows it': {
    was: { 'a.ts': ONE_TO_NINE },
    team: write({ 'a.ts': TEAM_NINE }),
    now: { 'a.ts': TEMPLATE },
    expected: { 'a.ts': 'conflict' },
    tree: { 'a.ts': ONE_TO_NINE.replace('eight\nnine\n', CONFLICT) },
  },
  'the same edit on both sides is no change': {
    was: { 'a.ts': ONE_TO_NINE },
    team: write({ 'a.ts': TEMPLATE }),
    now: { 'a.ts': TEMPLATE },
    expected: {},
    tree: { 'a.ts': TEMPLATE },
  },
  'a file that the team removed stays removed': {
    was: { 'a.ts': ONE_TO_NINE, 'b.ts': 'b\n' },
    team: remove('a.ts'),
    now: { 'a.ts': TEMPLATE, 'b.ts': 'b\n' },
    expected: { 'a.ts': 'kept' },
    tree: { 'a.ts': undefined },
  },
  'a file that the team moved and edited is upgraded where it is': {
    was: { 'a.ts': ONE_TO_NINE },
    team: (root) => {
      move('a.ts', 'src/b.ts')(root);
      write({ 'src/b.ts': TEAM })(root);
    },
    now: { 'a.ts': TEMPLATE },
    expected: { 'src/b.ts': 'merged' },
    tree: { 'a.ts': undefined, 'src/b.ts': BOTH },
  },
  'a file that the team made executable stays executable': {
    was: { 'a.sh': ONE_TO_NINE, 'b.sh': ONE_TO_NINE, 'platform/c.sh': ONE_TO_NINE },
    team: (root) => {
      for (const file of ['a.sh', 'b.sh', 'platform/c.sh']) makeExecutable(file)(root);
      write({ 'b.sh': TEAM })(root);
    },
    now: { 'a.sh': TEMPLATE, 'b.sh': TEMPLATE, 'platform/c.sh': TEMPLATE },
    expected: { 'a.sh': 'updated', 'b.sh': 'merged', 'platform/c.sh': 'updated' },
    tree: { 'a.sh': `x ${TEMPLATE}`, 'b.sh': `x ${BOTH}`, 'platform/c.sh': `x ${TEMPLATE}` },
  },
  'Windows line ends stay, and alone are no edit': {
    was: { 'a.ts': ONE_TO_NINE, 'b.ts': ONE_TO_NINE, 'platform/c': ONE_TO_NINE, 'platform/d': ONE_TO_NINE },
    team: write({
      'a.ts': windows(ONE_TO_NINE),
      'b.ts': windows(TEAM),
      'platform/c': windows(ONE_TO_NINE),
      'platform/d': windows(ONE_TO_NINE),
    }),
    now: { 'a.ts': TEMPLATE, 'b.ts': TEMPLATE, 'platform/c': TEMPLATE, 'platform/d': ONE_TO_NINE },
    expected: { 'a.ts': 'updated', 'b.ts': 'merged', 'platform/c': 'updated' },
    tree: {
      'a.ts': windows(TEMPLATE),
      'b.ts': windows(BOTH),
      'platform/c': windows(TEMPLATE),
      'platform/d': windows(ONE_TO_NINE),
    },
  },
  'a missing last line end of the team stays missing': {
    was: { 'a.ts': ONE_TO_NINE },
    team: write({ 'a.ts': ONE_TO_NINE.replace(/nine\n$/, 'nine') }),
    now: { 'a.ts': ONE_TO_NINE.replace('one\n', 'ONE (template)\n') },
    expected: { 'a.ts': 'merged' },
    tree: { 'a.ts': ONE_TO_NINE.replace('one\n', 'ONE (template)\n').replace(/nine\n$/, 'nine') },
  },
  'a file that the team made binary stays, and is a conflict': {
    was: { 'a.ts': ONE_TO_NINE },
    team: write({ 'a.ts': 'GIF\0binary' }),
    now: { 'a.ts': TEMPLATE },
    expected: { 'a.ts': 'conflict' },
    tree: { 'a.ts': 'GIF\0binary' },
  },
  'bytes that are not UTF-8 come through a merge': {
    was: { 'a.ts': ONE_TO_NINE },
    team: (root) =>
      write({ 'a.ts': Buffer.from(TEAM.replace('two', 'tw\u00f6'), 'latin1') as unknown as string })(root),
    now: { 'a.ts': TEMPLATE },
    expected: { 'a.ts': 'merged' },
    tree: { 'a.ts': BOTH.replace('two', 'tw\u00f6') },
  },
  'a new file of the template is written': {
    was: { 'a.ts': 'a\n' },
    team: nothing,
    now: { 'a.ts': 'a\n', 'deep/er/b.ts': 'b\n', 'platform/c': 'c\n' },
    expected: { 'deep/er/b.ts': 'written', 'platform/c': 'written' },
    tree: { 'deep/er/b.ts': 'b\n', 'platform/c': 'c\n' },
  },
  'a new file of the template that the team has already stays that of the team': {
    was: { 'a.ts': 'a\n' },
    team: write({ 'b.ts': 'ours\n', 'c.ts': 'same\n' }),
    now: { 'a.ts': 'a\n', 'b.ts': 'b\n', 'c.ts': 'same\n' },
    expected: { 'b.ts': 'kept' },
    tree: { 'b.ts': 'ours\n', 'c.ts': 'same\n' },
  },
  'a new file of the platform that the team has already is a conflict': {
    was: { 'a.ts': 'a\n' },
    team: write({ 'platform/b': 'same\nours\n' }),
    now: { 'a.ts': 'a\n', 'platform/b': 'same\ntheirs\n' },
    expected: { 'platform/b': 'conflict' },
    tree: { 'platform/b': 'same\n<<<<<<< this repository\nours\n=======\ntheirs\n>>>>>>> generated now\n' },
  },
  'a file that left the template is removed where the team left it alone, with its empty folder': {
    was: { 'a.ts': 'a\n', 'deep/er/b.ts': 'b\n', 'platform/c': 'c\n' },
    team: nothing,
    now: { 'a.ts': 'a\n' },
    expected: { 'deep/er/b.ts': 'removed', 'platform/c': 'removed' },
    tree: { 'deep/er/b.ts': undefined, 'platform/c': undefined },
  },
  'a file that left the template and has edits stays': {
    was: { 'a.ts': 'a\n', 'b.ts': 'b\n', 'platform/c': 'c\n' },
    team: write({ 'b.ts': 'b\nours\n', 'platform/c': 'c\nours\n' }),
    now: { 'a.ts': 'a\n' },
    expected: { 'b.ts': 'kept', 'platform/c': 'kept' },
    tree: { 'b.ts': 'b\nours\n', 'platform/c': 'c\nours\n' },
  },
  'a file that the template moved takes the edits of the team along': {
    was: { 'a.ts': ONE_TO_NINE, 'b.ts': ONE_TO_NINE.replaceAll('e', 'E'), 'c.sh': 'x\n'.repeat(9) },
    team: (root) => {
      write({ 'a.ts': TEAM, 'c.sh': `${'x\n'.repeat(9)}ours\n` })(root);
      makeExecutable('c.sh')(root);
    },
    now: {
      'src/a.ts': TEMPLATE,
      'src/b.ts': ONE_TO_NINE.replaceAll('e', 'E'),
      'bin/c.sh': 'x\n'.repeat(9),
    },
    expected: {
      'a.ts': 'removed',
      'src/a.ts': 'merged',
      'b.ts': 'removed',
      'src/b.ts': 'written',
      'c.sh': 'removed',
      'bin/c.sh': 'merged',
    },
    tree: {
      'a.ts': undefined,
      'src/a.ts': BOTH,
      'src/b.ts': ONE_TO_NINE.replaceAll('e', 'E'),
      'bin/c.sh': `x ${'x\n'.repeat(9)}ours\n`,
    },
  },
  'a file that the template moved, with edits of both sides in the same line, is a conflict at its new path': {
    was: { 'a.ts': ONE_TO_NINE },
    team: write({ 'a.ts': TEAM_NINE }),
    now: { 'src/a.ts': TEMPLATE },
    expected: { 'a.ts': 'removed', 'src/a.ts': 'conflict' },
    tree: { 'a.ts': undefined, 'src/a.ts': ONE_TO_NINE.replace('eight\nnine\n', CONFLICT) },
  },
  'an edited or removed file of the platform is as generated again': {
    was: { 'platform/a': 'a\n', 'platform/b': 'b\n' },
    team: (root) => {
      write({ 'platform/a': 'ours\n' })(root);
      remove('platform/b')(root);
    },
    now: { 'platform/a': 'a2\n', 'platform/b': 'b\n' },
    expected: { 'platform/a': 'restored', 'platform/b': 'written' },
    tree: { 'platform/a': 'a2\n', 'platform/b': 'b\n' },
  },
  'a link in place of a file of the team stays, and is not followed': {
    was: { 'a.ts': ONE_TO_NINE, 'lib/b.ts': ONE_TO_NINE },
    team: (root) => {
      for (const path of ['a.ts', 'lib/b.ts']) remove(path)(root);
      const outside = testFolder({ 'a.ts': 'outside\n', 'b.ts': 'outside\n' });
      symlinkSync(join(outside, 'a.ts'), join(root, 'a.ts'));
      symlinkSync(join(outside, 'b.ts'), join(root, 'lib/b.ts'));
    },
    now: { 'a.ts': TEMPLATE, 'lib/b.ts': TEMPLATE },
    expected: { 'a.ts': 'kept', 'lib/b.ts': 'kept' },
    tree: { 'a.ts': 'link', 'lib/b.ts': 'link' },
  },
  'a long file, which the record does not hold, is merged from its version in the Git history': {
    was: { 'package-lock.json': LONG('old') },
    team: write({ 'package-lock.json': LONG('old').replace('line 7\n', 'line 7 (team)\n') }),
    now: { 'package-lock.json': LONG('new') },
    expected: { 'package-lock.json': 'merged' },
    tree: { 'package-lock.json': LONG('new').replace('line 7\n', 'line 7 (team)\n') },
  },
  'a file of the team whose name differs in case stays the only one': {
    was: { 'a.ts': ONE_TO_NINE },
    team: write({ Makefile: 'ours\n' }),
    now: { 'a.ts': TEMPLATE, makefile: 'theirs\n' },
    expected: { 'a.ts': 'updated', makefile: 'kept' },
    tree: { Makefile: 'ours\n', makefile: undefined },
  },
  'a file that the team moved to another case gets the change of the template there': {
    was: { 'README.md': ONE_TO_NINE },
    team: move('README.md', 'Readme.md'),
    now: { 'README.md': TEMPLATE },
    expected: { 'Readme.md': 'updated' },
    tree: { 'Readme.md': TEMPLATE, 'README.md': undefined },
  },
  'names that every object has are plain paths': {
    was: { constructor: ONE_TO_NINE },
    team: write({ toString: 'ours\n' }),
    now: { constructor: TEMPLATE, toString: 'theirs\n' },
    expected: { constructor: 'updated', toString: 'kept' },
    tree: { constructor: TEMPLATE, toString: 'ours\n' },
  },
};

test.each(Object.entries(CASES))('%s', async (_name, { was, team, now, expected, tree }) => {
  const root = generatedRepository(was);
  team(root);
  commit(root, 'team');
  expect(changes(await upgradeTo(root, now, true))).toEqual(expected);
  expect(changes(await upgradeTo(root, now))).toEqual(expected);
  const found = treeOf(root);
  for (const [path, content] of Object.entries(tree)) expect([path, found[path]]).toEqual([path, content]);
});

test('an upgrade that was committed leaves nothing for the next one', async () => {
  const root = generatedRepository({ 'a.ts': ONE_TO_NINE, 'b.ts': ONE_TO_NINE, 'platform/c': 'c\n' });
  edits.write({ 'a.ts': TEAM, 'b.ts': TEAM_NINE })(root);
  commit(root, 'team');
  const now = { 'a.ts': TEMPLATE, 'b.ts': TEMPLATE, 'platform/c': 'c2\n' };
  expect(changes(await upgradeTo(root, now))).toEqual({
    'a.ts': 'merged',
    'b.ts': 'conflict',
    'platform/c': 'updated',
  });
  edits.write({ 'b.ts': 'resolved\n' })(root);
  commit(root, 'upgrade');
  const before = treeOf(root);
  expect(changes(await upgradeTo(root, now))).toEqual({ 'a.ts': 'kept', 'b.ts': 'kept' });
  expect(treeOf(root)).toEqual(before);
});
