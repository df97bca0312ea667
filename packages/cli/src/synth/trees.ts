import * as path from 'node:path';
import type { CommandContext } from '../command';
import type { TreeName } from './generators';

/** Where a run writes: one folder for each tree. */
export type TreeRoots = Readonly<Partial<Record<TreeName, string>>>;

/** One plane of the output, as `npx cdk8s synth` and `npx cdktf synth` ask for it. */
export type Plane = 'manifests' | 'infra';

/**
 * The folders of the trees. With `--out` all of it is below that folder; without, manifests are in `dist/gitops` and
 * stacks in `cdktf.out`, beside the platform file, where the cdk8s and CDKTF command lines look for them. A plane alone
 * goes where that command line says, through `CDK8S_OUTDIR` or `CDKTF_OUTDIR`.
 */
export function treeRoots(
  out: string | undefined,
  plane: Plane | undefined,
  platformFile: string,
  { cwd, env }: CommandContext,
): TreeRoots {
  const beside = path.dirname(platformFile);
  const root = out === undefined ? undefined : path.resolve(cwd, out);
  const asked = (variable: string) => (env[variable] === undefined ? undefined : path.resolve(cwd, env[variable]));
  const manifests = root === undefined ? path.join(beside, 'dist', 'gitops') : path.join(root, 'gitops');
  const stacks = path.join(root ?? beside, 'cdktf.out');
  if (plane === 'manifests') return { manifests: asked('CDK8S_OUTDIR') ?? manifests };
  if (plane === 'infra') return { stacks: asked('CDKTF_OUTDIR') ?? stacks };
  return { manifests, stacks };
}
