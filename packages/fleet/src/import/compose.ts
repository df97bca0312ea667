import * as path from 'node:path';
import type { SourceDocument } from '@goldenpath/extension';
import { setEnvironment, type ComposeNeighbours } from './compose-environment';
import { setHealthcheck } from './compose-healthcheck';
import { setComposePorts, setResources, setTmpfs, setVolumes } from './compose-fields';
import { setDatabase } from './databases';
import { appName, Draft } from './draft';
import { imageBase, setImage } from './images';
import { type ImportNode, ImportObject, isMap } from './node';
import { wordsOf } from './quantities';
import type { Imported, ReadContext } from './read';

const NO_FIELD = 'A spec has no field for it.';

/** What the platform does for every application. */
const OF_PLATFORM: Readonly<Record<string, string>> = {
  container_name: 'The platform names the pods.',
  restart: 'Kubernetes restarts containers.',
  networks: 'Applications reach each other with `uses`.',
  links: 'Applications reach each other with `uses`.',
  hostname: 'Callers reach the application under its name.',
  labels: 'The platform sets labels.',
  logging: 'The cluster collects what the program prints.',
  env_file:
    'Files with variables are not read, because they can contain secrets. Add the variables to `env` or `secrets`.',
  privileged: 'Pods run restricted.',
  cap_add: 'Pods run restricted.',
  security_opt: 'Pods run restricted.',
  network_mode: 'Pods run restricted.',
  configs: 'Add the files to `files`.',
  platform: 'The platform builds the image.',
};

/** Fields that say nothing that a pod does not do anyway. */
const SAME: ReadonlySet<string> = new Set(['init', 'read_only', 'cap_drop', 'tty', 'stdin_open', 'pull_policy']);

/** Reads a compose file: an application for each service, and PostgreSQL and Redis as what its users have. */
export function readCompose(document: SourceDocument, context: ReadContext): Imported {
  const services = entriesOf(document.value, 'services').map(
    ([name, value]) => new ImportObject(`service ${name}`, document, ['services', name], withMerges(value)),
  );
  const neighbours = neighboursOf(services);
  const apps = services.filter((service) => !neighbours.isReplaced(nameOf(service)));
  const drafts = apps.map((service) => draftOf(service, neighbours, context));
  return { drafts, leftOut: [...leftOutOfRest(document), ...leftOutOfReplaced(services, neighbours)] };
}

function nameOf({ label }: ImportObject): string {
  return label.slice('service '.length);
}

function entriesOf(value: unknown, field: string): [string, unknown][] {
  const map = isMap(value) ? value[field] : undefined;
  return isMap(map) ? Object.entries(map) : [];
}

/** Resolves the merge key `<<`, which YAML 1.2 does not have and compose files use. */
function withMerges(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withMerges);
  if (!isMap(value)) return value;
  const { '<<': merged, ...own } = value;
  const bases = (Array.isArray(merged) ? merged : [merged]).filter(isMap).map(withMerges) as object[];
  const fields = Object.fromEntries(Object.entries(own).map(([name, item]) => [name, withMerges(item)]));
  return Object.assign({}, ...bases.reverse(), fields) as unknown;
}

function neighboursOf(services: readonly ImportObject[]): ComposeNeighbours {
  const images = new Map(
    services.map((service) => [nameOf(service), imageBase(service.node.at('image').text() ?? '')]),
  );
  const isPostgres = (name: string) =>
    /^(postgres|postgresql|postgis|timescaledb|pgvector)$/.test(images.get(name) ?? '');
  const isRedis = (name: string) => /^(redis|valkey|redis-stack|redis-stack-server)$/.test(images.get(name) ?? '');
  const byName = new Map(services.map((service) => [nameOf(service), service]));
  return {
    databases: [...byName.keys()].filter(isPostgres),
    caches: [...byName.keys()].filter(isRedis),
    others: [...byName.keys()].filter((name) => !isPostgres(name) && !isRedis(name)),
    isReplaced: (name) => isPostgres(name) || isRedis(name),
    database: (name) => {
      const environment = environmentOf(byName.get(name)?.node.at('environment'));
      const username = environment.get('POSTGRES_USER') ?? 'app';
      return { name: environment.get('POSTGRES_DB') ?? username, username };
    },
  };
}

function environmentOf(node: ImportNode | undefined): ReadonlyMap<string, string> {
  const pairs = node?.entries().map(([name, value]) => [name, value.text() ?? ''] as const) ?? [];
  const lines = node?.items().map((item) => (item.text() ?? '').split(/=(.*)/s)) ?? [];
  return new Map(
    [...pairs, ...lines.map(([name = '', value = '']) => [name, value] as const)].filter(
      ([, value]) => value !== '' && !value.includes('$'),
    ),
  );
}

function draftOf(service: ImportObject, neighbours: ComposeNeighbours, context: ReadContext): Draft {
  const { node } = service;
  const draft = new Draft(appName(nameOf(service)), 'stateless-app', service);
  draft.set(
    ['description'],
    context.description ?? `Imported from the service ${nameOf(service)} of ${path.basename(context.shown)}`,
  );
  draft.imageKey = JSON.stringify(node.at('build').value ?? node.at('image').value ?? draft.name);
  if (node.at('build').isGiven) {
    node.at('image').take();
    node.at('build').leaveOut('The image is built from the repository of the application.');
  } else setImage(draft, node.at('image'), context.registry);
  setComposePorts(draft, node);
  setCommand(draft, node);
  setNeighbours(draft, node, neighbours);
  setEnvironment(draft, node.at('environment'), neighbours);
  setHealthcheck(draft, node.at('healthcheck'));
  setResources(draft, node);
  setVolumes(draft, node, context);
  setTmpfs(draft, node.at('tmpfs'));
  setUser(draft, node.at('user'));
  for (const secret of node.at('secrets').items()) setMountedSecret(draft, secret);
  for (const [name, field] of node.entries()) {
    if (SAME.has(name)) field.take();
    else if (OF_PLATFORM[name] !== undefined) field.leaveOut(OF_PLATFORM[name]);
  }
  service.leaveOutRest(NO_FIELD);
  return draft;
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
    if (given !== undefined)
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
    else draft.uses.add(appName(name));
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
  const reasons: Readonly<Record<string, string>> = {
    networks: 'Applications reach each other with `uses`.',
    volumes: 'The volume of an application is in its spec.',
    secrets: 'Their values are not read.',
    configs: 'Add the files to `files` of the spec.',
  };
  const rest = new ImportObject('the file', document, [], document.value);
  for (const name of ['services', 'version', 'name']) rest.node.at(name).take();
  for (const [name, field] of rest.node.entries()) {
    if (name.startsWith('x-')) field.take();
    else if (reasons[name] !== undefined) field.leaveOut(reasons[name]);
  }
  rest.leaveOutRest(NO_FIELD);
  return rest.leftOut;
}

/** Databases and caches are not applications. */
function leftOutOfReplaced(services: readonly ImportObject[], neighbours: ComposeNeighbours) {
  return services.flatMap((service) => {
    const name = nameOf(service);
    if (!neighbours.isReplaced(name)) return [];
    const isDatabase = neighbours.databases.includes(name);
    const what = isDatabase ? 'a database on RDS' : 'a cache on ElastiCache';
    service.leaveOut([], `Applications that depend on it have ${what} instead. Its data is not moved.`);
    return service.leftOut;
  });
}
