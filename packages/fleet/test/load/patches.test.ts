import * as fs from 'node:fs';
import * as path from 'node:path';
import { InvalidFleetError, openFleet } from '@goldenpath/fleet';
import { type FleetFolder, fleetFolder } from '@goldenpath/testing/fleet-folder';

let folder: FleetFolder;
beforeEach(() => {
  folder = fleetFolder();
});
afterEach(() => folder.remove());

const file = (below: string) => path.join(folder.root, 'apps/orders/patches', below);

function write(below: string, text: string): void {
  fs.mkdirSync(path.dirname(file(below)), { recursive: true });
  fs.writeFileSync(file(below), text);
}

const open = (dataOnly = false) => openFleet({ cwd: folder.root, dataOnly });

async function problems(): Promise<string[]> {
  try {
    await open().validate();
    return [];
  } catch (error) {
    if (!(error instanceof InvalidFleetError)) throw error;
    return error.diagnostics.map(
      ({ rule, message, remedy, location }) =>
        `${rule} ${location?.file.replace('apps/orders/', '')}:${location?.line}:${location?.column} ${message} ${remedy}`,
    );
  }
}

const GRACE = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: orders
spec:
  template:
    spec:
      terminationGracePeriodSeconds: 120
`;

test('a patch for all environments and one for a single environment are valid, also as data only', async () => {
  write('grace.yaml', GRACE);
  write('prod/service.yaml', 'target: { kind: Service }\npatch:\n  - { op: remove, path: /spec/ports/0/name }\n');
  expect(await problems()).toEqual([]);
  await expect(open(true).validate()).resolves.toMatchObject({ apps: [{ name: 'orders' }] });
});

test('a target, a pointer and a field that do not exist are located, with what was meant', async () => {
  write('prod/kind.yaml', GRACE.replace('name: orders', 'name: ordres'));
  write(
    'prod/pointer.yaml',
    'target: { kind: Service }\npatch:\n  - op: replace\n    path: /spec/prts\n    value: []\n',
  );
  write('dev/type.yaml', GRACE.replace('120', '"120"'));
  expect(await problems()).toEqual([
    'patch patches/dev/type.yaml:8:39 This is a text, and the object has a number here. Write a number. Write this change as a JSON patch: `target` and `patch` with a list of operations.',
    'patch patches/prod/kind.yaml:4:9 No object of the application is the Deployment "ordres": a patch changes objects, and adds none. Did you mean `orders`?',
    'patch patches/prod/pointer.yaml:4:11 "/spec/prts" leads nowhere: the value at "/spec" has no "prts". Did you mean `ports`?',
  ]);
});

test('a guard refuses a patch once for all environments, until the platform file lifts it for the application', async () => {
  write('host.yaml', GRACE.replace('terminationGracePeriodSeconds: 120', 'hostNetwork: true'));
  expect(await problems()).toEqual([
    expect.stringMatching(
      /^patch patches\/host\.yaml:8:20 The patch sets `hostNetwork`, in Deployment orders in dev\./,
    ),
  ]);
  const platform = path.join(folder.root, 'platform.yaml');
  const written = JSON.parse(fs.readFileSync(platform, 'utf8')) as object;
  const lift = (apps: string[]) =>
    fs.writeFileSync(
      platform,
      JSON.stringify({
        ...written,
        liftedGuards: [{ guard: 'pod-security', apps, reason: 'It reads packets of the node' }],
      }),
    );
  lift(['another']);
  expect(await problems()).toHaveLength(1);
  lift(['orders']);
  expect(await problems()).toEqual([]);
});

const OF_CONFIG = 'target: { kind: ConfigMap, name: orders-config }\npatch:\n';

test.each<[string, () => void, string]>([
  [
    'in the folder of an unknown environment',
    () => write('prd/grace.yaml', GRACE),
    'patch-folder patches/prd/grace.yaml:1:1 The folder "prd" in `patches` is not an environment. Did you mean `prod`?',
  ],
  [
    'in a folder of a folder',
    () => write('prod/more/grace.yaml', GRACE),
    'patch-folder patches/prod/more/grace.yaml:1:1 A patch in a folder of a folder is not read. Move it to prod/grace.yaml.',
  ],
  [
    'that is a kustomization',
    () => write('kustomization.yaml', 'resources: []\n'),
    'patch-folder patches/kustomization.yaml:1:1 A folder of patches has no kustomization.',
  ],
  [
    'that is a list of operations without a target',
    () => write('list.yaml', '- { op: remove, path: /spec }\n'),
    'malformed-patch patches/list.yaml:1:1 This is a list: a patch needs its `target`.',
  ],
  [
    'with operations as text',
    () => write('text.yaml', 'target: { kind: Service }\npatch: |-\n  - op: remove\n    path: /spec\n'),
    'malformed-patch patches/text.yaml:2:1 `patch` is a text.',
  ],
  ['that is empty', () => write('empty.yaml', ''), 'malformed-patch patches/empty.yaml:1:1 This is not a patch.'],
  ['with two documents', () => write('two.yaml', `${GRACE}---\n${GRACE}`), 'several-documents patches/two.yaml:'],
  [
    'that is a link',
    () => {
      fs.mkdirSync(file(''), { recursive: true });
      fs.symlinkSync('/etc/hostname', file('link.yaml'));
    },
    'symbolic-link patches/link.yaml:1:1',
  ],
  [
    'in a folder that is a file',
    () => fs.writeFileSync(path.join(folder.root, 'apps/orders/patches'), GRACE),
    'data-folder patches:1:1 apps/orders/patches is a file, and a folder is expected.',
  ],
  [
    'with a password',
    () => write('env.yaml', 'target: { kind: ConfigMap }\npatch:\n  data:\n    DB_PASSWORD: hunter2hunter2\n'),
    'secret-in-plain-text patches/env.yaml:4:',
  ],
  [
    'with a password in the pointer of an operation',
    () => write('env.yaml', `${OF_CONFIG}  - { op: add, path: /data/DB_PASSWORD, value: hunter2hunter2 }\n`),
    'secret-in-plain-text patches/env.yaml:3:',
  ],
  [
    'with a password below the pointer of an operation',
    () => write('env.yaml', `${OF_CONFIG}  - { op: add, path: /data, value: { DB_PASSWORD: hunter2hunter2 } }\n`),
    'secret-in-plain-text patches/env.yaml:3:',
  ],
  [
    'with a password in an annotation',
    () =>
      write(
        'env.yaml',
        'target: { kind: Deployment }\npatch: { metadata: { annotations: { password: hunter2hunter2 } } }\n',
      ),
    'secret-in-plain-text patches/env.yaml:2:',
  ],
  [
    'with a password in arguments',
    () =>
      write(
        'args.yaml',
        'target: { kind: Deployment }\npatch:\n  - op: add\n    path: /spec/template/spec/containers/0/args\n    value: [--password, hunter2hunter2]\n',
      ),
    'secret-in-plain-text patches/args.yaml:5:',
  ],
  [
    'with a number that JSON does not have, which would delete the field',
    () => write('n.yaml', 'target: { kind: Deployment }\npatch:\n  spec:\n    replicas: .inf\n'),
    'malformed-patch patches/n.yaml:4:15 This is not a number that JSON has.',
  ],
  [
    'with a number that would be another',
    () =>
      write(
        'n.yaml',
        'target: { kind: Deployment }\npatch:\n  - { op: add, path: /spec/x, value: 9007199254740993 }\n',
      ),
    'malformed-patch patches/n.yaml:3:38 This whole number is too large to be kept exactly.',
  ],
  [
    'with aliases that grow',
    () => {
      const levels = [...'bcdefghijk'].map(
        (name, index) => `${name}: &${name} [${`*${[...'abcdefghij'][index]},`.repeat(9)}]`,
      );
      write('bomb.yaml', `a: &a [x]\n${levels.join('\n')}\n`);
    },
    'yaml-',
  ],
])('a patch %s is one error', async (_what, make, expected) => {
  make();
  const found = await problems();
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(expected);
});
