import { jsonOf, type Resources } from './terraform-json';
import { put, testdir } from './testdir';

/** A stack to be: what is in it, and what it depends on. */
export interface StackSketch {
  readonly resources: Resources;
  readonly dependsOn?: readonly string[];
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** A new output folder as CDKTF writes it. */
export function stackTree(sketches: Readonly<Record<string, StackSketch>>): string {
  const root = testdir();
  writeStacks(root, sketches);
  return root;
}

/** Writes stacks, and the list of them. */
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
