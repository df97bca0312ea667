import { secretsOfArguments, secretsOfVariable, valueAt } from '@goldenpath/extension';
import { type Candidate, withField, withoutField } from '../new/candidate';
import type { ImportNode, ImportObject } from './node';
import type { SecretToFill } from './types';

/** Where a name of a variable may come from. */
const VARIABLE = /^(?!__proto__$)[A-Za-z_][A-Za-z0-9_]*$/;

/** A spec that is put together from the source. */
export class Draft {
  fields: Candidate = {};
  readonly secrets: SecretToFill[] = [];
  /** What the spec is made from. */
  readonly objects: ImportObject[];
  /** Where each field comes from, by its path as JSON. */
  readonly origins = new Map<string, ImportNode>();
  /** The names of other applications of the source that must be imported before. */
  readonly uses = new Set<string>();
  /** The names of other applications of the source that its pods run near or keep away from. They must be imported before. */
  readonly beside = new Set<string>();
  /** The host of its database in the source. @default the source does not say it */
  databaseHost?: string;
  /** The volume of the source that it shares with other applications. @default it shares none */
  sharedVolume?: string;
  /** The same for all that run one image. @default the image is not known */
  imageKey?: string;

  constructor(
    /** The name of the application. */
    public name: string,
    kind: string,
    main: ImportObject,
  ) {
    this.objects = [main];
    this.set(['kind'], kind);
    this.set(['name'], name);
  }

  get kind(): string {
    return String(this.fields['kind']);
  }

  set kind(kind: string) {
    this.set(['kind'], kind);
  }

  /** Whether users reach it. */
  get isExposed(): boolean {
    return this.get('port') !== undefined && this.get('ingress') !== false;
  }

  /** Sets a field of the spec. */
  set(path: readonly string[], value: unknown, origin?: ImportNode): void {
    this.fields = withField(this.fields, path, value);
    if (origin !== undefined) this.origins.set(JSON.stringify(path), origin);
  }

  /** Removes a field, and what is empty without it. */
  remove(path: readonly string[]): void {
    this.fields = withoutField(this.fields, path);
    const above = path.slice(0, -1);
    if (above.length > 0 && Object.keys(Object(this.get(...above)) as object).length === 0) this.remove(above);
  }

  /** Where a field comes from. */
  originOf(path: readonly string[]): ImportNode | undefined {
    return this.origins.get(JSON.stringify(path));
  }

  get(...path: readonly string[]): unknown {
    return valueAt(this.fields, path);
  }

  /** Adds a variable: a plain one, or a secret without its value. */
  variable(name: string, value: string, node: ImportNode): void {
    node.take();
    if (!VARIABLE.test(name)) node.leaveOut('The name is not that of a variable.');
    else if (secretsOfVariable(name, value).length > 0) this.secret(name, {}, node);
    else this.set(['env', name], value, node);
  }

  /** Adds a secret without its value. */
  secret(variable: string, entry: Readonly<Record<string, string>>, node: ImportNode): void {
    node.take();
    this.set(['secrets', variable], entry, node);
    const { file, line } = node.location;
    this.secrets.push({ variable, file, line });
  }

  /** Takes over the list of secrets that another draft needs. */
  addSecretsOf({ secrets }: Draft): void {
    const known = new Set(this.secrets.map(({ variable }) => variable));
    this.secrets.push(...secrets.filter(({ variable }) => !known.has(variable)));
  }

  /** Sets the arguments or the command, unless a secret is among them. */
  words(field: 'args' | 'command', words: readonly string[], node: ImportNode): void {
    if (words.length === 0) return void node.take();
    if (secretsOfArguments(words).length > 0)
      return node.leaveOut('A secret is among the words. Give it to the program in a variable of `secrets`.');
    node.take();
    this.set([field], [...words], node);
  }
}

/** Returns a name of an application from another name: lower-case letters, digits and single hyphens. */
export function appName(text: string): string {
  const name = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 50)
    .replace(/-+$/, '');
  return name.length >= 2 ? name : `app-${name}`;
}
