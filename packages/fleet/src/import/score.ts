import * as path from 'node:path';
import { secretsInText, type SourceDocument } from '@goldenpath/extension';
import { withoutField } from '../new/candidate';
import { setDatabase, setDatabaseVariable, setStorageKind } from './databases';
import { NO_BYTE_ORDER_MARK, tryReadText } from './documents';
import { appName, Draft } from './draft';
import { setImage } from './images';
import { type ImportNode, ImportObject } from './node';
import { type FoundPort, setPorts } from './ports';
import { setProbe } from './probes';
import type { Imported, ReadContext } from './read';
import { addSideContainer, startSideContainer } from './side-containers';

/** What a resource of Score becomes. */
interface ScoreResource {
  readonly name: string;
  readonly type: string;
  readonly node: ImportNode;
}

/** What stands for an output of a database. */
const DATABASE_OUTPUTS: Readonly<Record<string, string>> = {
  host: '{host}',
  port: '{port}',
  name: '{dbname}',
  database: '{dbname}',
  username: '{username}',
  user: '{username}',
  password: '{password}',
};

/** The end of the variable of a cache with an output. */
const CACHE_OUTPUTS: Readonly<Record<string, string>> = {
  host: 'HOST',
  port: 'PORT',
  username: 'USER',
  password: 'PASS',
  url: 'URL',
};

/** Reads a Score file: one application. */
export function readScore(document: SourceDocument, context: ReadContext): Imported {
  const workload = new ImportObject('workload', document, [], document.value);
  const { node } = workload;
  node.at('apiVersion').take();
  const name = appName(node.at('metadata', 'name').takeText() ?? 'app');
  const draft = new Draft(name, 'stateless-app', workload);
  draft.set(['description'], context.description ?? `Imported from ${path.basename(context.shown)}`);
  const resources = node
    .at('resources')
    .entries()
    .map(([each, value]): ScoreResource => ({
      name: each,
      type: (value.at('type').text() ?? '').toLowerCase(),
      node: value,
    }));
  setScorePorts(draft, node.at('service', 'ports'));
  for (const resource of resources) setResource(draft, resource);
  const [[, container] = [], ...others] = node.at('containers').entries();
  if (container !== undefined) setContainer(draft, container, { resources, context });
  for (const [beside, other] of others) setSidecar(draft, beside, other, { resources, context });
  workload.leaveOutRest('A spec has no field for it.');
  return { drafts: [draft], leftOut: [] };
}

function setScorePorts(draft: Draft, node: ImportNode): void {
  const ports = node.entries().flatMap(([name, port]): FoundPort[] => {
    const target = port.at('targetPort').takeNumber();
    const number = target ?? port.at('port').text();
    port.at('port').take();
    const isUdp = port.at('protocol').takeText() === 'UDP';
    return number === undefined ? [] : [{ name, port: Number(number), isUdp, node: port }];
  });
  setPorts(draft, ports);
  // A route is a resource of its own.
  if (ports.length > 0) draft.set(['ingress'], false);
}

function setResource(draft: Draft, { name, type, node }: ScoreResource): void {
  node.at('type').take();
  if (/^postgres(ql)?(-instance)?$/.test(type)) {
    const extensions = node.at('params', 'extensions');
    const names = extensions.takeTexts();
    setDatabase(draft, { name, username: `${draft.name}-app` }, node.at('type'));
    return names === undefined ? undefined : draft.set(['database', 'extensions'], names, extensions);
  }
  if (/^(redis|valkey)$/.test(type)) return draft.set(['caches', appName(name).slice(0, 20)], {}, node.at('type'));
  if (/^(s3|s3-bucket)$/.test(type)) return draft.set(['buckets', appName(name).slice(0, 20)], {}, node.at('type'));
  if (/^(route|dns|ingress)$/.test(type)) {
    node.at('id').take();
    return draft.set(['ingress'], true, node.at('type'));
  }
  if (type === 'volume' && draft.get('storage') === undefined) {
    setStorageKind(draft);
    const size = node.at('params', 'size').takeText() ?? '10Gi';
    return draft.set(['storage'], { size, mountPath: '/data' }, node.at('type'));
  }
  if (/^(environment|env)$/.test(type)) return;
  node.leaveOut(`A spec has no resource of the type ${JSON.stringify(type)}.`);
}

interface ContainerContext {
  readonly resources: readonly ScoreResource[];
  readonly context: ReadContext;
}

function setContainer(draft: Draft, node: ImportNode, { resources, context }: ContainerContext): void {
  const image = node.at('image');
  if (image.text() === '.') image.take();
  else setImage(draft, image, context.registry);
  setFields(draft, node);
  for (const [name, value] of node.at('variables').entries()) setVariable(draft, name, value, resources);
  for (const { target, field } of mountsOf(node.at('files'))) setFile(draft, target, field, context);
  for (const { target, field } of mountsOf(node.at('volumes'))) {
    const storage = draft.get('storage') as { readonly size: string } | undefined;
    if (storage === undefined) field.leaveOut('The source is not a resource of the type `volume`.');
    else {
      field.take();
      draft.set(['storage'], { ...storage, mountPath: target }, field);
    }
  }
}

