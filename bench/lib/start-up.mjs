import path from 'node:path';
import { root } from '../../scripts/lib/workspace.mjs';
import { best, measureNode } from './measure.mjs';

const PROGRAM = path.join(root, 'packages', 'cli', 'bin', 'goldenpath.js');

const ROWS = {
  node: ['--eval', '0'],
  help: [PROGRAM, 'help'],
  validate: [PROGRAM, 'validate'],
  list: [PROGRAM, 'list'],
  explain: [PROGRAM, 'explain', 'my-redis'],
};

/** Measures how the light commands start on the example fleet, beside Node alone: each as a whole process, in turn. */
export async function measureStartUp(repeat) {
  // The light commands know what was synthesised into the default folders.
  await measureNode([PROGRAM, 'synth', '--quiet'], { cwd: root });
  const runs = Object.fromEntries(Object.keys(ROWS).map((key) => [key, []]));
  for (let index = 0; index < repeat; index += 1)
    for (const [key, args] of Object.entries(ROWS)) runs[key].push(await measureNode(args, { cwd: root }));
  const least = Object.entries(runs).map(async ([key, all]) => [key, await best(repeat, (index) => all[index])]);
  return Object.fromEntries(await Promise.all(least));
}
