import { cpSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from '../command';
import { readFiles } from '../folders';

/** The result of a Dockerfile as a folder, because the tests run without a container engine. */
export interface Image {
  /** The folder that the command runs in. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  /** As in the Dockerfile. */
  readonly user: string;
}

interface Stage {
  readonly root: string;
  workdir: string;
  environment: Record<string, string>;
  user: string;
  command: readonly string[];
}

interface Instruction {
  readonly instruction: string;
  readonly rest: string;
}

/** The stages that another stage copies from, by what they are built from. */
const builtStages = new Map<string, Stage>();

/**
 * Runs the steps of a Dockerfile in order, in clean folders: a stage sees what was copied into it and nothing else. Absolute paths of the
 * image are below the folder of the stage. As a container engine does, it builds equal stages once; the last stage is always built.
 *
 * @param repository - The build context; what `.dockerignore` leaves out cannot be copied.
 * @param scratch - An empty folder.
 * @param path - The PATH with the programs of the base image.
 */
export async function buildImage(repository: string, scratch: string, path: string): Promise<Image> {
  const names = new Map<string, Stage>();
  const [last, ...earlier] = stagesIn(readFileSync(join(repository, 'Dockerfile'), 'utf8')).reverse();
  if (last === undefined) throw new Error('The Dockerfile has no stage.');
  for (const [number, steps] of earlier.reverse().entries()) {
    const key = JSON.stringify([path, steps, ...contextOf(steps, repository)]);
    const stage = builtStages.get(key) ?? (await buildStage(steps, join(scratch, `stage-${number}`)));
    builtStages.set(key, stage);
    const [, name] = / AS (\S+)$/.exec(steps[0]?.rest ?? '') ?? [];
    if (name !== undefined) names.set(name, stage);
  }
  const image = await buildStage(last, join(scratch, 'image'));
  const command = image.command.map((word, index) => (index === 0 ? program(word, image.environment) : word));
  return { folder: join(image.root, image.workdir), environment: image.environment, command, user: image.user };

  async function buildStage([, ...steps]: readonly Instruction[], root: string): Promise<Stage> {
    mkdirSync(root, { recursive: true });
    const environment = { ...basicEnvironment(), PATH: path };
    const stage: Stage = { root, workdir: '/', environment, user: 'root', command: [] };
    for (const { instruction, rest } of steps) await step(instruction, rest, stage, { repository, names });
    return stage;
  }
}

/** The instructions of each stage; each begins with `FROM`. */
function stagesIn(dockerfile: string): Instruction[][] {
  const stages: Instruction[][] = [];
  for (const each of instructionsIn(dockerfile))
    if (each.instruction === 'FROM') stages.push([each]);
    else if (stages.at(-1)?.push(each) === undefined) throw new Error('The Dockerfile does not begin with FROM.');
  return stages;
}

/** Everything that a stage can copy, as text: the files of its sources, and what the ignore file leaves out. */
function contextOf(steps: readonly Instruction[], repository: string): unknown[] {
  const sources = steps.flatMap(({ instruction, rest }) =>
    instruction === 'COPY' ? rest.split(/\s+/).slice(0, -1) : [],
  );
  if (sources.some((source) => source.startsWith('--from=')))
    throw new Error('Only the last stage copies from others.');
  return ['.dockerignore', ...sources].map((source) => {
    const file = join(repository, source);
    return statSync(file).isDirectory() ? readFiles(file) : readFileSync(file, 'utf8');
  });
}

async function step(
  instruction: string,
  rest: string,
  stage: Stage,
  { repository, names }: { readonly repository: string; readonly names: ReadonlyMap<string, Stage> },
): Promise<void> {
  if (instruction === 'WORKDIR') {
    stage.workdir = rest;
    mkdirSync(join(stage.root, rest), { recursive: true });
  } else if (instruction === 'ENV')
    for (const [, name = '', value = ''] of rest.matchAll(/(\w+)=(\S+)/g))
      stage.environment[name] = inStage(value, stage).replace('$PATH', stage.environment['PATH'] ?? '');
  else if (instruction === 'USER') stage.user = rest;
  else if (instruction === 'CMD') stage.command = JSON.parse(rest) as string[];
  else if (instruction === 'COPY') copy(rest, stage, repository, names);
  else if (instruction === 'RUN') await runStep(inStage(rest, stage), stage);
  else if (instruction !== 'EXPOSE') throw new Error(`The tests do not know the instruction ${instruction}.`);
}

async function runStep(script: string, { root, workdir, environment }: Stage): Promise<void> {
  const { code, stdout, stderr } = await run('sh', ['-ec', script], { cwd: join(root, workdir), env: environment });
  if (code !== 0) throw new Error(`${script} ended with ${code}.\n${stdout}\n${stderr}`);
}

function copy(rest: string, stage: Stage, repository: string, names: ReadonlyMap<string, Stage>): void {
  const words = rest.split(/\s+/);
  const [, from] = /^--from=(.*)$/.exec(words[0] ?? '') ?? [];
  const [target = '', ...sources] = (from === undefined ? words : words.slice(1)).reverse();
  const to = join(stage.root, target.startsWith('/') ? '' : stage.workdir, target);
  for (const source of sources) {
    if (from === undefined) assertInContext(repository, source);
    const file = join(from === undefined ? repository : (names.get(from)?.root ?? ''), source);
    const copied = target.endsWith('/') ? join(to, source.split('/').at(-1) ?? '') : to;
    mkdirSync(dirname(copied), { recursive: true });
    cpSync(file, copied, { recursive: true, verbatimSymlinks: true });
  }
}

/** Our ignore files exclude everything, and then list the exceptions. */
function assertInContext(repository: string, source: string): void {
  const rules = readFileSync(join(repository, '.dockerignore'), 'utf8').split('\n');
  const first = source.replace(/^\.\//, '').split('/')[0] ?? '';
  if (!rules.includes('*') || !rules.includes(`!${first}`)) throw new Error(`.dockerignore leaves out ${source}.`);
}

function inStage(text: string, { root }: Stage): string {
  return text.replaceAll(/(?<=^|[\s=:])\/(?=[a-z])/g, `${root}/`);
}

function program(name: string, { PATH = '' }: Readonly<Record<string, string>>): string {
  const found = PATH.split(':').find((folder) => existsSync(join(folder, name)));
  if (found === undefined) throw new Error(`There is no program ${name} in the image.`);
  return join(found, name);
}

/** What package managers need to find their registry and their cache, on a machine that has its own. */
function basicEnvironment(): Record<string, string> {
  const wanted =
    /^(HOME|TMPDIR|LANG|(npm_config|NPM_CONFIG|PIP|UV|SSL|NODE_EXTRA_CA|REQUESTS_CA|https?_proxy|HTTPS?_PROXY|no_proxy|NO_PROXY)\w*)$/;
  const entries = Object.entries(process.env).filter(([name, value]) => wanted.test(name) && value !== undefined);
  return Object.fromEntries(entries) as Record<string, string>;
}

/** The instructions of a Dockerfile, continued lines joined. */
function instructionsIn(text: string): Instruction[] {
  return text
    .replaceAll('\\\n', ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ instruction: line.split(' ')[0] ?? '', rest: line.slice(line.indexOf(' ') + 1) }));
}
