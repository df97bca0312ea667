import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../support/fleet';
import { LEFT_TO_OTHERS } from './left-to-others';

const packages = [...new Set(Object.values(LEFT_TO_OTHERS).flatMap((lines) => lines.map((line) => line.package)))];

it.each(packages)('lines of the seeds are left to %s only as long as there is no such package', (name) => {
  expect(existsSync(join(ROOT, 'packages', name, 'src', 'index.ts'))).toBe(false);
});
