import type { AttributeSchema, BlockSchema, NestedBlockSchema, Nesting, TypeExpression } from './types';

/** The content of one bindings module. */
export interface DerivedModule {
  readonly type: string;
  /** The provider's source address; only in the bindings of a provider. */
  readonly source?: string;
  readonly version: string | undefined;
  readonly block: BlockSchema;
}

/** Derives the schema of one resource, data source, ephemeral resource or provider from the source of its bindings. */
export function deriveModule(source: string): DerivedModule {
  const declarations = declarationsOf(source);
  const main = [...declarations.classes.values()].find((text) => text.includes('static readonly tfResourceType'));
  const type = main === undefined ? undefined : /tfResourceType = "(\w+)"/.exec(main)?.[1];
  if (main === undefined || type === undefined) throw new Error('These bindings hold no Terraform type.');
  const configName = /config: (\w+Config)\b/.exec(main)?.[1] ?? '';
  const hcl = main.slice(Math.max(main.lastIndexOf('synthesizeHclAttributes()'), 0));
  const providerSource = /terraformProviderSource: '([^']+)'/.exec(main)?.[1];
  return {
    type,
    ...(providerSource === undefined ? {} : { source: providerSource }),
    version: /providerVersion: '([^']+)'/.exec(main)?.[1],
    block: deriveBlock({
      declarations,
      text: main,
      docs: declarations.interfaces.get(configName) ?? '',
      hcl,
      within: [],
    }),
  };
}

interface Declarations {
  readonly classes: Map<string, string>;
  readonly interfaces: Map<string, string>;
  readonly functions: Map<string, string>;
}

interface Part {
  readonly declarations: Declarations;
  /** The class with the getters. */
  readonly text: string;
  /** The interface whose comments distinguish blocks from attributes. */
  readonly docs: string;
  /** The function that writes HCL, which distinguishes lists from sets. */
  readonly hcl: string;
  /** The enclosing structures, because bindings of recursive blocks refer to themselves. */
  readonly within: readonly string[];
}

function declarationsOf(source: string): Declarations {
  const found: Declarations = { classes: new Map(), interfaces: new Map(), functions: new Map() };
  for (const chunk of source.split(/^(?=export (?:class|interface|function) )/m)) {
    const [, kind, name] = /^export (class|interface|function) (\w+)/.exec(chunk) ?? [];
    if (kind === 'class' && name) found.classes.set(name, chunk);
    if (kind === 'interface' && name) found.interfaces.set(name, chunk);
    if (kind === 'function' && name) found.functions.set(name.toLowerCase(), chunk);
  }
  return found;
}

function deriveBlock(part: Part): BlockSchema {
  const attributes: Record<string, AttributeSchema> = {};
  const blocks: Record<string, NestedBlockSchema> = {};
  const entries = hclEntries(part.hcl);
  for (const member of membersOf(part.text)) {
    const entry = entries.get(member.name);
    const structure = structureOf(member.text) ?? structureOfEntry(entry);
    if (structure === undefined) {
      const type = typeOf(member.text, entry);
      attributes[member.name] = { type, ...member.flags, ...secrecy(member, type) };
    } else {
      const nested = deriveStructure(part, structure.name);
      const nesting = withoutDynamicSet(nestingOf(structure, entry), nested);
      if (isBlock(part.docs, member.name)) blocks[member.name] = blockOf(nested, nesting, structure, member.flags);
      else attributes[member.name] = attributeOf(nested, nesting, structure, member.flags);
    }
  }
  return { attributes, blocks };
}

type Flags = Pick<AttributeSchema, 'required' | 'optional' | 'computed'>;

interface Member {
  readonly name: string;
  readonly flags: Flags;
  readonly text: string;
}

const MEMBER = /^ {2}\/\/ (\w+) - computed: (true|false), optional: (true|false), required: (true|false)$/m;

