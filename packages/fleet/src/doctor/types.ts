/** What a check is about. */
export type DoctorArea = 'tools' | 'aws' | 'github' | 'cluster';

/** `missing`: it does not exist. `wrong`: it exists and does not work as needed. `skipped`: it could not be checked, or is not needed. */
export type CheckStatus = 'ok' | 'missing' | 'wrong' | 'skipped';

/** The result of one check. */
export interface DoctorCheck {
  readonly area: DoctorArea;
  /** What was checked, such as `state bucket acme-states`. */
  readonly name: string;
  readonly status: CheckStatus;
  /** What was found. It never contains a credential. */
  readonly detail: string;
  /** How to make or repair it. @default nothing is to be done */
  readonly remedy?: string;
}

export interface DoctorOptions {
  /** @default all */
  readonly areas?: readonly DoctorArea[];
  /** The repository with the fleet and its workflows, as OWNER/NAME. @default that of `delivery.workflow` */
  readonly repository?: string;
  /** A kubeconfig of the cluster. Without one, the cluster is not checked. */
  readonly kubeconfig?: string;
  /** The context in the kubeconfig. @default the current one */
  readonly kubeContext?: string;
  /** Runs a program. @default a process, with the environment of the fleet */
  readonly run?: RunProgram;
}

/** The end of a program that was run for a check. */
export interface ProgramResult {
  /** The exit code; `null` when the program does not exist or did not end in time. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export type RunProgram = (program: string, args: readonly string[]) => Promise<ProgramResult>;

/** The result of `doctor`. */
export interface Diagnosis {
  readonly checks: readonly DoctorCheck[];
  /** Whether nothing is missing or wrong. */
  readonly isHealthy: boolean;
}
