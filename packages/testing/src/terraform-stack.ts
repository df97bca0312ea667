/** The body of a resource or data source, as JSON. */
export type Block = Readonly<Record<string, unknown>>;

type Blocks = Readonly<Record<string, Readonly<Record<string, Block>>>>;

/** One `cdk.tf.json`, to ask questions of. */
export class TerraformStack {
  private readonly json: { readonly resource?: Blocks; readonly data?: Blocks; readonly terraform?: Block };

  constructor(
    readonly name: string,
    text: string,
  ) {
    this.json = JSON.parse(text);
  }

  /** All resources of a type. */
  resources(type: string): Block[] {
    return Object.values(this.json.resource?.[type] ?? {});
  }

  /** The only resource of a type. Throws if there is none, or more than one. */
  resource(type: string): Block {
    return only(this.resources(type), `${type} in ${this.name}`);
  }

  /** All data sources of a type. */
  dataSources(type: string): Block[] {
    return Object.values(this.json.data?.[type] ?? {});
  }

  /** The key of its state in the bucket, or the file of it. */
  get stateKey(): unknown {
    const backend = this.json.terraform?.['backend'] as { s3?: { key: string }; local?: { path: string } };
    return backend.s3?.key ?? backend.local?.path;
  }

  /**
   * The value of an attribute, a reference followed: `${aws_db_subnet_group.subnet-group.name}` to the name there.
   * A reference to what only the cloud knows stays the text it is.
   */
  follow(value: unknown): unknown {
    const found = this.referenced(value);
    return found === undefined ? value : this.follow(found);
  }

  /** The resource or data source that a value is a reference into. */
  target(value: unknown): Block | undefined {
    const [, isData, type = '', id = ''] = REFERENCE.exec(String(value)) ?? [];
    return (isData ? this.json.data : this.json.resource)?.[type]?.[id];
  }

  private referenced(value: unknown): unknown {
    const attribute = REFERENCE.exec(String(value))?.[4];
    return attribute === undefined ? undefined : this.target(value)?.[attribute];
  }
}

const REFERENCE = /^\$\{(data\.)?([a-z0-9_]+)\.([\w-]+)\.([\w-]+)\}$/;

/** The only element of a list. Throws if there is none, or more than one. */
export function only<T>(list: readonly T[], what: string): T {
  if (list.length !== 1) throw new Error(`Expected one ${what}, found ${list.length}.`);
  return list[0] as T;
}
