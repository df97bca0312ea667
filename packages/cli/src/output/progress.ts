import type { CommandContext } from '../command';

/** A line that a terminal shows during a long operation and removes afterwards. Not shown in a pipe. */
export interface Progress {
  readonly update: (done: number, all: number) => void;
  readonly end: () => void;
}

export function progressLine(what: string, { stderr, showProgress }: CommandContext): Progress {
  let shown = '';
  return {
    update: (done, all) => {
      const percent = `${Math.floor((100 * done) / Math.max(all, 1))}%`;
      if (!showProgress || percent === shown) return;
      shown = percent;
      stderr(`\r${what} ${percent}`);
    },
    end: () => {
      if (shown !== '') stderr('\r\u001b[K');
      shown = '';
    },
  };
}