function membersOf(text: string): Member[] {
  const parts = text.split(new RegExp(MEMBER.source, 'm'));
  const members: Member[] = [];
  for (let at = 1; at + 4 < parts.length; at += 5) {
    const [name = '', computed, optional, required, body = ''] = parts.slice(at, at + 5);
    const flags: Flags = {
      ...(required === 'true' ? { required: true } : {}),
      ...(optional === 'true' ? { optional: true } : {}),
      ...(computed === 'true' ? { computed: true } : {}),
    };
    members.push({ name, flags, text: body });
  }
  return members;
}

interface HclEntry {
  readonly kind: string;
  readonly storage: string;
}

function hclEntries(text: string): Map<string, HclEntry> {
  const pattern =
    /^\s+(\w+): \{\n\s+value: .*\n\s+isBlock: (?:true|false),\n\s+type: "(\w+)",\n\s+storageClassType: "(\w+)",$/gm;
  return new Map(
    [...text.matchAll(pattern)].map(([, name = '', kind = '', storage = '']) => [name, { kind, storage }]),
  );
}

interface Structure {
  readonly name: string;
  readonly collection: 'List' | 'OutputReference' | 'Map';
  readonly isSet: boolean;
}

function structureOf(text: string): Structure | undefined {
  const found = /= new (\w+?)(List|OutputReference|Map)\(this, "\w+"(?:, (true|false))?\)/.exec(text);
  const [, name, collection, isSet] = found ?? [];
  if (name === undefined || collection === undefined) return undefined;
  return { name, collection: collection as Structure['collection'], isSet: isSet === 'true' };
}

/** The blocks of a provider have no class. The function that writes HCL names their structure. */
function structureOfEntry(entry: HclEntry | undefined): Structure | undefined {
  if (entry === undefined || !/^[A-Z]/.test(entry.storage)) return undefined;
  const name = entry.storage.replace(/(List|Map)$/, '');
  const isOne = entry.kind === 'struct';
  return { name, collection: isOne ? 'OutputReference' : 'List', isSet: entry.kind === 'set' };
}

function deriveStructure(part: Part, name: string): BlockSchema {
  const { declarations, within } = part;
  const hcl = declarations.functions.get(`${name}ToHclTerraform`.toLowerCase());
  const text =
    declarations.classes.get(`${name}OutputReference`) ?? membersOfInterface(hcl, declarations.interfaces.get(name));
  if (text === undefined || within.includes(name)) return { attributes: {}, blocks: {} };
  return deriveBlock({
    declarations,
    text,
    docs: declarations.interfaces.get(name) ?? '',
    hcl: hcl ?? '',
    within: [...within, name],
  });
}

/** Without a class no comments say what is required, but the interface does. */
function membersOfInterface(hcl: string | undefined, fields: string | undefined): string | undefined {
  if (hcl === undefined || fields === undefined) return undefined;
  const members = [...hclEntries(hcl).keys()].map((name) => {
    const camel = name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    const required = fields.includes(`readonly ${camel}:`);
    return `  // ${name} - computed: false, optional: ${!required}, required: ${required}`;
  });
  return `\n${members.join('\n')}\n`;
}

function nestingOf(structure: Structure, entry: HclEntry | undefined): Nesting {
  if (structure.collection === 'Map' || entry?.kind === 'map') return 'map';
  if (entry?.kind === 'struct') return 'single';
  if (structure.isSet || entry?.kind === 'set') return 'set';
  return structure.collection === 'OutputReference' && entry === undefined ? 'single' : 'list';
}

/** Terraform has no sets of dynamic type. Bindings use `any` for a block that contains itself. */
function withoutDynamicSet(nesting: Nesting, nested: BlockSchema): Nesting {
  return nesting === 'set' && JSON.stringify(objectTypeOf(nested)).includes('"dynamic"') ? 'list' : nesting;
}

function isBlock(docs: string, name: string): boolean {
  return new RegExp(`^\\s*\\* ${name} block$`, 'm').test(docs);
}

function blockOf(block: BlockSchema, nesting: Nesting, structure: Structure, flags: Flags): NestedBlockSchema {
  const one = structure.collection === 'OutputReference' && (nesting === 'list' || nesting === 'set');
  return { nesting, minItems: flags.required ? 1 : 0, maxItems: one ? 1 : 0, block };
}

function attributeOf(
  block: BlockSchema,
  nesting: Nesting,
  structure: Structure,
  flags: Partial<AttributeSchema>,
): AttributeSchema {
  const element: TypeExpression = ['object', objectTypeOf(block)];
  const settable = flags.required === true || flags.optional === true;
  // A computed structure is read as an object. In a configured one, attributes can be left out.
  if (settable && Object.keys(block.blocks).length === 0) {
    return { type: 'dynamic', nested: { nesting, attributes: block.attributes }, ...flags };
  }
  return {
    type: nesting === 'single' && structure.collection === 'OutputReference' ? element : [listOrMap(nesting), element],
    ...flags,
  };
}

function listOrMap(nesting: Nesting): 'list' | 'set' | 'map' {
  return nesting === 'single' ? 'list' : nesting;
}

function objectTypeOf(block: BlockSchema): { [name: string]: TypeExpression } {
  const types: { [name: string]: TypeExpression } = {};
  for (const [name, attribute] of Object.entries(block.attributes)) types[name] = plainType(attribute);
  for (const [name, nested] of Object.entries(block.blocks)) {
    types[name] = [listOrMap(nested.nesting), ['object', objectTypeOf(nested.block)]];
  }
  return types;
}

function plainType(attribute: AttributeSchema): TypeExpression {
  if (attribute.nested === undefined) return attribute.type;
  const element: TypeExpression = ['object', objectTypeOf({ attributes: attribute.nested.attributes, blocks: {} })];
  return attribute.nested.nesting === 'single' ? element : [attribute.nested.nesting, element];
}

const ELEMENTS: { readonly [storage: string]: TypeExpression } = {
  string: 'string',
  number: 'number',
  boolean: 'bool',
  any: 'dynamic',
};

function typeOf(text: string, entry: HclEntry | undefined): TypeExpression {
  return entry === undefined ? typeOfGetter(text) : typeOfEntry(entry);
}

function typeOfEntry(entry: HclEntry): TypeExpression {
  const [, name = '', suffix] = /^(\w+?)(List|Map)?$/.exec(entry.storage) ?? [];
  const element = ELEMENTS[name] ?? 'dynamic';
  if (entry.kind === 'set' || entry.kind === 'list' || entry.kind === 'map') {
    // A map of lists is declared as a map whose storage is a list.
    const kind = entry.kind === 'set' && element === 'dynamic' ? 'list' : entry.kind;
    return [kind, kind === 'map' && suffix === 'List' ? ['list', element] : element];
  }
  return element;
}

const GETTERS: { readonly [getter: string]: TypeExpression } = {
  String: 'string',
  Number: 'number',
  Boolean: 'bool',
  List: ['list', 'string'],
  NumberList: ['list', 'number'],
  StringMap: ['map', 'string'],
  NumberMap: ['map', 'number'],
  BooleanMap: ['map', 'bool'],
  AnyMap: ['map', 'dynamic'],
};

function typeOfGetter(text: string): TypeExpression {
  const map = /= new cdktf\.(String|Number|Boolean|Any)Map\(/.exec(text)?.[1];
  if (map !== undefined) return GETTERS[`${map}Map`] ?? 'dynamic';
  const getter = /this\.get(\w+)Attribute\(/.exec(text)?.[1] ?? '';
  const type = GETTERS[getter] ?? 'dynamic';
  return Array.isArray(type) && text.includes('Fn.tolist(') ? ['set', type[1] as TypeExpression] : type;
}

const SECRET = /(^|_)(password|secret_key|private_key|secret_string|secret_binary|plaintext_value|secret_access_key)$/;

/** The bindings do not say what is sensitive or write-only, so this depends on names. */
function secrecy({ name, flags }: Member, type: TypeExpression): Partial<AttributeSchema> {
  if (name.endsWith('_wo') && !flags.computed) return { sensitive: true, writeOnly: true };
  return SECRET.test(name) && type === 'string' ? { sensitive: true } : {};
}
