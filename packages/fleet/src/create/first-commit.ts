import { UserError } from '@goldenpath/errors';
import { type GeneratedFile, tryParseJson } from '@goldenpath/files';
import { changeRepository, type ChangeOptions, type Proposal, type RepositoryTarget, type Tip } from '@goldenpath/git';
import { isRecord, RECORD_FILE } from '@goldenpath/scaffold';

/** What the first commit is made of. */
export interface FirstCommit {
  readonly app: string;
  readonly description: string;
  readonly files: readonly GeneratedFile[];
}

/** Our trailer: says that a commit is the one of `create`. */
const TRAILER = 'Goldenpath-Create';

/** What GitHub puts into a new repository. Other files are the work of a team. */
const OF_NEW_REPOSITORIES = new Set(['README.md', 'LICENSE', '.gitignore', '.gitattributes']);

/**
 * Pushes the first commit: all generated files on top of what GitHub made.
 *
 * @returns the id of the commit; `undefined` where the branch has the files already.
 * @throws UserError where the repository has other files, or those of another application.
 * @throws RepositoryError where it refuses the push. It is unchanged then.
 */
export async function pushFirstCommit(
  target: RepositoryTarget,
  first: FirstCommit,
  options: ChangeOptions,
): Promise<{ readonly commit: string | undefined; readonly isThere: boolean }> {
  const { result, commit } = await changeRepository(target, (tip) => propose(tip, target, first), options);
  return { commit: result === 'there' ? undefined : commit, isThere: result === 'there' };
}

async function propose(
  tip: Tip,
  { url }: RepositoryTarget,
  { app, description, files }: FirstCommit,
): Promise<Proposal<'there' | 'made'>> {
  const nothing = { writes: new Map<string, string>(), removals: [], message: '' };
  if (await isOurs(tip, app, url)) return { ...nothing, result: 'there' };
  const found = tip.commit === undefined ? [] : (await tip.list('')).map(({ path }) => path);
  const foreign = found.filter((path) => !OF_NEW_REPOSITORIES.has(path));
  if (foreign.length > 0)
    throw new UserError(
      `${url} is not a new repository: it has ${foreign.slice(0, 3).join(', ')}${foreign.length > 3 ? ', …' : ''}.`,
      `Clone it, run \`goldenpath scaffold ${app} --out\` into the clone, and commit what you want of it.`,
    );
  const readme = found.includes('README.md') ? await tip.read('README.md') : undefined;
  const kept = new Set(found.filter((path) => path !== 'README.md' || !isInitial(readme, app, description)));
  const written = files.filter(({ path, ownership }) => ownership === 'managed' || !kept.has(path));
  const message = `Start from the golden path\n\nMade by \`goldenpath create\` from the spec of ${app}.\n\n${TRAILER}: ${app}\n`;
  return {
    writes: new Map(written.map(({ path, content }) => [path, content])),
    executables: new Set(written.flatMap(({ path, isExecutable }) => (isExecutable === true ? [path] : []))),
    removals: [],
    message,
    result: 'made',
  };
}

/** @throws UserError where the repository is that of another application. */
async function isOurs(tip: Tip, app: string, url: string): Promise<boolean> {
  const text = tip.commit === undefined ? undefined : await tip.read(RECORD_FILE);
  if (text === undefined) return false;
  const record = tryParseJson(text);
  if (isRecord(record) && record.app === app) return true;
  throw new UserError(
    `${RECORD_FILE} in ${url} is not the one of ${app}.`,
    'Use a repository of its own for each application.',
  );
}

/** Whether a README is the one that GitHub makes: the name, and the description. */
function isInitial(text: string | undefined, app: string, description: string): boolean {
  const lines = (text ?? '').split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.every((line) => line === `# ${app}` || line === description);
}

/**
 * Takes the first commit back, with another commit: protected branches refuse anything else.
 *
 * @returns whether there was a first commit to take back.
 * @throws UserError where others committed after it.
 */
export async function revertFirstCommit(
  target: RepositoryTarget,
  app: string,
  options: ChangeOptions,
): Promise<boolean> {
  return (await changeRepository(target, (tip) => proposeRevert(tip, target, app), options)).result;
}

async function proposeRevert(tip: Tip, { url }: RepositoryTarget, app: string): Promise<Proposal<boolean>> {
  const message = `Undo \`goldenpath create\`\n\nThis takes back the first commit of ${app}.\n`;
  if (tip.commit === undefined || !(await isOurs(tip, app, url)))
    return { writes: new Map(), removals: [], message, result: false };
  const ofTip = await tip.history(['log', '-1', '--format=%P%n%B', tip.commit]);
  const [parent = ''] = ofTip.split('\n');
  if (!ofTip.split('\n').includes(`${TRAILER}: ${app}`))
    throw new UserError(
      `${url} has commits after the first one. They were not taken back.`,
      'Keep the repository, or remove it with its stack: `goldenpath destroy`.',
    );
  const now = (await tip.list('')).map(({ path }) => path);
  const before = parent === '' ? new Map<string, string>() : await tip.readAt(parent, now);
  return {
    writes: before,
    removals: now.filter((path) => !before.has(path)),
    message,
    result: true,
  };
}
