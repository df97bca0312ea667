import * as path from 'node:path';
import type { FleetContext } from '../context';
import type { LocalDatabases } from '../rds/local-databases';
import type { Program } from './child';
import type { OnDevEvent } from './events';
import { type LocalFolders, writeMounts } from './local-files';
import type { LocalPaths } from './local-paths';
import { OWN_CLAIM } from './mounts';
import { fileNames, type Outside } from './outside';
import type { PlannedApp } from './plan-dev';
import type { DevContainer, Pod } from './pod';
import { withPrograms } from './runtime';
import { runOnce, supervise } from './supervised';
import { type LocalAddress, localVariables, localWords, type Replaced, valueOf } from './variables';

/** What an application is run with. */
export interface Run {
  readonly context: Pick<FleetContext, 'env' | 'signal'>;
  readonly folders: LocalFolders;
  readonly local: ReadonlyMap<string, LocalAddress>;
  readonly databases: LocalDatabases;
  readonly outside: Outside;
  readonly onEvent: OnDevEvent;
}

/** A development run has no container engine. */
const NOT_HERE = 'Not started, because containers do not run on this machine';

/** Runs an application with its migration and processes until the signal, or until it has done its work. */
export function runApp({ name, pod }: PlannedApp, folder: string, run: Run): Promise<void> {
  const { context, folders, local, onEvent } = run;
  const port = local.get(name)?.port;
  reportService(name, folder, run);
  for (const container of pod.beside) onEvent({ event: 'log', name, line: `${NOT_HERE}: ${container}` });
  const { secrets, values } = run.outside;
  const paths = writeMounts(pod, { ...folders, onEvent, valueOf: (source) => valueOf(source, secrets, values) });
  const files = fileNames(pod);
  const own = Object.fromEntries(Object.entries(values).filter(([key]) => !files.has(key)));
  const replacedIn = (container: DevContainer): Replaced => ({
    local,
    secrets,
    own,
    paths: paths.get(container.name) ?? NO_PATHS,
  });
  const env = environmentOf(pod, replacedIn(pod), run);
  const programOf = (container: DevContainer) => {
    const replaced = replacedIn(container);
    return asProgram(container, environmentOf(container, replaced, run), replaced, folder);
  };
  const first = startedFirst(pod, run);
  const supervised = {
    name,
    folder,
    env,
    ...(port !== undefined && { port }),
    ...(first !== undefined && { runsFirst: programOf(first) }),
    processes: startedProcesses(pod, run).map(programOf),
    signal: context.signal,
    onEvent,
  };
  return pod.isJob ? runOnce({ ...supervised, isJob: true }) : supervise(supervised);
}

const NO_PATHS: LocalPaths = new Map();

/** The whole environment of a container's processes on this machine. */
function environmentOf(container: DevContainer, replaced: Replaced, run: Run): Readonly<Record<string, string>> {
  const { context, folders, local, databases, outside } = run;
  const port = local.get(container.name)?.port;
  const hasVolume = container.mounts.some((mount) => mount.kind === 'volume' && mount.claim === OWN_CLAIM);
  return {
    ...toolsEnvironment(context.env),
    ...outside.variables,
    ...localVariables(container, replaced),
    ...(port !== undefined && { PORT: String(port) }),
    PYTHONUNBUFFERED: '1',
    ...(databases.authority !== undefined && { DB_CA_FILE: databases.authority }),
    ...(hasVolume && { DATA_DIR: path.join(folders.kept, OWN_CLAIM) }),
  };
}

/** The command of a container, as a program in the folder of the repository. */
function asProgram(
  { name, command = [], args }: DevContainer,
  env: Readonly<Record<string, string>>,
  replaced: Replaced,
  folder: string,
): Program {
  const [program = '', ...words] = localWords([...command, ...args], env, replaced);
  const port = replaced.local.get(name)?.port;
  return { name, program, args: words, env: withPrograms(env, folder), ...(port !== undefined && { port }) };
}

const NO_COMMAND =
  'The image says which program it runs, and images do not run on this machine. Give it a `command` in the spec.';

/** Returns the migration if this machine can run it, and reports it otherwise. */
function startedFirst({ runsFirst }: Pod, { onEvent }: Run): DevContainer | undefined {
  if (runsFirst === undefined || runsFirst.command !== undefined) return runsFirst;
  onEvent({ event: 'missing', name: runsFirst.name, what: 'the migration', remedy: NO_COMMAND });
  return undefined;
}

/** Reports the processes of an application, and returns those that start. */
function startedProcesses({ processes }: Pod, run: Run): DevContainer[] {
  const { onEvent } = run;
  return processes.filter(({ name, command, args, replicas }) => {
    if (replicas === 0) {
      onEvent({ event: 'log', name, line: 'Not started: it has no pods in this environment.' });
      return false;
    }
    if (command === undefined) {
      onEvent({ event: 'missing', name, what: `the process ${name}`, remedy: NO_COMMAND });
      return false;
    }
    reportService(name, [...command, ...args].join(' '), run);
    return true;
  });
}

function reportService(name: string, note: string, { local, onEvent }: Run): void {
  const found = local.get(name);
  const address = found === undefined ? {} : { address: `http://${found.host}:${found.port}` };
  onEvent({ event: 'service', name, kind: 'app', ...address, note });
}

/** What compilers and package managers need. Credentials of this machine are not among it. */
const TOOLS =
  /^(?:PATH|PATHEXT|HOME|USER|LOGNAME|SHELL|LANG|LC_\w+|TZ|TERM|TMPDIR|TMP|TEMP|SYSTEMROOT|APPDATA|LOCALAPPDATA|USERPROFILE|https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_(?:FILE|DIR)|REQUESTS_CA_BUNDLE|(?:npm_config|PIP|UV|NVM|PYENV|VOLTA|ASDF|MISE)_\w+)$/i;

function toolsEnvironment(env: FleetContext['env']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value !== undefined && TOOLS.test(name) ? [[name, value]] : [])),
  );
}