/** What every container has: words, resources and checks. */
function setFields(draft: Draft, node: ImportNode): void {
  for (const field of ['command', 'args'] as const) {
    const words = node.at(field).takeTexts();
    if (words !== undefined) draft.words(field, words, node.at(field));
  }
  for (const kind of ['requests', 'limits'])
    for (const amount of ['cpu', 'memory']) {
      const field = node.at('resources', kind, amount);
      const text = field.takeText();
      if (text !== undefined) draft.set(['resources', kind, amount], text.replace(/K$/, 'k'), field);
    }
  setProbe(draft, 'liveness', node.at('livenessProbe'));
  setProbe(draft, 'readiness', node.at('readinessProbe'));
}

/** Every container after the first runs beside it. */
function setSidecar(draft: Draft, name: string, node: ImportNode, { resources, context }: ContainerContext): void {
  const image = node.at('image').text() ?? '';
  const isOwn = image === '.' || image.startsWith(`${context.registry}/`);
  const own = startSideContainer(draft, node, { name, image, isOwn });
  if (own === undefined) return;
  node.at('image').take();
  setFields(own, node);
  for (const [variable, value] of node.at('variables').entries()) setVariable(own, variable, value, resources);
  const ofDatabase = own.get('database', 'variables');
  if (ofDatabase !== undefined) {
    for (const variable of Object.keys(ofDatabase as object))
      node.at('variables', variable).leaveOut('Only containers of the application log in to its database.');
    own.fields = withoutField(own.fields, ['database']);
  }
  for (const { field } of [...mountsOf(node.at('files')), ...mountsOf(node.at('volumes'))])
    field.leaveOut('A sidecar has no files or volumes of its own.');
  addSideContainer(draft, own, {
    field: 'sidecars',
    image: isOwn ? undefined : image,
    folders: [],
    isLate: false,
    node,
  });
}

/** Files and volumes are a mapping by target, or in older files a list. */
function mountsOf(node: ImportNode): { readonly target: string; readonly field: ImportNode }[] {
  return [
    ...node.entries().map(([target, field]) => ({ target, field })),
    ...node.items().map((field) => ({ target: field.at('target').text() ?? '', field })),
  ];
}

function setFile(draft: Draft, target: string, field: ImportNode, { folder }: ReadContext): void {
  const source = field.at('source').text();
  const written = field.at('content').text();
  const read = written === undefined && source !== undefined ? tryReadText(folder, source) : undefined;
  const content = written ?? read?.text;
  if (content === undefined) return field.leaveOut('The file cannot be read, or is not beside the Score file.');
  if (/\$\{[^}]+\}/.test(content) && field.at('noExpand').value !== true)
    return field.leaveOut('The file has placeholders, which nothing replaces.');
  if (secretsInText(content).length > 0) return field.leaveOut('The file contains a secret.');
  const mode = field.at('mode').text();
  field.take();
  if (read?.hasByteOrderMark === true) field.leaveOut(NO_BYTE_ORDER_MARK);
  draft.set(['files', target], { content, ...(mode !== undefined && { mode }) }, field);
}

/** Replaces placeholders by what the application has in their place. */
function setVariable(draft: Draft, name: string, node: ImportNode, resources: readonly ScoreResource[]): void {
  const value = node.text();
  if (value === undefined) return;
  let missing: string | undefined;
  let usesDatabase = false;
  const replaced = value.replaceAll(/\$(\$|\{([^}]*)\})/g, (_all, escaped: string, inner: string | undefined) => {
    if (escaped === '$') return '$';
    const found = outputOf(inner ?? '', draft, resources);
    if (found === undefined) missing = inner;
    if (found !== undefined && Object.values(DATABASE_OUTPUTS).includes(found)) usesDatabase = true;
    return found ?? '';
  });
  if (missing !== undefined)
    return missing.startsWith('resources.') && isSecretResource(missing, resources)
      ? draft.secret(name, {}, node)
      : node.leaveOut(`Nothing stands for \`\${${missing}}\`.`);
  if (usesDatabase) return setDatabaseVariable(draft, name, replaced, node);
  draft.variable(name, replaced, node);
}

function isSecretResource(placeholder: string, resources: readonly ScoreResource[]): boolean {
  const [, name] = placeholder.split('.');
  return (
    /^(environment|env)$/.test(resources.find((each) => each.name === name)?.type ?? '') &&
    /(key|secret|token|passw)/i.test(placeholder)
  );
}

function outputOf(placeholder: string, draft: Draft, resources: readonly ScoreResource[]): string | undefined {
  if (placeholder === 'metadata.name') return draft.name;
  const [root, name, output = ''] = placeholder.split('.');
  const type = root === 'resources' ? resources.find((each) => each.name === name)?.type : undefined;
  if (type === undefined || name === undefined) return undefined;
  if (type.startsWith('postgres')) return DATABASE_OUTPUTS[output];
  const variable = appName(name).slice(0, 20).toUpperCase().replaceAll('-', '_');
  const end = CACHE_OUTPUTS[output];
  if (/^(redis|valkey)$/.test(type)) return end === undefined ? undefined : `$(${variable}_CACHE_${end})`;
  if (type.startsWith('s3')) return output === 'bucket' ? `$(${variable}_BUCKET)` : undefined;
  return undefined;
}
