/** Where in a configuration a problem is: names of attributes and blocks, and places in lists. */
export type Path = readonly (string | number)[];

/** Something that the simulated cloud has to say about a configuration or an operation. */
export interface Problem {
  /** What is wrong, in the words of the real provider or cloud where they are known. */
  readonly summary: string;
  /** Where it is and what to do. @default nothing */
  readonly detail?: string;
  /** The attribute. @default the whole block */
  readonly path?: Path;
  /** Whether it only warns. @default false */
  readonly warning?: boolean;
}

/** The words that every diagnostic starts with, so that nobody takes the simulator for the real thing. */
export const MARK = 'Simulated cloud: ';

/** Writes a problem as a diagnostic of the protocol. */
export function toDiagnostic(problem: Problem): object {
  return {
    severity: problem.warning ? 2 : 1,
    summary: MARK + problem.summary,
    detail: problem.detail ?? '',
    ...(problem.path === undefined ? {} : { attribute: toAttributePath(problem.path) }),
  };
}

/** Writes a path as the protocol does. */
export function toAttributePath(path: Path): object {
  return {
    steps: path.map((step) => (typeof step === 'number' ? { element_key_int: step } : { attribute_name: step })),
  };
}
