import type { DevEvent } from '@goldenpath/fleet';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder } from '@goldenpath/testing/folders';
import { supervise } from '../../src/dev/supervised';

test('an unreadable file is reported, and the next change is still noticed', async () => {
  const folder = testFolder({ 'app.py': '' });
  symlinkSync('package.json', join(folder, 'package.json'));
  const stop = new AbortController();
  const events: DevEvent[] = [];
  const onEvent = (event: DevEvent) => {
    events.push(event);
    stop.abort();
  };
  await supervise({ name: 'shop', folder, env: {}, port: 1, signal: stop.signal, onEvent });
  expect(events).toEqual([
    { event: 'failed', name: 'shop', reason: expect.stringMatching(/^It cannot be started: ELOOP: .*\.$/) as string },
  ]);
});
