import { realWorld, type World } from '@goldenpath/deploy';
import type { CommandContext } from '../command';
import type { SelectedStacks } from './select-stacks';

/** A world that is open, and has to be closed. */
export interface OpenWorld {
  readonly world: World;
  readonly close: () => Promise<void>;
}

/** The world that stacks are run in. */
export function openWorld(_simulate: boolean, _selected: SelectedStacks, { env }: CommandContext): Promise<OpenWorld> {
  return Promise.resolve({ world: realWorld(env), close: () => Promise.resolve() });
}
