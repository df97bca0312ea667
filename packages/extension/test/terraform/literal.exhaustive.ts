import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { literal, literalJson } from '@goldenpath/extension/terraform';
import { DataResource, TerraformOutput, TerraformStack } from 'cdktf';
import { RootConstruct } from 'constructs';
import fc from 'fast-check';
import { hostileText } from './hostile-text';

const engine = process.env['GOLDENPATH_TERRAFORM'] ?? 'terraform';

interface Outputs {
  readonly result: { readonly value: { readonly texts: string[]; readonly json: string } };
}

/** What Terraform's outputs are after an apply, offline: no provider but its own. */
function apply(folder: string, configuration: string): Outputs {
  const env = { ...process.env, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' };
  const options = { cwd: folder, encoding: 'utf8', env, stdio: 'pipe', maxBuffer: 64 * 1024 * 1024 } as const;
  const run = (...args: string[]) => execFileSync(engine, args, options);
  writeFileSync(join(folder, 'cdk.tf.json'), configuration);
  run('init', '-no-color');
  run('apply', '-auto-approve', '-no-color', '-compact-warnings');
  return JSON.parse(run('output', '-json')) as Outputs;
}

/** Terraform keeps every string in Unicode's NFC. */
const texts = fc.sample(
  hostileText.map((text) => text.normalize('NFC')),
  { numRuns: 4000, seed: 4 },
);

describe('Terraform returns the input', () => {
  const folder = mkdtempSync(join(tmpdir(), 'goldenpath-literal-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const stack = new TerraformStack(new RootConstruct(), 'literal');
  const all = new DataResource(stack, 'all', { input: { texts: texts.map(literal), json: literalJson(texts) } });
  new TerraformOutput(stack, 'result', { value: all.getStringAttribute('output') });

  test('for text and for JSON in text', () => {
    const { result } = apply(folder, JSON.stringify(stack.toTerraform()));
    const { texts: came, json } = result.value;
    expect(came).toEqual(texts);
    expect(JSON.parse(json)).toEqual(texts);
  });
});
