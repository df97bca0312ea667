import type { CommandContext } from '../command';

/** The current step, shown on a terminal. Not shown in a pipe. */
export interface StepLine {
  readonly step: (what: string) => void;
  readonly end: () => void;
}

export function stepLine({ stderr, showProgress }: Pick<CommandContext, 'stderr' | 'showProgress'>): StepLine {
  return {
    step: (what) => {
      if (showProgress) stderr(`\r\u001b[K${what}…`);
    },
    end: () => {
      if (showProgress) stderr('\r\u001b[K');
    },
  };
}
