import * as fs from 'node:fs';
import * as path from 'node:path';
import { type InvalidFleetError, openFleet } from '@goldenpath/fleet';
import { type FleetFolder, fleetFolder, fleetFolderWithExtension } from '@goldenpath/testing/fleet-folder';
import { templateFiles, writeTemplates } from '@goldenpath/backstage';
import Ajv from 'ajv';
import ajvErrors from 'ajv-errors';
import { load } from 'js-yaml';

const EXTENSION = `
import { defineKind, definePart } from '@goldenpath/extension';
export const parts = [definePart({ name: 'queue', description: 'A queue.', fields: {
  properties: { queue: { $ref: '#/definitions/WrittenQueue' } }, required: ['queue'],
  definitions: { WrittenQueue: { type: 'object', additionalProperties: false, required: ['days'], properties: {
    days: { type: 'integer', description: 'Days that messages are kept.', minimum: 1, maximum: 14, default: 4 } } } } } })];
export const kinds = [defineKind({ name: 'queue-worker', description: 'A worker.', summary: 'A worker of a queue', parts: ['workload', 'queue'] })];
`;

interface Schema {
  readonly properties: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly dependencies?: Readonly<Record<string, { readonly oneOf: readonly Schema[] }>>;
  readonly enum?: readonly string[];
  readonly [keyword: string]: unknown;
}
interface Template {
  readonly metadata: { readonly name: string; readonly title: string };
  readonly spec: {
    readonly owner: string;
    readonly parameters: readonly Schema[];
    readonly steps: readonly { readonly id: string; readonly action: string; readonly input: object }[];
    readonly output: object;
  };
}

let folder: FleetFolder;
afterEach(() => folder.remove());

async function templates(root = folder.root): Promise<Map<string, Template>> {
  const files = templateFiles(await openFleet({ cwd: root }).forms());
  return new Map(files.map(({ path: file, content }) => [file, load(content) as Template]));
}

function platform(change: object): void {
  const { platformFile } = folder.source;
  const written = JSON.parse(fs.readFileSync(platformFile, 'utf8')) as object;
  fs.writeFileSync(platformFile, JSON.stringify({ ...written, ...change }));
}

const pagesOf = async (name: string) => (await templates()).get(`${name}/template.yaml`)?.spec.parameters ?? [];

test('there is a template for each kind, and for each kind of an extension', async () => {
  folder = fleetFolderWithExtension(EXTENSION);
  expect([...(await templates()).keys()]).toEqual([
    'all.yaml',
    'stateless-app-template/template.yaml',
    'stateful-app-template/template.yaml',
    'backend-app-rds-template/template.yaml',
    'scheduled-job-template/template.yaml',
    'rds-request/template.yaml',
    'queue-worker-template/template.yaml',
  ]);
  const [, settings] = await pagesOf('queue-worker-template');
  expect(settings?.properties['queue']).toMatchObject({
    required: ['days'],
    properties: { days: { type: 'integer', minimum: 1, maximum: 14, default: 4 } },
  });
});

test('a form has the constraints of the kind and the teams and environments of the platform', async () => {
  folder = fleetFolder();
  const [identity, settings] = await pagesOf('stateful-app-template');
  expect(identity?.required).toEqual(['name', 'description', 'owner']);
  expect(identity?.properties['owner']).toMatchObject({
    'ui:field': 'OwnerPicker',
    'ui:options': { catalogFilter: { kind: 'Group', 'metadata.name': ['app-team', 'data-team'] } },
  });
  expect(settings?.properties['replicas']).toMatchObject({ minimum: 1, maximum: 5, default: 1 });
  expect(settings?.properties['environments']).toMatchObject({
    items: { enum: ['dev', 'prod'] },
    default: ['dev', 'prod'],
  });
  expect(settings?.properties['storage']?.properties['size']).toMatchObject({ default: '10Gi' });
});

test('a form proposes nothing for a group that can be left out, and asks for all of it or nothing', async () => {
  folder = fleetFolder();
  const [, settings] = await pagesOf('backend-app-rds-template');
  const storage = settings?.properties['storage'];
  expect(settings?.required ?? []).not.toContain('storage');
  expect(settings).not.toHaveProperty('dependencies.storage');
  expect(storage).not.toHaveProperty('required');
  expect(storage).toMatchObject({ dependencies: { size: ['mountPath'], mountPath: ['size'] } });
  expect(storage?.properties['size']).not.toHaveProperty('default');
  expect(storage?.properties['size']).toMatchObject({ 'ui:placeholder': 'such as 10Gi' });
  expect((await pagesOf('stateful-app-template'))[1]?.properties['storage']).toMatchObject({
    required: ['size', 'mountPath'],
  });
});

