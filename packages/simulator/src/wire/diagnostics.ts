/** A path in a configuration: names of attributes and blocks, and list indexes. */
export type Path = readonly (string | number)[];

/** A diagnostic of the simulated cloud about a configuration or an operation. */
export interface Problem {
  /** What is wrong, in the words of the real provider or cloud if known. */
  readonly summary: string;
  /** Where it is, and what to do. @default nothing */
  readonly detail?: string;
  /** The attribute. @default the whole block */
  readonly path?: Path;
  /** Whether it is a warning. @default false */
  readonly warning?: boolean;
}

/** The prefix of every diagnostic, so that it is not mistaken for one of a real cloud. */
export const MARK = 'Simulated cloud: ';

/** Returns a problem as a diagnostic of the protocol. */
export function toDiagnostic(problem: Problem): object {
  return {
    severity: problem.warning ? 2 : 1,
    summary: MARK + problem.summary,
    detail: problem.detail ?? '',
    ...(problem.path === undefined ? {} : { attribute: toAttributePath(problem.path) }),
  };
}

/** Returns a path in the format of the protocol. */
export function toAttributePath(path: Path): object {
  return {
    steps: path.map((step) => (typeof step === 'number' ? { element_key_int: step } : { attribute_name: step })),
  };
}
