import * as path from 'node:path';
import { isMap, type SourceDocument } from '@goldenpath/extension';
import { isOpen, OPEN_WORDS, resolved } from './compose-defaults';
import { setEnvironment } from './compose-environment';
import { setComposePorts, setGracePeriod, setResources, setSharedMemory, setTmpfs, setVolumes } from './compose-fields';
import { setHealthcheck } from './compose-healthcheck';
import { withMigrations } from './compose-jobs';
import { type ComposeNeighbours, neighboursOf, serviceName } from './compose-neighbours';
import { knownVariables, leaveOutFiles } from './compose-variables';
import { setDatabase } from './databases';
import { appName, Draft } from './draft';
import { setImage } from './images';
import { type ImportNode, ImportObject } from './node';
import { wordsOf } from './quantities';
import type { Imported, ReadContext } from './read';

const NO_FIELD = 'A spec has no field for it.';

/** What the platform does for every application. */
const OF_PLATFORM = new Map(
  Object.entries({
    container_name: 'The platform names the pods.',
    ulimits: 'Kubernetes has no such field. The limits are those of the nodes.',
    working_dir: 'Give the program its whole path in `command`, or `cd` to the folder in a shell.',
    networks: 'Applications reach each other with `uses`.',
    links: 'Applications reach each other with `uses`.',
    hostname: 'Callers reach the application under its name.',
    labels: 'The platform sets labels.',
    logging: 'The cluster collects what the program prints.',
    privileged: 'Pods run restricted.',
    cap_add: 'Pods run restricted.',
    security_opt: 'Pods run restricted.',
    network_mode: 'Pods run restricted.',
    configs: 'Add the files to `files`.',
    platform: 'The platform builds the image.',
  }),
);

/** Fields that say nothing that a pod does not do anyway. */
const SAME: ReadonlySet<string> = new Set([
  'init',
  'read_only',
  'restart',
  'cap_drop',
  'tty',
  'stdin_open',
  'pull_policy',
]);

/** Reads a compose file: an application for each service, and PostgreSQL and Redis as what its users have. */
export function readCompose(document: SourceDocument, context: ReadContext): Imported {
  const known = knownVariables(context.folder);
  const all = entriesOf(document.value, 'services').map(
    ([name, value]) => new ImportObject(`service ${name}`, document, ['services', name], resolved(value, known)),
  );
  const profiles = known.get('COMPOSE_PROFILES')?.split(',') ?? [];
  const services = all.filter((service) => isStarted(service, profiles));
  const optional = all.filter((service) => !services.includes(service));
  const neighbours = neighboursOf(services, projectOf(document, context), context.folder);
  const apps = services.filter((service) => !neighbours.isReplaced(serviceName(service)));
  const drafts = withMigrations(
    apps.map((service) => draftOf(service, neighbours, context)),
    neighbours.isJob,
  );
  for (const service of optional) service.leaveOut([], `${NOT_STARTED} Import it from a file without \`profiles\`.`);
  const leftOut = [...leftOutOfRest(document), ...leftOutOfReplaced(services, neighbours)];
  return { drafts, leftOut: [...leftOut, ...optional.flatMap((service) => service.leftOut)] };
}

const NOT_STARTED = '`docker compose up` does not start it, because it has a profile.';

function isStarted({ node }: ImportObject, active: readonly string[]): boolean {
  const profiles = node.at('profiles').items();
  for (const profile of profiles) profile.take();
  return profiles.length === 0 || profiles.some((profile) => active.includes(profile.text() ?? ''));
}

/** The name of the project, as compose chooses it. */
function projectOf({ value }: SourceDocument, { folder }: ReadContext): string {
  const name = isMap(value) ? value['name'] : undefined;
  return typeof name === 'string' ? name : path.basename(folder);
}

function entriesOf(value: unknown, field: string): [string, unknown][] {
  const map = isMap(value) ? value[field] : undefined;
  return isMap(map) ? Object.entries(map) : [];
}

