import { isDeepStrictEqual } from 'node:util';
import { isMap } from '@goldenpath/extension';
import { addressOfUse } from './compose-environment';
import { setStorageKind } from './databases';
import type { Draft } from './draft';

/** What a process has of its own. */
const OWN = ['command', 'args', 'replicas', 'autoscaling', 'resources', 'probes'] as const;

/** What the processes of an application have together, by name. */
const SHARED = ['env', 'secrets', 'files', 'caches', 'buckets'] as const;

/** The longest name of a process. */
const LONGEST_NAME = 12;

/**
 * Makes one application of those that run the same image and have nothing but that, variables, secrets and a database: the others are its
 * processes. An application that another one names stays, and so does one with another value of a variable.
 */
export function withProcesses(drafts: readonly Draft[]): Draft[] {
  const called = new Set(drafts.flatMap(({ uses, beside }) => [...uses, ...beside]));
  const left = new Set(drafts);
  for (const main of drafts) {
    if (!left.has(main) || !isMain(main, drafts)) continue;
    for (const other of drafts) {
      if (other === main || !left.has(other) || called.has(other.name) || !canJoin(main, other)) continue;
      join(main, other);
      left.delete(other);
    }
  }
  ownVolumes([...left]);
  ownCaches([...left]);
  for (const draft of left) askForPort(draft);
  return [...left];
}

/** The pods of an application with a volume have names that lead to a port. */
function askForPort(draft: Draft): void {
  if (draft.get('storage') === undefined || !isDeepStrictEqual(draft.get('ports'), [])) return;
  draft.remove(['ports']);
  const reason = 'The source names no port. Set `port` to the one that the program listens on: the default is 8080.';
  draft.objects[0]?.leaveOut(['ports'], reason);
}

/** Applications share no cache. */
function ownCaches(drafts: readonly Draft[]): void {
  const owners = new Map<string, Draft>();
  for (const draft of drafts)
    for (const name of Object.keys(Object(draft.get('caches')) as object)) {
      const owner = owners.get(name);
      if (owner === undefined) owners.set(name, draft);
      else
        draft
          .originOf(['caches', name])
          ?.leaveOut(
            `${draft.name} has a cache of its own, which ${owner.name} does not see. Applications share no caches.`,
          );
    }
}

/** A volume of the source that several applications mount is that of one: applications share no volumes. */
function ownVolumes(drafts: readonly Draft[]): void {
  for (const draft of drafts.filter(({ sharedVolume }) => sharedVolume !== undefined)) {
    const users = drafts.filter(({ sharedVolume }) => sharedVolume === draft.sharedVolume);
    const first = users.find((each) => each.isExposed) ?? users[0];
    const origin = draft.originOf(['sharedStorage']);
    const shared = draft.get('sharedStorage');
    if (draft === first && draft.get('processes') !== undefined) continue;
    draft.remove(['sharedStorage']);
    if (draft !== first)
      origin?.leaveOut(
        `The volume is that of ${first?.name}. Applications share no volumes: keep what both need in a bucket.`,
      );
    else {
      setStorageKind(draft);
      draft.set(['storage'], shared, origin);
    }
  }
}

/** The main one of several is the first that users reach, or the first. */
function isMain(draft: Draft, drafts: readonly Draft[]): boolean {
  if (draft.imageKey === undefined) return false;
  const alike = drafts.filter(({ imageKey }) => imageKey === draft.imageKey);
  return (alike.find((each) => each.isExposed) ?? alike[0]) === draft;
}

const KINDS: ReadonlySet<string> = new Set(['stateless-app', 'backend-app-rds']);

function canJoin(main: Draft, other: Draft): boolean {
  if (main.imageKey === undefined || main.imageKey !== other.imageKey || other.isExposed) return false;
  if (!KINDS.has(main.kind) || !KINDS.has(other.kind) || other.get('route') !== undefined) return false;
  if (other.get('sidecars') !== undefined || other.get('initContainers') !== undefined) return false;
  if (
    other.get('pod') !== undefined ||
    other.get('migration') !== undefined ||
    other.get('runAsUser') !== main.get('runAsUser')
  )
    return false;
  const [mine, theirs] = [main.get('database'), other.get('database')];
  if (!agree(mine, theirs) || !agree(main.get('sharedStorage'), other.get('sharedStorage'))) return false;
  // A process has no volume of its own. Two applications cannot have one database, so there the volume is left out.
  if (other.get('storage') !== undefined && (mine === undefined || theirs === undefined)) return false;
  return SHARED.every((field) => agree(main.get(field), ofProcess(main, other.get(field))));
}

