import type { Runtime } from '../workload/schema';

/** The pipeline of an application that is built. */
export interface BuildPipelinePart {
  /** The reusable workflow that builds and releases: `owner/repository/path@ref`. */
  readonly workflow: string;
  /** The branch that is delivered. */
  readonly branch: string;
  /** Name of the ECR repository. */
  readonly ecrRepository: string;
  readonly runtime: Runtime;
  /** Whether the workflow attests the provenance of the image on GitHub. */
  readonly provenance: boolean;
  /** What the workflow is given for a runtime of the platform. @default that of the built-in runtime */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly environments: readonly {
    readonly name: string;
    /** Whether the tag `latest` may move here. */
    readonly mutableTags: boolean;
  }[];
}
