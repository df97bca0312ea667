import type { RepositoryOptions } from '../gitops/options';

/** Options of `publish`. */
export interface PublishOptions extends RepositoryOptions {
  /** Names of applications. @default all */
  readonly apps?: readonly string[];
  /** A separate branch, for a pull request into the one that Argo CD watches. */
  readonly pullRequest?: string;
  /** @default false */
  readonly dryRun?: boolean;
  /** The output folder of `synth --out`. @default `dist`, beside the platform file */
  readonly out?: string;
  /** The folder of the manifests themselves, such as that of `npx cdk8s synth`. */
  readonly from?: string;
}
