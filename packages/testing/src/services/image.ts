import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from '../command';

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

/**
 * Runs the steps of a Dockerfile in order, in clean folders: a stage sees what was copied into it and nothing else. Absolute paths of the
 * image are below the folder of the stage.
 *
 * @param repository - The build context; what `.dockerignore` leaves out cannot be copied.
 * @param scratch - An empty folder.
 * @param path - The PATH with the programs of the base image.
 */
export async function buildImage(repository: string, scratch: string, path: string): Promise<Image> {
  const stages: Stage[] = [];
  const names = new Map<string, Stage>();
  for (const { instruction, rest } of instructionsIn(readFileSync(join(repository, 'Dockerfile'), 'utf8'))) {
    if (instruction === 'FROM') {
      const root = join(scratch, `stage-${stages.length}`);
      mkdirSync(root, { recursive: true });
      const stage = {
        root,
        workdir: '/',
        environment: { ...basicEnvironment(), PATH: path },
        user: 'root',
        command: [],
      };
      stages.push(stage);
      const [, name] = / AS (\S+)$/.exec(rest) ?? [];
      if (name !== undefined) names.set(name, stage);
    } else await step(instruction, rest, stages.at(-1), { repository, names });
  }
  const last = stages.at(-1);
  if (last === undefined) throw new Error('The Dockerfile has no stage.');
  const command = last.command.map((word, index) => (index === 0 ? program(word, last.environment) : word));
  return { folder: join(last.root, last.workdir), environment: last.environment, command, user: last.user };
}

async function step(
  instruction: string,
  rest: string,
  stage: Stage | undefined,
  { repository, names }: { readonly repository: string; readonly names: ReadonlyMap<string, Stage> },
): Promise<void> {
  if (stage === undefined) throw new Error('The Dockerfile does not begin with FROM.');
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
function instructionsIn(text: string): { readonly instruction: string; readonly rest: string }[] {
  return text
    .replaceAll('\\\n', ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ instruction: line.split(' ')[0] ?? '', rest: line.slice(line.indexOf(' ') + 1) }));
}
