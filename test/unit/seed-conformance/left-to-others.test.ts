import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '@goldenpath/testing/fleet';
import { LEFT_TO_OTHERS } from './left-to-others';

const lines = Object.values(LEFT_TO_OTHERS).flat();
const packages = [...new Set(lines.flatMap((line) => line.package ?? []))];
const tests = [...new Set(lines.flatMap((line) => line.shownBy ?? []))];

it.each(packages)('lines of the seeds are left to %s only as long as there is no such package', (name) => {
  expect(existsSync(join(ROOT, 'packages', name, 'src', 'index.ts'))).toBe(false);
});

it.each(tests)('lines of the seeds are shown by %s, which exists', (file) => {
  expect(existsSync(join(ROOT, file))).toBe(true);
});