test('node is the first runtime, then those of the platform by name, and an image is asked for if nothing is built', async () => {
  folder = fleetFolder();
  fs.mkdirSync(path.join(folder.root, 'runtimes/go'), { recursive: true });
  platform({ runtimes: { go: { template: './runtimes/go' } } });
  const [, settings] = await pagesOf('stateless-app-template');
  expect(settings?.properties['runtime']).toMatchObject({
    enum: ['go', 'node', 'python', 'upstream image'],
    default: 'python',
  });
  expect(settings?.properties).not.toHaveProperty('image');
  const [built, upstream] = settings?.dependencies?.['runtime']?.oneOf ?? [];
  expect(built?.properties['runtime']?.enum).toEqual(['go', 'node', 'python']);
  expect(upstream?.required).toEqual(['image']);
});

test.each([
  ['rds-request', ['spec', 'pullRequest', 'notify'], ['spec', 'dispatch', 'notify']],
  [
    'backend-app-rds-template',
    ['spec', 'pullRequest', 'notify'],
    ['spec', 'render', 'publish', 'catalogInfo', 'register', 'pullRequest', 'notify'],
  ],
])('%s takes the flow of the platform file', async (name, pullRequest, atOnce) => {
  folder = fleetFolder();
  const steps = async (backstage: object) => {
    platform({ backstage });
    return (await templates()).get(`${name}/template.yaml`)?.spec.steps.map(({ id }) => id);
  };
  expect(await steps({ notifications: true })).toEqual(pullRequest);
  expect(await steps({ notifications: true, flow: 'at-once' })).toEqual(atOnce);
  expect(await steps({})).toEqual(['spec', 'pullRequest']);
});

test('every expression of a template refers to a step before it', async () => {
  folder = fleetFolder();
  platform({ backstage: { flow: 'at-once', notifications: true } });
  for (const { spec } of [...(await templates()).values()].slice(1)) {
    const known = new Set<string>();
    for (const { id, input } of spec.steps) {
      for (const [, step = ''] of JSON.stringify(input).matchAll(/steps\['(\w+)'\]/g)) expect(known).toContain(step);
      known.add(id);
    }
    for (const [, step = ''] of JSON.stringify(spec.output).matchAll(/steps\['(\w+)'\]/g))
      expect(known).toContain(step);
  }
});

/** Wrong values of a field, with the page they are on. */
const WRONG: readonly (readonly [path: string, value: unknown])[] = [
  ['name', 'My App'],
  ['name', 'a'.repeat(51)],
  ['description', 'x'.repeat(351)],
  ['replicas', 0],
  ['replicas', 11],
  ['port', 70_000],
  ['database.name', 'Orders-DB'],
  ['database.username', '1st'],
];

test.each(WRONG)('the form refuses %s with the words of the command line', async (field, value) => {
  folder = fleetFolder();
  const valid = {
    name: 'shop',
    description: 'A shop',
    owner: 'app-team',
    database: { name: 'shop_db', username: 'shop_app' },
  };
  const [first = '', second] = field.split('.');
  const values =
    second === undefined
      ? { ...valid, [first]: value }
      : { ...valid, database: { ...valid.database, [second]: value } };
  const pages = await pagesOf('backend-app-rds-template');
  const form = pages.flatMap((page) => {
    // As the form of Backstage validates.
    const ajv = new Ajv({ allErrors: true, strict: false, verbose: true, formats: {} });
    ajvErrors(ajv);
    const own = Object.fromEntries(Object.entries(values).filter(([name]) => Object.hasOwn(page.properties, name)));
    const check = ajv.compile(page);
    return check(own) ? [] : (check.errors ?? []).map(({ message }) => message);
  });
  const error: unknown = await openFleet({ cwd: folder.root })
    .draftSpec({}, { form: { kind: 'backend-app-rds', values } })
    .catch((reason: unknown) => reason);
  const [diagnostic] = (error as InvalidFleetError).diagnostics;
  // The form cannot count the characters of a value.
  const words = `${diagnostic?.message} ${diagnostic?.remedy}`.replace(/, but has \d+\./, '.');
  expect(form).toEqual([words]);
});

test('the templates are written, compared, and removed with their kind', async () => {
  folder = fleetFolderWithExtension(EXTENSION);
  const states = async (check: boolean) => {
    const written = await writeTemplates(openFleet({ cwd: folder.root }), { check });
    return written.map(({ file, found }) => `${path.relative(folder.root, file)} ${found}`);
  };
  expect(new Set((await states(true)).map((line) => line.split(' ')[1]))).toEqual(new Set(['missing']));
  expect(fs.existsSync(path.join(folder.root, 'backstage'))).toBe(false);
  await states(false);
  expect(new Set((await states(true)).map((line) => line.split(' ')[1]))).toEqual(new Set(['fresh']));
  const own = path.join(folder.root, 'backstage/own/template.yaml');
  fs.mkdirSync(path.dirname(own));
  fs.writeFileSync(own, 'kind: Template\n');
  platform({ extensions: [] });
  expect(await states(true)).toContain('backstage/queue-worker-template/template.yaml left');
  await states(false);
  expect(fs.existsSync(path.join(folder.root, 'backstage/queue-worker-template'))).toBe(false);
  expect(fs.readFileSync(own, 'utf8')).toBe('kind: Template\n');
});
