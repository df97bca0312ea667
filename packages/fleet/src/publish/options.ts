import type { RepositoryOptions } from '../gitops/options';

/** Options of `publish`. */
export interface PublishOptions extends RepositoryOptions {
  /** Names of applications. @default all */
  readonly apps?: readonly string[];
  /** Names of environments: the manifests of all others stay as they are. @default all */
  readonly environments?: readonly string[];
  /** The branch to push to, for a pull request into the branch that Argo CD watches. */
  readonly pullRequest?: string;
  /** @default false */
  readonly dryRun?: boolean;
  /** The output folder of `synth --out`. @default `dist` next to the platform file */
  readonly out?: string;
  /** A folder with manifests, such as the output of `npx cdk8s synth`. */
  readonly from?: string;
}