function draftOf(service: ImportObject, neighbours: ComposeNeighbours, context: ReadContext): Draft {
  const { node } = service;
  const draft = new Draft(appName(serviceName(service)), 'stateless-app', service);
  draft.set(
    ['description'],
    context.description ?? `Imported from the service ${serviceName(service)} of ${path.basename(context.shown)}`,
  );
  draft.imageKey = JSON.stringify(node.at('build').value ?? node.at('image').value ?? draft.name);
  if (node.at('build').isGiven) {
    node.at('image').take();
    node.at('build').leaveOut('The image is built from the repository of the application.');
  } else setComposeImage(draft, node.at('image'), context.registry);
  setComposePorts(draft, node, neighbours.portsOf(serviceName(service)));
  setCommand(draft, node);
  setNeighbours(draft, node, neighbours);
  leaveOutFiles(node, context.folder);
  setEnvironment(draft, neighbours.variablesOf(serviceName(service)), neighbours);
  setHealthcheck(draft, node.at('healthcheck'));
  setResources(draft, node);
  setVolumes(draft, node, neighbours.isShared, context);
  setTmpfs(draft, node.at('tmpfs'));
  setSharedMemory(draft, node.at('shm_size'));
  setGracePeriod(draft, node.at('stop_grace_period'));
  setUser(draft, node.at('user'));
  for (const secret of node.at('secrets').items()) setMountedSecret(draft, secret);
  for (const [name, field] of node.entries()) {
    if (SAME.has(name)) field.take();
    else leaveOutFor(field, OF_PLATFORM.get(name));
  }
  service.leaveOutRest(NO_FIELD);
  return draft;
}

function leaveOutFor(field: ImportNode, reason: string | undefined): void {
  if (reason !== undefined) field.leaveOut(reason);
}

function setComposeImage(draft: Draft, node: ImportNode, registry: string): void {
  if (isOpen(node.text() ?? ''))
    node.leaveOut('The image comes from the environment of `docker compose`. Add `image`.');
  else setImage(draft, node, registry);
}

/** `command` of a compose file are the arguments, `entrypoint` is the program. */
function setCommand(draft: Draft, node: ImportNode): void {
  const words = (field: ImportNode) =>
    field.takeTexts() ?? (typeof field.value === 'string' ? wordsOf(field.value) : undefined);
  for (const [field, name] of [
    ['command', 'entrypoint'],
    ['args', 'command'],
  ] as const) {
    const given = words(node.at(name));
    if (given?.some(isOpen) === true) node.at(name).leaveOut(OPEN_WORDS);
    else if (given !== undefined)
      draft.words(
        field,
        given.map((word) => word.replaceAll('$$', '$')),
        node.at(name),
      );
  }
}

function setUser(draft: Draft, node: ImportNode): void {
  const id = Number(/^(\d+)(:\d+)?$/.exec(node.text() ?? '')?.[1]);
  if (id > 0) {
    node.take();
    draft.set(['runAsUser'], id, node);
  } else node.leaveOut('Pods need the number of a user that is not root.');
}

/** What a service depends on: a database, a cache, and other applications. */
function setNeighbours(draft: Draft, node: ImportNode, neighbours: ComposeNeighbours): void {
  const depends = node.at('depends_on');
  const named = [...depends.items().map((item) => [item.text() ?? '', item] as const), ...depends.entries()];
  for (const [name, field] of named) {
    field.take();
    if (neighbours.databases.includes(name)) setDatabase(draft, neighbours.database(name), field);
    else if (neighbours.caches.includes(name)) draft.set(['caches', appName(name).slice(0, 20)], {}, field);
    else if (neighbours.listens(name) || neighbours.isJob(name)) draft.uses.add(appName(name));
    else
      field.leaveOut(`The file names no port of ${name}. If this one calls it, give it a port and add it to \`uses\`.`);
  }
}

function setMountedSecret(draft: Draft, node: ImportNode): void {
  const name = node.text() ?? node.at('source').text();
  if (name === undefined) return;
  const target = node.at('target').text() ?? name;
  const mountPath = target.startsWith('/') ? target : `/run/secrets/${target}`;
  draft.secret(name.toUpperCase().replaceAll(/[^A-Z0-9_]/g, '_'), { mountPath }, node);
}

/** Sections of the file besides the services. */
function leftOutOfRest(document: SourceDocument) {
  const reasons = new Map(
    Object.entries({
      networks: 'Applications reach each other with `uses`.',
      volumes: 'The volume of an application is in its spec.',
      secrets: 'Their values are not read.',
      configs: 'Add the files to `files` of the spec.',
    }),
  );
  const rest = new ImportObject('the file', document, [], document.value);
  for (const name of ['services', 'version', 'name']) rest.node.at(name).take();
  for (const [name, field] of rest.node.entries()) {
    if (name.startsWith('x-')) field.take();
    else leaveOutFor(field, reasons.get(name));
  }
  rest.leaveOutRest(NO_FIELD);
  return rest.leftOut;
}

/** Databases and caches are not applications. */
function leftOutOfReplaced(services: readonly ImportObject[], neighbours: ComposeNeighbours) {
  return services.flatMap((service) => {
    const name = serviceName(service);
    if (!neighbours.isReplaced(name)) return [];
    const isDatabase = neighbours.databases.includes(name);
    const what = isDatabase ? 'a database on RDS' : 'a cache on ElastiCache';
    service.leaveOut([], `Applications that depend on it have ${what} instead. Its data is not moved.`);
    return service.leftOut;
  });
}
