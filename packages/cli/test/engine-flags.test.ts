import { spawnSync } from 'node:child_process';
import { collectSooner, compileLater } from '../src/engine-flags';

/** The flags that are set on a version of V8. */
function flagsOn(version: string): string[] {
  const flags: string[] = [];
  for (const set of [compileLater, collectSooner]) set(version, (flag) => void flags.push(flag));
  return flags;
}

test.each(['11.3.244.8-node.33', '12.4.254.21-node.33', '13.6.233.10-node.17'])('V8 %s has the flags', (version) => {
  expect(flagsOn(version)).toEqual(['--interrupt-budget=1000000', '--heap-growing-percent=50']);
});

test.each(['10.2.154.26-node.39', '14.1.146.11-node.10', '113.0.0', ''])('V8 "%s" is left as it is', (version) => {
  expect(flagsOn(version)).toEqual([]);
});

test('this version of Node knows each flag', () => {
  const flags = flagsOn(process.versions.v8);
  const set = `require('node:v8').setFlagsFromString(process.argv[1])`;
  for (const flag of flags) {
    const { status, stderr } = spawnSync(process.execPath, ['-e', set, '--', flag], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  }
  expect.assertions(flags.length);
});
