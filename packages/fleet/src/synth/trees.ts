import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import type { FleetContext } from '../context';
import type { TreeName } from './generators';

/** Where a run writes: one folder for each tree. */
export type TreeRoots = Readonly<Partial<Record<TreeName, string>>>;

/** One plane of the output, as `npx cdk8s synth` and `npx cdktf synth` ask for it. */
export type Plane = 'manifests' | 'infra';

/** Trees that are written together, and where it stands what runs. */
export interface Output {
  readonly roots: TreeRoots;
  /** The manifests whose overlays say what runs. @default the manifests that are written */
  readonly releasesFrom?: string;
}

/** Where `cdk8s.yaml` has the cdk8s command line put manifests: it empties that folder, so nothing else is kept there. */
const CDK8S_FOLDER = 'cdk8s';

/**
 * What a run writes. With `--out` all of it is below that folder; without, manifests are in `dist/gitops` and stacks in
 * `cdktf.out`, beside the platform file.
 *
 * The cdk8s and CDKTF command lines ask for one plane and say where, through `CDK8S_OUTDIR` and `CDKTF_OUTDIR`. cdk8s has
 * emptied its folder by then, and with it what ran there; that is read from `dist/gitops`, which is kept in step.
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
  if (plane === undefined) return [{ roots: { manifests, stacks } }];
  if (plane === 'infra')
    return [{ roots: { stacks: env['CDKTF_OUTDIR'] === undefined ? stacks : path.resolve(cwd, env['CDKTF_OUTDIR']) } }];
  if (env['CDK8S_OUTDIR'] === undefined) return [{ roots: { manifests } }];
  const asked = path.resolve(cwd, env['CDK8S_OUTDIR']);
  const copy = { roots: { manifests: asked }, releasesFrom: manifests };
  return asked === path.join(beside, 'dist', CDK8S_FOLDER) ? [{ roots: { manifests } }, copy] : [copy];
}

/**
 * Each folder among the applications is one of them, so what is generated there would break the next run.
 *
 * @throws UserError where a run would write below the folder of applications.
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
