import * as fs from 'node:fs';
import * as path from 'node:path';
import { InvalidFleetError, openFleet } from '@goldenpath/fleet';
import { type FleetFolder, fleetFolder } from '@goldenpath/testing/fleet-folder';
import { PLANTED } from '@goldenpath/testing/planted-secrets';

let folder: FleetFolder;
beforeEach(() => {
  folder = fleetFolder();
});
afterEach(() => folder.remove());

function write(below: string, text: string): void {
  const file = path.join(folder.root, 'apps/orders/patches/terraform', below);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
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
        `${rule} ${location?.file.replace('apps/orders/patches/', '')}:${location?.line}:${location?.column} ${message} ${remedy}`,
    );
  }
}

const secret = (argument: string) => `resource:\n  aws_secretsmanager_secret:\n    secret:\n      ${argument}\n`;
const repository = (argument: string) => `resource:\n  github_repository:\n    repository:\n      ${argument}\n`;

test('overrides of all environments, of one and of the stack without one are valid, also as data only', async () => {
  write('secret.yaml', secret('description: Read by the batch as well'));
  write('prod/secret.yaml', secret('description: In production'));
  write('once/repository.yaml', repository('has_wiki: true'));
  expect(await problems()).toEqual([]);
  await expect(open(true).validate()).resolves.toMatchObject({ apps: [{ name: 'orders' }] });
});

test('a name, an argument and a value that do not fit are located, with what was meant', async () => {
  write('dev/name.yaml', secret('description: x').replace('secret:\n      d', 'secrte:\n      d'));
  write('prod/argument.yaml', secret('descripton: x'));
  write('once/type.yaml', repository('has_wiki: "yes"'));
  write('repository.yaml', repository('has_wiki: true'));
  expect(await problems()).toEqual([
    'override terraform/dev/name.yaml:3:5 No resource is `aws_secretsmanager_secret.secrte`: an override changes resources, and adds none. Did you mean `secret`?',
    'override terraform/once/type.yaml:4:18 `has_wiki` is not true or false. Write true or false.',
    'override terraform/prod/argument.yaml:4:7 `descripton` is not an argument here. Did you mean `description`?',
    'override terraform/repository.yaml:3:5 No resource is `github_repository.repository`: an override changes resources, and adds none. It is in the stack app-orders: move the override to the folder of that stack.',
  ]);
});

test('a guard refuses an override once for all environments, until the platform file lifts it for the application', async () => {
  write('window.yaml', secret('recovery_window_in_days: 0'));
  expect(await problems()).toEqual([
    expect.stringMatching(
      /^override terraform\/window\.yaml:4:32 The override changes `recovery_window_in_days`, in aws_secretsmanager_secret\.secret of app-orders-dev\. The guard `deletion-protection` refuses that\./,
    ),
  ]);
  const platform = path.join(folder.root, 'platform.yaml');
  const written = JSON.parse(fs.readFileSync(platform, 'utf8')) as object;
  const lift = (guard: string, apps: string[]) =>
    fs.writeFileSync(
      platform,
      JSON.stringify({ ...written, liftedGuards: [{ guard, apps, reason: 'The tests delete it each night' }] }),
    );
  lift('deletion-protection', ['another']);
  expect(await problems()).toHaveLength(1);
  lift('encryption', ['orders']);
  expect(await problems()).toHaveLength(1);
  lift('deletion-protection', ['orders']);
  expect(await problems()).toEqual([]);
});

test('the stack has the overridden value, only where it is overridden', async () => {
  write('prod/secret.yaml', secret('description: Read by the batch as well'));
  await open().synth({ out: path.join(folder.root, 'out') });
  const text = (stack: string) =>
    fs.readFileSync(path.join(folder.root, 'out/cdktf.out/stacks', stack, 'cdk.tf.json'), 'utf8');
  expect(text('app-orders-prod')).toContain('"description": "Read by the batch as well"');
  expect(text('app-orders-dev')).not.toContain('Read by the batch as well');
});

