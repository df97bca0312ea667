import type { UnitRecord } from './unit-record';

/** Where an index has the files of a unit. */
export interface Files {
  /** The text of the index. */
  readonly whole: string;
  /** Where the lines of the files begin and end in it. */
  readonly start: number;
  readonly end: number;
  /** The place of the first file among all files of the index. */
  readonly first: number;
  readonly count: number;
}

/** The line of a file in an index. */
export function fileLine(path: string, digest: string): string {
  return `${digest}\t${path}\n`;
}

/** A unit as an index has it. Most runs only compare the status of its files, so the map of them is made when it is asked for. */
export class IndexedUnit implements UnitRecord {
  /** Whether a file of it was read, so that the index may know more now. */
  isRead = false;
  private map: ReadonlyMap<string, string> | undefined;

  constructor(
    readonly key: string,
    readonly once: readonly string[],
    private readonly lines: Files,
  ) {}

  get managed(): ReadonlyMap<string, string> {
    if (this.map === undefined) {
      const map = new Map<string, string>();
      const { whole } = this.lines;
      this.every((path, _place, start) => map.set(path, whole.slice(start, whole.indexOf('\t', start))).size > 0);
      this.map = map;
    }
    return this.map;
  }

  /** The lines of its files, and their places among all files of the index. */
  get files(): { readonly text: string; readonly first: number; readonly count: number } {
    const { whole, start, end, first, count } = this.lines;
    return { text: whole.slice(start, end), first, count };
  }

  /** Whether all of its files pass a test, which gets the place of a file among all files of the index, and the start of its line. */
  every(test: (path: string, place: number, start: number) => boolean): boolean {
    const { whole, start, end, first } = this.lines;
    let place = first;
    for (let at = start; at < end; place += 1) {
      const tab = whole.indexOf('\t', at);
      const line = whole.indexOf('\n', tab);
      if (!test(whole.slice(tab + 1, line), place, at)) return false;
      at = line + 1;
    }
    return true;
  }
}
