import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { filesBelow } from './tree-size.mjs';

/**
 * The floor: the same bytes, from strings that are there already, into a fresh folder with the plainest calls that there
 * are. Nothing that makes these files can be faster on this disk.
 */
export function measureFloor(output, folder) {
  const files = [...filesBelow(output)].map((file) => ({
    path: path.relative(output, file),
    text: readFileSync(file, 'utf8'),
  }));
  const before = process.cpuUsage();
  const start = performance.now();
  let last = '';
  for (const file of files) {
    const target = path.join(folder, file.path);
    const above = path.dirname(target);
    if (above !== last) mkdirSync(above, { recursive: true });
    last = above;
    writeFileSync(target, file.text);
  }
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  return { seconds, cpuSeconds: (user + system) / 1e6 };
}
