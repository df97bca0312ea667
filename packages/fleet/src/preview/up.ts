import { randomUUID } from 'node:crypto';
import { UserError } from '@goldenpath/errors';
import type { PreviewsFacts } from '@goldenpath/extension';
import { readRecords, type PreviewRecord } from '@goldenpath/gitops';
import { ofPullRequest } from '@goldenpath/model';
import type { FleetContext } from '../context';
import { assertOwnNames, previewDatabaseOf } from '../rds/preview';
import { makeDatabase } from './database';
import { cleanUp } from './down';
import type { PreviewResult, PreviewUpOptions } from './options';
import { renderPreview } from './render';
import { assertNumber, filesOf, openPreviews, previewedApp, type PreviewWorkspace, withRecord } from './workspace';

/**
 * Makes the environment of a pull request, or gives it the image of another commit.
 *
 * A second run changes nothing, and one that was killed is finished by the next. Of two runs at once, the later one counts.
 *
 * @throws UserError where the application has no previews, all places are taken, or the preview is being removed.
 */
export async function previewUp(
  context: FleetContext,
  name: string,
  options: PreviewUpOptions,
): Promise<PreviewResult> {
  const { number, commit } = options;
  assertNumber(number);
  assertCommit(commit);
  const work = await openPreviews(context, options);
  const { app, previews } = previewedApp(name, work);
  const facts = ofPullRequest(app.pullRequests, number);
  if (facts === undefined) throw new Error(`${name} has no previews.`);
  const files = renderPreview(
    { app, facts: app.pullRequests ?? facts, number, commit, platform: work.platform },
    work.fleet,
  );
  const database = previewDatabaseOf(name, facts.facts);
  assertStore(database !== undefined, work);
  assertOwnNames(work.fleet.facts, facts.facts.environment, database);
  const url = urlOf(facts.facts, work);
  const about = {
    app: name,
    owner: app.owner,
    number,
    environment: facts.facts.environment,
    name: facts.name,
    commit,
    ...(url !== undefined && { url }),
    ...(database !== undefined && { database }),
  };
  const mine = await reserve(about, previews, work);
  const done = await makeDatabase(mine, work);
  const status = await publish(mine, new Map(files.map(({ path, content }) => [path, content])), work);
  if (status !== 'removed') return { app: name, number, status, steps: done, ...(url !== undefined && { url }) };
  return { app: name, number, status, steps: [...done, ...(await cleanUp(mine, work))] };
}

/** Takes a place: of two runs at once, Git refuses the push of one, which then counts again. */
function reserve(
  about: Omit<PreviewRecord, 'state' | 'run' | 'createdAt' | 'updatedAt'>,
  previews: PreviewsFacts,
  work: PreviewWorkspace,
): Promise<PreviewRecord> {
  const run = randomUUID();
  return work.change(async (tip) => {
    const records = await readRecords(tip);
    const before = records.find(({ app, number }) => app === about.app && number === about.number);
    if (before?.state === 'removing')
      throw new UserError(
        `The preview of pull request ${about.number} of ${about.app} is being removed.`,
        `Run this again when it is gone. If the removal was stopped, run: goldenpath preview down ${about.app} --pr ${about.number}`,
        { code: 'preview-removing' },
      );
    if (before === undefined || before.state === 'removed') assertRoom(about, previews, records);
    const now = work.now().toISOString();
    const isOver = before === undefined || before.state === 'removed';
    const record = {
      ...about,
      state: 'making',
      run,
      createdAt: isOver ? now : before.createdAt,
      updatedAt: now,
    } as const;
    // Nothing but the commit changes for a preview that is ready, and its pods stay until then.
    return {
      writes: withRecord(record),
      removals: [],
      message: `Preview ${about.app} #${about.number}: make`,
      result: record,
    };
  });
}

/** @throws UserError where all places are taken. */
function assertRoom(
  { app, owner, number }: Pick<PreviewRecord, 'app' | 'owner' | 'number'>,
  { maxConcurrent, maxPerTeam }: PreviewsFacts,
  records: readonly PreviewRecord[],
): void {
  const taken = records.filter((each) => each.state !== 'removed');
  const ofTeam = taken.filter((each) => each.owner === owner);
  const isTeam = ofTeam.length >= maxPerTeam;
  if (taken.length < maxConcurrent && !isTeam) return;
  const [who, many, all] = isTeam ? [`The team ${owner}`, maxPerTeam, ofTeam] : ['The platform', maxConcurrent, taken];
  const oldest = [...all].sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))[0];
  throw new UserError(
    `${who} has ${all.length} previews, and ${many} are allowed: pull request ${number} of ${app} gets none.`,
    `Close a pull request, or run \`goldenpath preview down ${oldest?.app ?? app} --pr ${oldest?.number ?? number}\`, which is the oldest. \`previews\` of the platform file has the limits.`,
    { code: 'previews-full' },
  );
}

/** Commits the folder, if no later run makes the preview and none has removed it. */
function publish(
  mine: PreviewRecord,
  files: ReadonlyMap<string, string>,
  work: PreviewWorkspace,
): Promise<'ready' | 'unchanged' | 'superseded' | 'removed'> {
  const { app, number, commit } = mine;
  return work.change(async (tip) => {
    const current = (await readRecords(tip)).find((each) => each.app === app && each.number === number);
    const nothing = { writes: new Map<string, string>(), removals: [], message: '' };
    if (current === undefined || current.state === 'removing' || current.state === 'removed')
      return { ...nothing, result: 'removed' };
    if (current.run !== mine.run) return { ...nothing, result: 'superseded' };
    const paths = await filesOf(tip, app, number);
    const known = await tip.readMany(paths);
    const isSame = paths.length === files.size && [...files].every(([path, text]) => known.get(path) === text);
    const ready: PreviewRecord = { ...mine, state: 'ready', updatedAt: work.now().toISOString() };
    return {
      writes: new Map([...files, ...withRecord(ready)]),
      removals: paths.filter((path) => !files.has(path)),
      message: `Preview ${app} #${number}: ${commit.slice(0, 7)}`,
      result: isSame ? 'unchanged' : 'ready',
    };
  });
}

function urlOf(facts: PreviewRecordFacts, { fleet: { registry } }: PreviewWorkspace): string | undefined {
  const items = registry.parts.flatMap((part) => {
    const own: unknown = part.factsOf(facts);
    return own === undefined ? [] : (part.summary?.(own, facts) ?? []);
  });
  return items.find(({ key }) => key === 'url')?.text;
}

type PreviewRecordFacts = NonNullable<ReturnType<typeof previewedApp>['app']['pullRequests']>['facts'];

/** @throws UserError where it is not a commit. */
function assertCommit(commit: string): void {
  if (/^[0-9a-f]{7,40}$/.test(commit)) return;
  throw new UserError(
    `\`--commit\` is not a commit.`,
    'Pass 7 to 40 hexadecimal digits in lower case, such as `1a2b3c4`.',
  );
}

/** @throws UserError where nothing brings the secret of the database into the namespace of a preview. */
function assertStore(hasDatabase: boolean, { platform: { clusters, previews } }: PreviewWorkspace): void {
  const type = clusters.find(({ environment }) => environment === previews?.from)?.secretStore.type;
  if (!hasDatabase || type === undefined || type === 'aws-secrets-manager') return;
  throw new UserError(
    `Previews of an application with a database need AWS Secrets Manager, and \`secretStore.type\` is ${type}.`,
    'Remove `preview` from the spec, or use `secretStore: { type: aws-secrets-manager }`.',
    { code: 'preview-secret-store' },
  );
}
