import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder } from '@goldenpath/testing/folders';
import { Changes } from '../../src/dev/changes';

test('edits are changes, but a rewrite of the same content and files of tools are not', async () => {
  const folder = testFolder({ 'a.ts': 'a', 'b.ts': 'b', 'node_modules/x.js': 'x' });
  const stop = new AbortController();
  const changes = new Changes(folder, stop.signal);
  const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
  try {
    await changes.started();
    write('a.ts', 'a2');
    expect(await changes.next()).toEqual(['a.ts']);
    // The first file is seen before the second one.
    write('a.ts', 'a2');
    write('node_modules/x.js', 'x2');
    write('b.ts', 'b2');
    expect(await changes.next()).toEqual(['b.ts']);
    mkdirSync(join(folder, 'src'));
    write('src/c.ts', 'c');
    expect(await changes.next()).toEqual(['src/c.ts']);
    rmSync(join(folder, 'b.ts'));
    expect(await changes.next()).toEqual(['b.ts']);
    stop.abort();
    expect(await changes.next()).toEqual([]);
  } finally {
    await changes.close();
  }
});

test('a file that our own commands wrote is no change, also where it was noticed before', async () => {
  const folder = testFolder({ 'package.json': '{}', 'a.ts': 'a' });
  const stop = new AbortController();
  const changes = new Changes(folder, stop.signal);
  try {
    await changes.started();
    writeFileSync(join(folder, 'package-lock.json'), '{}');
    changes.accept(['package-lock.json']);
    writeFileSync(join(folder, 'a.ts'), 'a2');
    expect(await changes.next()).toEqual(['a.ts']);
    writeFileSync(join(folder, 'package-lock.json'), '{ "version": "2" }');
    expect(await changes.next()).toEqual(['package-lock.json']);
  } finally {
    stop.abort();
    await changes.close();
  }
});
