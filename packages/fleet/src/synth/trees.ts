import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import type { FleetContext } from '../context';
import type { TreeName } from './generators';

/** The output folder of each tree. */
export type TreeRoots = Readonly<Partial<Record<TreeName, string>>>;

/** One plane of the output, as requested by `npx cdk8s synth` and `npx cdktf synth`. */
export type Plane = 'manifests' | 'infra';

/** Trees that are written together, and the source of the release state. */
export interface Output {
  readonly roots: TreeRoots;
  /** The manifests whose overlays contain the release state. @default the manifests that are written */
  readonly releasesFrom?: string;
}

/** The folder where `cdk8s.yaml` tells the cdk8s command line to write manifests. It empties the folder on every run. */
const CDK8S_FOLDER = 'cdk8s';

/**
 * Returns what a run writes. With `--out`, everything is below that folder; without it, manifests are in `dist/gitops`, repositories in
 * `dist/repos` and stacks in `cdktf.out`, next to the platform file.
 *
 * The cdk8s and CDKTF command lines each request one plane, and pass the folder in `CDK8S_OUTDIR` or `CDKTF_OUTDIR`. cdk8s has emptied its
 * folder by then, so the release state is read from `dist/gitops`, which is kept up to date.
 */
export function outputs(
  out: string | undefined,
  plane: Plane | undefined,
  platformFile: string,
  { cwd, env }: Pick<FleetContext, 'cwd' | 'env'>,
): Output[] {
  const beside = path.dirname(platformFile);
  const root = out === undefined ? undefined : path.resolve(cwd, out);
  const manifests = root === undefined ? path.join(beside, 'dist', 'gitops') : path.join(root, 'gitops');
  const stacks = path.join(root ?? beside, 'cdktf.out');
  const repositories = root === undefined ? path.join(beside, 'dist', 'repos') : path.join(root, 'repos');
  if (plane === undefined) return [{ roots: { manifests, stacks, repositories } }];
  if (plane === 'infra')
    return [{ roots: { stacks: env['CDKTF_OUTDIR'] === undefined ? stacks : path.resolve(cwd, env['CDKTF_OUTDIR']) } }];
  if (env['CDK8S_OUTDIR'] === undefined) return [{ roots: { manifests } }];
  const asked = path.resolve(cwd, env['CDK8S_OUTDIR']);
  const copy = { roots: { manifests: asked }, releasesFrom: manifests };
  return asked === path.join(beside, 'dist', CDK8S_FOLDER) ? [{ roots: { manifests } }, copy] : [copy];
}

/** Returns the folders that `synth` writes without `--out`, to find the cache of the last run in. */
export function defaultRoots({ source, ...context }: Pick<FleetContext, 'source' | 'cwd' | 'env'>): string[] {
  const written = outputs(undefined, undefined, source.platformFile, context);
  return written.flatMap(({ roots }) => Object.values(roots));
}

/**
 * Checks the output folders: every folder among the applications is an application, so generated files there would break the next run.
 *
 * @throws UserError when a run would write below the applications' folder.
 */
export function assertOutsideApps(written: readonly Output[], appsFolder: string): void {
  const inside = written.flatMap(({ roots }) => Object.values(roots)).find((root) => isBelow(root, appsFolder));
  if (inside === undefined) return;
  throw new UserError(
    `${inside} is in ${appsFolder}, where every folder is an application.`,
    'Choose another output folder with `--out`, or another folder of applications with `--apps`.',
  );
}

function isBelow(folder: string, above: string): boolean {
  const between = path.relative(above, folder);
  return between !== '..' && !between.startsWith(`..${path.sep}`) && !path.isAbsolute(between);
}
