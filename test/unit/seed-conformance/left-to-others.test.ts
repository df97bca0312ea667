import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '@goldenpath/testing/fleet';
import { LEFT_TO_OTHERS } from './left-to-others';

const lines = Object.values(LEFT_TO_OTHERS).flat();
const tests = [...new Set(lines.map((line) => line.shownBy))];

it.each(tests)('lines of the seeds are shown by %s, which exists', (file) => {
  expect(existsSync(join(ROOT, file))).toBe(true);
});