/** What a process or a job has in place of an address of its application: that has no variables for itself. */
export function ofProcess(main: Draft, value: unknown): unknown {
  if (typeof value === 'string') {
    const [host, port] = addressOfUse(main.name);
    return value.replaceAll(host, () => main.name).replaceAll(port, '80');
  }
  return isMap(value)
    ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, ofProcess(main, item)]))
    : value;
}

/** Gives pods of an application the variables that it does not have, or has with another value. */
export function setOwnVariables(main: Draft, other: Draft, at: readonly string[]): void {
  for (const [name, value] of Object.entries(Object(other.get('env')) as object)) {
    const own = ofProcess(main, value);
    if (main.get('env', name) !== own) main.set([...at, name], own, other.originOf(['env', name]));
  }
}

/** Whether no name has two values, at any depth. */
function agree(a: unknown, b: unknown): boolean {
  if (!isMap(a) || !isMap(b)) return a === undefined || b === undefined || isDeepStrictEqual(a, b);
  return Object.entries(b).every(([name, value]) => !Object.hasOwn(a, name) || agree(a[name], value));
}

function join(main: Draft, other: Draft): void {
  const name = processName(main, other);
  const at = ['processes', name];
  main.set(at, {}, other.objects[0]?.node);
  for (const field of OWN) {
    const value = other.get(field);
    if (value !== undefined) main.set([...at, field], value, other.origins.get(JSON.stringify([field])));
  }
  const ports = portsOf(other);
  if (ports.length > 0) main.set([...at, 'ports'], ports);
  for (const field of SHARED)
    for (const [key, value] of Object.entries(Object(other.get(field)) as object))
      if (main.get(field, key) === undefined)
        main.set([field, key], ofProcess(main, value), other.originOf([field, key]));
  joinDatabase(main, other);
  if (main.get('sharedStorage') === undefined && other.get('sharedStorage') !== undefined) {
    main.set(['sharedStorage'], other.get('sharedStorage'), other.originOf(['sharedStorage']));
    if (other.sharedVolume !== undefined) main.sharedVolume = other.sharedVolume;
  }
  if (other.get('storage') !== undefined)
    other.origins.get(JSON.stringify(['storage']))?.leaveOut('A process of an application has no volume of its own.');
  for (const used of other.uses) if (used !== main.name) main.uses.add(used);
  main.addSecretsOf(other);
  main.objects.push(...other.objects.filter((object) => !main.objects.includes(object)));
}

function joinDatabase(main: Draft, other: Draft): void {
  const database = other.get('database');
  if (!isMap(database)) return;
  if (main.get('database') === undefined) main.kind = other.kind;
  const { variables, ...rest } = { ...database, ...Object(main.get('database')) } as Record<string, unknown>;
  const all = { ...Object(database['variables']), ...Object(variables) } as object;
  const isEmpty = Object.keys(all).length === 0;
  main.set(['database'], { ...rest, ...(!isEmpty && { variables: all }) }, other.originOf(['database', 'name']));
}

/** `shop-worker` of `shop` or `shop-web` is `worker`. */
function processName(main: Draft, { name }: Draft): string {
  const words = name.split('-');
  const others = main.name.split('-');
  const alike = words.findIndex((word, index) => word !== others[index]);
  const short = alike < 1 ? name : words.slice(alike).join('-');
  const own =
    short
      .replace(/^[^a-z]+/, '')
      .slice(0, LONGEST_NAME)
      .replace(/-+$/, '') || 'process';
  let unique = own;
  for (let number = 2; main.get('processes', unique) !== undefined; number += 1)
    unique = `${own.slice(0, LONGEST_NAME - 3)}-${number}`;
  return unique;
}

function portsOf(draft: Draft): readonly unknown[] {
  const port = draft.get('port');
  if (typeof port === 'number') return [{ name: draft.get('probe') === 'tcp' ? 'tcp' : 'http', port }];
  const ports = draft.get('ports');
  return Array.isArray(ports) ? ports : [];
}
