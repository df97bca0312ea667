import { builtInRegistry } from '@goldenpath/parts';
import type { Registry } from '@goldenpath/spec';
import { answerOf, type Candidate, withField } from './candidate';

/** A field of the spec that `new` asks for, and its flag. */
export interface Field {
  readonly path: readonly string[];
  /** As commander reads it: `--storage-size <size>`. */
  readonly flag: string;
  /** Where commander puts it: `storageSize`. */
  readonly key: Exclude<keyof NewFlags, 'set'>;
  readonly help: string;
  /** The part that a kind must have; every kind has the field where this is absent. */
  readonly part?: string;
  /** @default false */
  readonly isRequired?: boolean;
  /** Makes the field's value of text. The text itself where it is absent. */
  readonly read?: (text: string) => unknown;
}

/** The flags of `new`, as commander gives them. */
export interface NewFlags {
  readonly kind?: string;
  readonly name?: string;
  readonly description?: string;
  readonly owner?: string;
  readonly environments?: string;
  readonly runtime?: string;
  readonly image?: string;
  readonly replicas?: string;
  readonly port?: string;
  readonly ingress?: boolean;
  readonly uses?: string;
  readonly storageSize?: string;
  readonly mountPath?: string;
  readonly databaseName?: string;
  readonly databaseUsername?: string;
  readonly databaseSize?: string;
  readonly risk?: string;
  /** Fields of the kind that have no flag of their own, such as `queue.days=3`. */
  readonly set?: readonly string[];
}

/** The items of a text with commas. */
export const list = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
/** What is no whole number stays text: the spec's own check then says what was expected. */
export const number = (text: string): unknown => (/^-?[0-9]{1,15}$/.test(text.trim()) ? Number(text) : text);

/** Every field that `new` asks for, in the order that they are asked and written. */
export const FIELDS: readonly Field[] = [
  {
    path: ['kind'],
    flag: '--kind <kind>',
    key: 'kind',
    isRequired: true,
    help: `what it is: ${kindNames(builtInRegistry).join(', ')}`,
  },
  { path: ['name'], flag: '--name <name>', key: 'name', isRequired: true, help: 'its name, and that of its folder' },
  {
    path: ['description'],
    flag: '--description <text>',
    key: 'description',
    isRequired: true,
    help: 'what it is for, on one line',
  },
  { path: ['owner'], flag: '--owner <team>', key: 'owner', isRequired: true, help: 'the team that owns it' },
  {
    path: ['environments'],
    flag: '--environments <names>',
    key: 'environments',
    read: list,
    help: 'where it runs, separated by commas (default: everywhere)',
  },
  {
    path: ['runtime'],
    flag: '--runtime <runtime>',
    key: 'runtime',
    part: 'workload',
    help: 'language of its code: python or node (default: python)',
  },
  {
    path: ['image'],
    flag: '--image <image>',
    key: 'image',
    part: 'workload',
    help: 'an upstream image instead of code, such as redis:7.4',
  },
  {
    path: ['replicas'],
    flag: '--replicas <number>',
    key: 'replicas',
    part: 'workload',
    read: number,
    help: 'number of pods (default: 1)',
  },
  {
    path: ['port'],
    flag: '--port <number>',
    key: 'port',
    part: 'workload',
    read: number,
    help: 'the port it listens on (default: 8080)',
  },
  {
    path: ['ingress'],
    flag: '--ingress',
    key: 'ingress',
    part: 'route',
    help: 'reachable from outside the cluster (default)',
  },
  {
    path: ['uses'],
    flag: '--uses <names>',
    key: 'uses',
    part: 'configuration',
    read: list,
    help: 'applications it calls, separated by commas',
  },
  {
    path: ['storage', 'size'],
    flag: '--storage-size <size>',
    key: 'storageSize',
    part: 'storage',
    isRequired: true,
    help: 'size of each pod’s volume, such as 10Gi',
  },
  {
    path: ['storage', 'mountPath'],
    flag: '--mount-path <path>',
    key: 'mountPath',
    part: 'storage',
    isRequired: true,
    help: 'where the volume is mounted, such as /data',
  },
  {
    path: ['database', 'name'],
    flag: '--database-name <name>',
    key: 'databaseName',
    part: 'database',
    isRequired: true,
    help: 'name of the database',
  },
  {
    path: ['database', 'username'],
    flag: '--database-username <name>',
    key: 'databaseUsername',
    part: 'database',
    isRequired: true,
    help: 'the role that owns the database',
  },
  {
    path: ['database', 'size'],
    flag: '--database-size <size>',
    key: 'databaseSize',
    part: 'database',
    help: 'small, medium, large or xlarge (default: small)',
  },
  {
    path: ['risk'],
    flag: '--risk <risk>',
    key: 'risk',
    help: 'low, medium or high: how bad a loss or a leak would be (default: medium)',
  },
];

/** What the flags say, as a spec. */
export function candidateOf(flags: NewFlags): Candidate {
  return FIELDS.reduce<Candidate>((candidate, field) => {
    const given = flags[field.key];
    if (given === undefined) return candidate;
    return withField(candidate, field.path, typeof given === 'string' ? (field.read?.(given) ?? given) : given);
  }, {});
}

/** The fields of a candidate's kind; those of every kind where it is none. */
export function fieldsOf({ kind }: Candidate, registry: Registry): Field[] {
  const parts = registry.partsOf(String(kind)).map(({ name }) => name);
  return FIELDS.filter(({ part }) => part === undefined || parts.includes(part));
}

/** The flags that a candidate still needs, such as `--owner`. */
export function missingFlags(candidate: Candidate, registry: Registry): string[] {
  return fieldsOf(candidate, registry)
    .filter(({ isRequired, path }) => isRequired === true && answerOf(candidate, path) === undefined)
    .map(({ flag }) => flag.split(' ')[0] ?? flag);
}

function kindNames({ kinds }: Registry): string[] {
  return kinds.map(({ name }) => name);
}
