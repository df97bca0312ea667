import path from 'node:path';
import { root } from '../../scripts/lib/workspace.mjs';
import { editApp, writeFleet } from './fleet-folder.mjs';
import { best, measureNode } from './measure.mjs';
import { treeSize } from './tree-size.mjs';

const PROGRAM = path.join(root, 'packages', 'cli', 'bin', 'goldenpath.js');

/**
 * Measures goldenpath on one fleet, each step as a whole process.
 *
 * Each cold synthesis writes into a folder that was never there: soon after a large delete some disks make files ten
 * times slower.
 *
 * @returns the measurements by step, what was written, and where the last output is.
 */
export async function measureGoldenpath(count, { folder, repeat }) {
  const home = path.join(folder, `fleet-${count}`);
  const { platform, apps } = writeFleet(home, count, path.join(root, 'platform.yaml'));
  const goldenpath = (...args) => measureNode([PROGRAM, ...args, '--platform', platform], { cwd: home });
  const out = (index) => path.join(home, `out-${index}`);
  const some = apps[Math.floor(apps.length / 2)];

  const cold = await best(repeat, (index) => goldenpath('synth', '--quiet', '--out', out(index)));
  const output = out(repeat - 1);
  const again = () => goldenpath('synth', '--quiet', '--out', output);
  const unchanged = await best(repeat, again);
  const edited = await best(repeat, (index) => {
    editApp(home, apps[index]);
    return again();
  });
  // `validate` knows what was synthesised into the default folders.
  await goldenpath('synth', '--quiet');
  const validateAll = await best(repeat, () => goldenpath('validate'));
  const validateOne = await best(repeat, () => goldenpath('validate', '--only', some));
  return { count, steps: { cold, unchanged, edited, validateAll, validateOne }, written: treeSize(output), output };
}
