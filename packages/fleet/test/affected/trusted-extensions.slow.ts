import * as fs from 'node:fs';
import * as path from 'node:path';
import { type InvalidFleetError, openFleet } from '@goldenpath/fleet';
import { type FleetFolder, fleetFolder } from '@goldenpath/testing/fleet-folder';
import { git } from '@goldenpath/testing/workflow-run';

const EXTENSION = `
import { defineKind, definePart } from '@goldenpath/extension';
export const parts = [definePart({ name: 'queue', description: 'A queue.',
  fields: { properties: { days: { type: 'integer', description: 'Days.' } } } })];
export const kinds = [defineKind({ name: 'queue-worker', description: 'A worker.', parts: ['queue'] })];
`;
const MAILS = 'kind: queue-worker\nname: mails\ndescription: Sends mails\nowner: app-team\ndays: 3\n';

let folder: FleetFolder;
beforeEach(async () => {
  folder = fleetFolder();
  await git(folder.root, ['init', '--quiet']);
});
afterEach(() => folder.remove());

function write(file: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(folder.root, file)), { recursive: true });
  fs.writeFileSync(path.join(folder.root, file), text);
}

function list(...extensions: readonly string[]): void {
  const platform = JSON.parse(fs.readFileSync(folder.source.platformFile, 'utf8')) as object;
  fs.writeFileSync(folder.source.platformFile, JSON.stringify({ ...platform, extensions }));
}

async function commit(): Promise<string> {
  await git(folder.root, ['add', '--all']);
  await git(folder.root, ['commit', '--quiet', '-m', 'Change']);
  return (await git(folder.root, ['rev-parse', 'HEAD'])).trim();
}

const affected = (base: string) => openFleet({ cwd: folder.root, dataOnly: true, env: process.env }).affected({ base });

test('with --data-only, an extension runs as it is in the base', async () => {
  write('queue/index.ts', EXTENSION);
  list('./queue');
  const base = await commit();
  write('apps/mails/app.yaml', MAILS);
  write('queue/index.ts', `throw new Error('run');`);
  await commit();
  await expect(affected(base)).resolves.toMatchObject({ everything: null });
  // It has the fields that it has in the base.
  write('apps/mails/app.yaml', MAILS.replace('days', 'dayz'));
  const error: unknown = await affected(base).catch((reason: unknown) => reason);
  expect((error as InvalidFleetError).diagnostics.map(({ message }) => message)).toEqual([
    '`dayz` is unknown here: did you mean `days`?',
  ]);
});

test('an extension that the base does not list is refused', async () => {
  const base = await commit();
  write('queue/index.ts', `throw new Error('run');`);
  list('./queue');
  await commit();
  const error: unknown = await affected(base).catch((reason: unknown) => reason);
  expect((error as InvalidFleetError).diagnostics.map(({ rule }) => rule)).toEqual(['extension-refused']);
});
