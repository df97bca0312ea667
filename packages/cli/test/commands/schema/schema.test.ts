import * as fs from 'node:fs';
import * as path from 'node:path';
import { InvalidFleetError, openFleet } from '@goldenpath/fleet';
import type { SchemaFlags } from '../../../src/commands/schema/flags';
import { schema } from '../../../src/commands/schema/run';
import { contextOf } from '../../context';
import { type FleetFolder, fleetFolderWithExtension } from '@goldenpath/testing/fleet-folder';

const EXTENSION = `
import { defineKind, definePart } from '@goldenpath/extension';
export const parts = [definePart({ name: 'queue', description: 'A queue.', fields: {
  properties: { days: { type: 'integer', description: 'Days that messages are kept.', minimum: 1 } } },
  review: () => ({ rules: [{ id: 'queue-loss', severity: 'danger', firesOn: 'It goes.', advice: 'Keep it.', find: () => [] }] }) })];
export const kinds = [defineKind({ name: 'queue-worker', description: 'A worker.', parts: ['workload', 'queue'] })];
`;

let folder: FleetFolder;
beforeEach(() => {
  folder = fleetFolderWithExtension(EXTENSION);
});
afterEach(() => folder.remove());

async function run(flags: SchemaFlags = {}): Promise<{ readonly code: number; readonly said: string }> {
  const context = contextOf(folder.root, false);
  return { code: await schema(flags, context), said: context.printed.join('') };
}

const APP = '.goldenpath/app.schema.json';
const PLATFORM = '.goldenpath/platform.schema.json';

interface Schema {
  readonly properties: { readonly kind: { readonly enum: readonly string[] } };
  readonly definitions: Readonly<Record<string, { readonly properties: Readonly<Record<string, unknown>> }>>;
}
const written = (file: string) => JSON.parse(fs.readFileSync(path.join(folder.root, file), 'utf8')) as Schema;

test('schemas contain the fields of extensions, and are written even when specs have errors', async () => {
  fs.mkdirSync(path.join(folder.root, 'apps/broken'));
  fs.writeFileSync(path.join(folder.root, 'apps/broken/app.yaml'), 'kind: queue-worker\n');
  expect(await run()).toEqual({ code: 0, said: `Wrote ${APP}.\nWrote ${PLATFORM}.\n` });
  expect(written(APP).properties.kind.enum).toContain('queue-worker');
  expect(written(APP).definitions['WrittenQueueWorker']?.properties).toHaveProperty('days');
  expect(written(PLATFORM).definitions['WrittenPlatformAcceptance']?.properties['rule']).toMatchObject({
    enum: expect.arrayContaining(['database-loss', 'queue-loss']) as string[],
  });
});

test('--check reports whether they are up to date, and writes nothing', async () => {
  const remedy = 'run `goldenpath schema`';
  const missing = { code: 1, said: `${APP} is missing: ${remedy}.\n${PLATFORM} is missing: ${remedy}.\n` };
  expect(await run({ check: true })).toEqual(missing);
  expect(await run({ check: true })).toEqual(missing);
  await run();
  const fresh = { code: 0, said: `${APP} is up to date.\n${PLATFORM} is up to date.\n` };
  expect(await run({ check: true })).toEqual(fresh);
  expect(await run()).toEqual(fresh);
  fs.writeFileSync(path.join(folder.root, 'queue/index.ts'), EXTENSION.replace('minimum: 1', 'minimum: 2'));
  expect(JSON.parse((await run({ check: true, json: true })).said)).toEqual({
    files: [
      { file: APP, found: 'differs' },
      { file: PLATFORM, found: 'fresh' },
    ],
  });
});

test('a new spec refers to the schema of the fleet', async () => {
  const text = async () => {
    const fields = { kind: 'queue-worker', name: 'mails', description: 'Sends mails', owner: 'app-team' };
    return (await openFleet({ cwd: folder.root }).draftSpec(fields)).text;
  };
  expect(await text()).not.toContain('$schema');
  await run();
  expect(await text()).toMatch(/^# yaml-language-server: \$schema=\.\.\/\.\.\/\.goldenpath\/app\.schema\.json\n/);
});

test('an extension that cannot be loaded is the only error', async () => {
  fs.writeFileSync(path.join(folder.root, 'queue/index.ts'), 'export const parts = 1;');
  const error = await run().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(InvalidFleetError);
  expect((error as InvalidFleetError).diagnostics.map(({ rule }) => rule)).toEqual(['extension-not-usable']);
  expect(fs.existsSync(path.join(folder.root, '.goldenpath'))).toBe(false);
});
