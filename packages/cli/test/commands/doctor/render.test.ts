import { createColors } from 'picocolors';
import { doctorText } from '../../../src/commands/doctor/render';

const NODE = { area: 'tools', name: 'node', status: 'ok', detail: 'version 22.1.0' } as const;
const GH = {
  area: 'tools',
  name: 'gh',
  status: 'missing',
  detail: 'it is not on the PATH',
  remedy: 'Install gh.',
} as const;

test('the last line counts one check and several checks', () => {
  const colors = createColors(false);
  expect(doctorText({ isHealthy: true, checks: [NODE] }, { colors })).toMatch(/\n1 check: nothing is missing\.\n$/);
  expect(doctorText({ isHealthy: false, checks: [NODE, GH] }, { colors })).toMatch(/\n2 checks: 1 to repair\.\n$/);
});
