import type { RunReport } from '@goldenpath/deploy';
import type { Approve } from '../deploy/run';
import type { GithubApp } from './github-apps';
import type { RoleName } from './roles';

/** What `bootstrap` does with the stacks that it wrote. */
export type BootstrapAction = 'synth' | 'plan' | 'deploy' | 'destroy' | 'migrate';

export interface BootstrapOptions {
  /** @default "synth": the stacks are only written */
  readonly action?: BootstrapAction;
  /** The folder of the stacks. @default `dist/bootstrap` next to the platform file */
  readonly out?: string;
  /** The repository with the fleet and its workflows, as OWNER/NAME. @default that of `delivery.workflow` */
  readonly repository?: string;
  /** Only these accounts. @default all */
  readonly accounts?: readonly string[];
  /** Accounts that have GitHub's identity provider already. @default none */
  readonly withoutOidcProvider?: readonly string[];
  /** Keep the states of these stacks in files of the folder, because there is no bucket yet. @default in the state bucket */
  readonly localState?: boolean;
  /** Let the buckets and the GitOps repository be destroyed. @default Terraform refuses */
  readonly unprotected?: boolean;
  /** Run against a simulated cloud. @default false */
  readonly simulate?: boolean;
  /** Called with each plan that changes a real cloud. @default no real resource is changed */
  readonly approve?: Approve;
}

/** What bootstrap makes in one account. */
export interface BootstrappedAccount {
  readonly accountId: string;
  readonly region: string;
  readonly stack: string;
  /** The environments of the platform that are in it. */
  readonly environments: readonly string[];
  readonly buckets: readonly string[];
  readonly oidcProvider: boolean;
  readonly roles: readonly RoleName[];
  /** The roles of the operators in clusters. @default no cluster has one */
  readonly operators?: readonly { readonly environment: string; readonly arn: string; readonly description: string }[];
  /** @default it is in another account's stack, or there is none */
  readonly gitopsRepository?: string;
}

/** The result of `bootstrap`. */
export interface Bootstrapped {
  readonly action: BootstrapAction;
  readonly folder: string;
  readonly accounts: readonly BootstrappedAccount[];
  /** The GitHub Apps to create by hand, and the file of the manifest of each. */
  readonly githubApps: readonly (GithubApp & { readonly manifest: string })[];
  /** Resource types in use whose permissions have to be added to the roles by hand. */
  readonly unknownTypes: readonly string[];
  /** The run of Terraform. @default the stacks were only written */
  readonly report?: RunReport;
  /** The stacks whose state was migrated, and where it is now. */
  readonly migrated: readonly { readonly stack: string; readonly state: string }[];
}

/** Options of the start of the platform in a cluster. */
export interface ClusterOptions {
  /** The folder of what is written. @default `dist/bootstrap` next to the platform file */
  readonly out?: string;
  /** The context of kubectl. @default that of the local cluster, or the current one */
  readonly kubeContext?: string;
  /** Run the commands. @default false */
  readonly run?: boolean;
}

/** A command that starts the platform. */
export interface ClusterCommand {
  /** Such as `install Argo CD v3.5.1`. */
  readonly what: string;
  readonly program: string;
  readonly args: readonly string[];
}

/** How the platform starts in an empty cluster. */
export interface ClusterStart {
  /** The name of the cluster on this machine. @default the platform file has none */
  readonly localCluster?: string;
  /** @default the current one */
  readonly kubeContext?: string;
  /** Where the manifests of each environment's cluster are. */
  readonly environments: readonly { readonly name: string; readonly manifests: string }[];
  readonly commands: readonly ClusterCommand[];
  readonly hasRun: boolean;
}