test.each<[string, () => void, string]>([
  [
    'in the folder of an unknown environment',
    () => write('prd/a.yaml', secret('description: x')),
    'override-folder terraform/prd/a.yaml:1:1 The folder "prd" in `patches/terraform` is not an environment. Did you mean `prod`?',
  ],
  [
    'in a folder of a folder',
    () => write('prod/more/a.yaml', secret('description: x')),
    'override-folder terraform/prod/more/a.yaml:1:1 An override in a folder of a folder is not read. Move it to prod/a.yaml.',
  ],
  [
    'with another name',
    () => write('A.yaml', secret('description: x')),
    'override-folder terraform/A.yaml:1:1 "A.yaml" is not a name of an override.',
  ],
  [
    'that is a list',
    () => write('a.yaml', '- a\n'),
    'malformed-override terraform/a.yaml:1:1 This is not an override.',
  ],
  ['that is empty', () => write('a.yaml', ''), 'malformed-override terraform/a.yaml:1:1 This is not an override.'],
  [
    'without a resource',
    () => write('a.yaml', 'resource: {}\n'),
    'malformed-override terraform/a.yaml:1:1 The override has no resources.',
  ],
  ['without a name', () => write('a.yaml', 'resource:\n  aws_sqs_queue:\n'), 'malformed-override terraform/a.yaml:2:'],
  [
    'without an argument',
    () => write('a.yaml', 'resource: { aws_sqs_queue: { a: {} } }\n'),
    'malformed-override terraform/a.yaml:1:30 "aws_sqs_queue.a" has no arguments.',
  ],
  [
    'that is a patch',
    () => write('a.yaml', 'target: { kind: Service }\n'),
    'malformed-override terraform/a.yaml:1:1 `target` is not a field of an override.',
  ],
  ...[
    'provider',
    'terraform',
    'variable',
    'output',
    'data',
    'ephemeral',
    'module',
    'locals',
    'import',
    'moved',
    'removed',
  ].map((block): [string, () => void, string] => [
    `with the block ${block}`,
    () => write('a.yaml', `${block}: {}\n${secret('description: x')}`),
    `malformed-override terraform/a.yaml:1:1 An override cannot have the block \`${block}\`.`,
  ]),
  ...[
    'count: 2',
    'for_each: [a]',
    'depends_on: [a.b]',
    'provider: aws.other',
    'provisioner: {}',
    'connection: {}',
    'dynamic: {}',
  ].map((argument): [string, () => void, string] => [
    `with ${argument}`,
    () => write('a.yaml', secret(argument)),
    `malformed-override terraform/a.yaml:4:7 An override cannot set \`${argument.split(':')[0]}\`.`,
  ]),
  [
    'that ignores all changes',
    () => write('a.yaml', secret('lifecycle: { ignore_changes: all }')),
    'malformed-override terraform/a.yaml:4:36 `ignore_changes` is not a list of arguments.',
  ],
  [
    'that ignores an expression',
    () => write('a.yaml', secret('lifecycle: { ignore_changes: ["tags[0]"] }')),
    'malformed-override terraform/a.yaml:4:20 `ignore_changes` is not a list of arguments.',
  ],
  [
    'with a condition',
    () => write('a.yaml', secret('lifecycle: { precondition: [] }')),
    'malformed-override terraform/a.yaml:4:20 An override cannot set `lifecycle.precondition`.',
  ],
  [
    'with a text for true',
    () => write('a.yaml', secret('lifecycle: { prevent_destroy: "${x}" }')),
    'malformed-override terraform/a.yaml:4:38 `prevent_destroy` is not true or false.',
  ],
  [
    'that reads a file',
    () => write('a.yaml', secret(`description: '\${file("/etc/passwd")}'`)),
    'malformed-override terraform/a.yaml:4:21 The text contains an expression of Terraform.',
  ],
  [
    'that refers to data',
    () => write('a.yaml', secret('description: ${data.aws_caller_identity.me.arn}')),
    'malformed-override terraform/a.yaml:4:20 The text contains an expression of Terraform.',
  ],
  [
    'with an escaped expression',
    () => write('a.yaml', secret('description: $${a}')),
    'malformed-override terraform/a.yaml:4:20 The text contains an expression of Terraform.',
  ],
  [
    'with a directive',
    () => write('a.yaml', secret('description: "%{ if true }a%{ endif }"')),
    'malformed-override terraform/a.yaml:4:21 The text contains an expression of Terraform.',
  ],
  [
    'with an expression in a name',
    () => write('a.yaml', secret('tags: { "${path.root}": a }')),
    'malformed-override terraform/a.yaml:4:16 The name contains an expression of Terraform.',
  ],
  [
    'with a number that JSON does not have',
    () => write('a.yaml', secret('recovery_window_in_days: .inf')),
    'malformed-override terraform/a.yaml:4:32 This is not a number that JSON has.',
  ],
  [
    'with a password',
    () => write('a.yaml', secret('db_password: hunter2hunter2')),
    'secret-in-plain-text terraform/a.yaml:4:20',
  ],
  [
    'with a key in a text',
    () => write('a.yaml', secret(`description: ${PLANTED['AWSKEY']}`)),
    'secret-in-plain-text terraform/a.yaml:4:20',
  ],
  [
    'that is a link',
    () => {
      write('b.yaml', '');
      fs.rmSync(path.join(folder.root, 'apps/orders/patches/terraform/b.yaml'));
      fs.symlinkSync('/etc/hostname', path.join(folder.root, 'apps/orders/patches/terraform/b.yaml'));
    },
    'symbolic-link terraform/b.yaml:1:1',
  ],
  [
    'with two documents',
    () => write('a.yaml', `${secret('description: x')}---\na: b\n`),
    'several-documents terraform/a.yaml:',
  ],
])('an override %s is one error', async (_what, make, expected) => {
  make();
  const found = await problems();
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(expected);
});
