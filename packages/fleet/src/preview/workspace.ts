import { UserError } from '@goldenpath/errors';
import type { AppFacts, PlatformFacts, PreviewsFacts } from '@goldenpath/extension';
import {
  changeRepository,
  type ChangeOptions,
  type Proposal,
  readRepository,
  type RepositoryTarget,
  type Tip,
} from '@goldenpath/git';
import { readRecord, type PreviewRecord, recordPath, recordText } from '@goldenpath/gitops';
import { centralRepository, MOST_DIGITS } from '@goldenpath/model';
import { previewFolder } from '@goldenpath/platform';
import type { FleetContext } from '../context';
import { centralTarget, repositoryOptions } from '../gitops/repository';
import { type FactsOfFleet, loadResolvedFleet } from '../load/load-resolved-fleet';
import { assertKnown } from '../load/assert-known';
import type { PreviewOptions } from './options';

/** What every operation on previews works with. */
export interface PreviewWorkspace {
  readonly context: FleetContext;
  readonly options: PreviewOptions;
  readonly fleet: FactsOfFleet;
  readonly platform: PlatformFacts;
  readonly target: RepositoryTarget;
  readonly now: () => Date;
  /** Commits a change of the central repository. */
  readonly change: <T>(propose: (tip: Tip) => Promise<Proposal<T>>) => Promise<T>;
  readonly read: <T>(read: (tip: Tip) => Promise<T>) => Promise<T>;
}

/** Opens the fleet and its central repository. */
export async function openPreviews(context: FleetContext, options: PreviewOptions): Promise<PreviewWorkspace> {
  const fleet = await loadResolvedFleet(context);
  const { platform } = fleet.facts;
  const target = centralTarget(centralRepository(platform), options, context);
  const git: ChangeOptions = repositoryOptions(context, options);
  return {
    context,
    options,
    fleet,
    platform,
    target,
    now: options.now ?? (() => new Date()),
    change: async (propose) => (await changeRepository(target, propose, git)).result,
    read: (read) => readRepository(target, read, git),
  };
}

/** @throws UserError where the number is not that of a pull request. */
export function assertNumber(number: number): void {
  if (Number.isSafeInteger(number) && number >= 1 && String(number).length <= MOST_DIGITS) return;
  throw new UserError(
    `${String(number)} is not the number of a pull request.`,
    `Pass a whole number from 1, with at most ${MOST_DIGITS} digits.`,
  );
}

/**
 * Returns an application that has previews.
 *
 * @throws UserError where it is not in the fleet, or has none.
 */
export function previewedApp(
  name: string,
  { fleet: { facts } }: PreviewWorkspace,
): { readonly app: AppFacts; readonly previews: PreviewsFacts } {
  assertKnown(
    'application',
    [name],
    facts.apps.map((each) => each.name),
  );
  const app = facts.apps.find((each) => each.name === name);
  const { previews } = facts.platform;
  if (previews === undefined)
    throw new UserError(
      'The platform file has no `previews`.',
      'Add `previews: { from: dev }` to the platform file. `from` is the environment that previews are made from.',
    );
  if (app?.pullRequests === undefined)
    throw new UserError(
      `${name} has no previews.`,
      `Add \`preview: true\` to the spec of ${name}. It must run in ${previews.from}.`,
    );
  return { app, previews };
}

/** Returns the change that replaces a record. */
export function withRecord(record: PreviewRecord): ReadonlyMap<string, string> {
  return new Map([[recordPath(record.app, record.number), recordText(record)]]);
}

/** Returns the files in the folder of a preview. */
export async function filesOf(tip: Tip, app: string, number: number): Promise<string[]> {
  return (await tip.list(previewFolder(app, number))).map(({ path }) => path);
}

/** Returns the record of a preview now. */
export function currentRecord(
  { read }: PreviewWorkspace,
  app: string,
  number: number,
): Promise<PreviewRecord | undefined> {
  return read((tip) => readRecord(tip, app, number));
}
