import { parseLockFile, stackLock } from '@goldenpath/deploy';
import { put, testdir } from './support/testdir';

const block = (name: string, version: string, address = `registry.terraform.io/${name}`) =>
  `provider "${address}" {\n  version     = "${version}"\n  constraints = "${version}"\n  hashes = [\n    "h1:abc=",\n    "zh:0123",\n  ]\n}\n`;
const HEAD = '# This file is maintained automatically by "terraform init".\n\n';
const AWS = block('hashicorp/aws', '6.71.0');
const RANDOM = block('hashicorp/random', '3.7.2');
const WHOLE = `${HEAD}${AWS}\n${RANDOM}`;

function stackWith(required_providers: object) {
  const folder = testdir();
  const file = put(folder, 'cdk.tf.json', JSON.stringify({ terraform: { required_providers } }));
  return { name: 'shop', folder, file, dependsOn: [] };
}

const lockOf = (required: object, text = WHOLE, name: 'Terraform' | 'OpenTofu' = 'Terraform') =>
  stackLock(stackWith(required), { name }, { file: 'fleet.hcl', locks: parseLockFile(text, 'fleet.hcl') });

describe('the lock file of a stack', () => {
  test('has the providers of the stack alone, in the order of their addresses', () => {
    const head = '# From .terraform.lock.hcl beside the platform file.\n\n';
    expect(lockOf({ aws: { source: 'aws', version: '6.71.0' } })).toBe(`${head}${AWS}`);
    const both = { random: { source: 'hashicorp/random', version: '~> 3.0' }, aws: { source: 'hashicorp/aws' } };
    expect(lockOf(both)).toBe(`${head}${AWS}\n${RANDOM}`);
    expect(lockOf(both, WHOLE.replaceAll('\n', '\r\n'))).toBe(`${head}${AWS}\n${RANDOM}`);
    expect(lockOf({})).toBe(head);
  });

  test('is refused where a provider is not locked, or in another version', () => {
    expect(() => lockOf({ github: { source: 'integrations/github', version: '6.9.0' } })).toThrow(
      'fleet.hcl has no hashes of registry.terraform.io/integrations/github, which stack `shop` requires. Run `goldenpath lock`',
    );
    expect(() => lockOf({ aws: { source: 'aws', version: '6.72.0' } })).toThrow(
      'fleet.hcl locks registry.terraform.io/hashicorp/aws in version 6.71.0, and stack `shop` requires 6.72.0.',
    );
  });

  test('is that of the engine, which has a registry of its own', () => {
    expect(() => lockOf({ aws: { source: 'aws' } }, WHOLE, 'OpenTofu')).toThrow('registry.opentofu.org/hashicorp/aws');
    const opentofu = block('', '6.71.0', 'registry.opentofu.org/hashicorp/aws');
    expect(lockOf({ aws: { source: 'hashicorp/aws' } }, opentofu, 'OpenTofu')).toContain(opentofu);
    const own = block('', '1.0.0', 'registry.example.com/acme/queue');
    expect(lockOf({ queue: { source: 'registry.example.com/acme/queue', version: '1.0.0' } }, own)).toContain(own);
  });
});

test.each([
  ['no provider', HEAD, 'locks no provider'],
  ['another language', `${WHOLE}resource "x" "y" {}\n`, 'is not a lock file of Terraform: `resource "x" "y" {}`'],
  [
    'no version',
    AWS.replace(/ +version .*\n/, ''),
    'has no version or no hashes of registry.terraform.io/hashicorp/aws',
  ],
  ['no hashes', AWS.replaceAll(/ +"(?:h1|zh):.*\n/g, ''), 'has no version or no hashes'],
  ['a conflict of Git', `${AWS}<<<<<<< HEAD\n${RANDOM}`, 'is not a lock file of Terraform: `<<<<<<< HEAD`'],
])('a lock file with %s is refused', (_, text, message) => {
  expect(() => parseLockFile(text, 'fleet.hcl')).toThrow(message);
});
