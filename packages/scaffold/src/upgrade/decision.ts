import type { GeneratedFile, Ownership } from '@goldenpath/files';
import type { RecordedFile } from '../record';
import { withLinesOf } from './content';
import type { TeamFile, UpgradeChange, UpgradedFile, UpgradeStep } from './types';

/** One path: what was generated there last, what is generated now, and what the team has. */
export interface Item {
  readonly path: string;
  readonly before: RecordedFile | undefined;
  readonly now: GeneratedFile | undefined;
  readonly found: TeamFile;
}

/** What is done at a path. */
export interface Decision {
  /** @default the file is not worth a line: the team has removed it, and the template too */
  readonly file?: UpgradedFile;
  /** @default nothing is written */
  readonly step?: UpgradeStep;
}

interface Details {
  readonly note?: string;
  readonly step?: UpgradeStep;
}

export function decision(
  { path, ownership }: { readonly path: string; readonly ownership: Ownership },
  change: UpgradeChange,
  { note, step }: Details = {},
): Decision {
  return {
    file: { path, ownership, change, ...(note !== undefined && { note }) },
    ...(step !== undefined && { step }),
  };
}

/** Writes a generated file. It keeps the permissions and the line ends of the file that is there. */
export function writing({ path, content, isExecutable }: GeneratedFile, found: TeamFile): UpgradeStep {
  const generated = Buffer.from(content);
  if (found.kind !== 'file') return { path, content: generated, mode: isExecutable === true ? 0o755 : 0o644 };
  return { path, content: withLinesOf(generated, found.content), mode: found.mode };
}

/** Removes a file. */
export function removing(path: string): UpgradeStep {
  return { path, content: undefined, mode: 0 };
}
