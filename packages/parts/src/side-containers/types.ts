import type { PodFacts } from '../workload/types';
import type { InheritedByContainer } from './schema';

/** A sidecar or an init container. */
export interface SideContainer extends PodFacts {
  /** Whether it runs as long as the application. @default it ends before the application starts */
  readonly isSidecar?: true;
  /** @default none of its own */
  readonly env?: Readonly<Record<string, string>>;
  readonly inherit: InheritedByContainer;
  /** The pods that have it: `main`, `migration`, or the name of a process. */
  readonly processes: readonly string[];
}

/** The containers beside that of the application, in the order in which they start. */
export interface SideContainersPart {
  readonly containers: readonly SideContainer[];
}
