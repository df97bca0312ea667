import type { CommandContext } from '../command';

/** What is being done just now, on a terminal; nothing in a pipe. */
export interface StepLine {
  readonly step: (what: string) => void;
  readonly end: () => void;
}

export function stepLine({ stderr, showProgress }: CommandContext): StepLine {
  return {
    step: (what) => {
      if (showProgress) stderr(`\r\u001b[K${what}…`);
    },
    end: () => {
      if (showProgress) stderr('\r\u001b[K');
    },
  };
}
