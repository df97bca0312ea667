import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { versionOf } from '../../src/synth/fingerprint';

let root: string;

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'fingerprint-test-'));
});
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

function install(folder: string, version: string): void {
  const own = path.join(root, folder, 'node_modules/library');
  fs.mkdirSync(own, { recursive: true });
  fs.writeFileSync(path.join(own, 'package.json'), JSON.stringify({ name: 'library', version }));
}

test('the version of a library is the one that the generator loads', () => {
  install('.', '1.0.0');
  install('packages/generator', '2.0.0');
  expect(versionOf('library', path.join(root, 'packages/generator'))).toBe('library@2.0.0\n');
  expect(versionOf('library', path.join(root, 'packages/other'))).toBe('library@1.0.0\n');
});

test.each([
  ['manifests', 'cdk8s'],
  ['parts', 'cdk8s-plus-28'],
  ['infra', 'cdktf'],
  ['infra', '@cdktf/provider-aws'],
  ['parts', '@cdktf/provider-aws'],
  ['extension', 'cdktf'],
  ['files', 'js-yaml'],
  ['kustomize', 'js-yaml'],
])('%s finds the version of %s', (generator, library) => {
  const from = path.join(__dirname, '../../..', generator);
  expect(versionOf(library, from)).toMatch(/@\d+\.\d+\.\d+\n$/);
});
