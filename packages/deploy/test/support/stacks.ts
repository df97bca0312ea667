import { jsonOf, type StackSketch } from './terraform-json';
import { put, testdir } from './testdir';

/** Creates an empty output folder like CDKTF. */
export function stackTree(sketches: Readonly<Record<string, StackSketch>>): string {
  const root = testdir();
  writeStacks(root, sketches);
  return root;
}

/** Writes stacks and their list. */
export function writeStacks(root: string, sketches: Readonly<Record<string, StackSketch>>): void {
  for (const [name, sketch] of Object.entries(sketches)) put(root, `stacks/${name}/cdk.tf.json`, jsonOf(name, sketch));
  const stacks = Object.entries(sketches).map(([name, { dependsOn = [] }]) => [
    name,
    {
      name,
      dependencies: dependsOn,
      workingDirectory: `stacks/${name}`,
      synthesizedStackPath: `stacks/${name}/cdk.tf.json`,
    },
  ]);
  put(root, 'manifest.json', JSON.stringify({ version: '0.21.0', stacks: Object.fromEntries(stacks) }));
}
