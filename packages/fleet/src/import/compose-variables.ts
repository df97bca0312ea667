import { isSecretName, secretsOfVariable } from '@goldenpath/extension';
import { type KnownVariables, withVariables } from './compose-defaults';
import { tryReadText } from './documents';
import type { ImportNode, ImportObject } from './node';

/** A variable of a service. */
export interface ComposeVariable {
  readonly name: string;
  /** Its value as it is written. */
  readonly written: string | undefined;
  readonly node: ImportNode;
  /** Whether it comes from a file of `env_file`. @default false */
  readonly isOfFile?: boolean;
}

/** Returns the variables of a service: those of `environment`, and those of the files of `env_file` that it does not have. */
export function variablesOf({ node }: ImportObject, folder: string): readonly ComposeVariable[] {
  const environment = node.at('environment');
  const known = knownVariables(folder);
  const own = [
    ...environment.entries().map(([name, field]) => ({ name, written: field.text() ?? known.get(name), node: field })),
    ...environment.items().map((item) => {
      const [, name = '', written] = /^([^=]*)(?:=(.*))?$/s.exec(item.text() ?? '') ?? [];
      return { name, written: written ?? known.get(name), node: item };
    }),
  ];
  const files = filesOf(node.at('env_file')).flatMap(({ file, node: item }) =>
    linesOf(tryReadText(folder, file)?.text ?? '').map(({ name, written }) => ({
      name,
      written,
      node: item,
      isOfFile: true,
    })),
  );
  const names = new Set(own.map(({ name }) => name));
  // The last file has precedence.
  const last = new Map(files.map((each) => [each.name, each]));
  return [...own, ...[...last.values()].filter(({ name }) => !names.has(name))];
}

/** Leaves out the files of `env_file` that cannot be read. */
export function leaveOutFiles(node: ImportNode, folder: string): void {
  for (const { file, isRequired, node: item } of filesOf(node.at('env_file')))
    if (tryReadText(folder, file) !== undefined || !isRequired) item.take();
    else item.leaveOut('The file is not beside the compose file. Add its variables to `env` or `secrets`.');
}

/** `env_file` is a path, or a list of paths and of mappings. */
function filesOf(
  node: ImportNode,
): { readonly file: string; readonly isRequired: boolean; readonly node: ImportNode }[] {
  return (typeof node.value === 'string' ? [node] : node.items()).flatMap((item) => {
    const file = item.text() ?? item.at('path').text();
    return file === undefined ? [] : [{ file, isRequired: item.at('required').value !== false, node: item }];
  });
}

/** The lines `NAME=value` of a file with variables. Values have quotes or none; those in single quotes are as they are. */
function linesOf(text: string): { readonly name: string; readonly written: string }[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, name, value = ''] = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    return name === undefined ? [] : [{ name, written: unquoted(value) }];
  });
}

function unquoted(value: string): string {
  const [, single, double] = /^(?:'([^']*)'|"((?:\\.|[^"\\])*)")(?:\s+#.*)?$/.exec(value) ?? [];
  if (single !== undefined) return single.replaceAll('$', '$$$$');
  return withVariables(double ?? value.replace(/(^|\s+)#.*$/, ''));
}

/** Words, such as `on`, `info` and `redis-cluster`. */
const WORDS = /^(?:[a-z]+(?:[-_][a-z]+){0,3}|[A-Z]{2,10})$/;

/** Words in names whose values may be a word that is a secret: `ROOT_PW`. */
const SECRET_WORD = /(?:^|_)(?:PASS|PASSWORD|PASSWD|PASSPHRASE|PWD?|SECRET|TOKEN|CREDENTIAL)S?(?:_|$)/i;

/** Words that are no secret of any name. */
const SWITCH = /^(?:true|false|yes|no|on|off|none)$/i;

/** Values that are no secrets, besides words. */
const PLAIN = [
  // Numbers, amounts, times and versions.
  /^v?\d{1,9}(?:\.\d{1,4}){0,3}(?:-[a-z0-9.]{1,12})?$/,
  /^(?:\d{1,9}(?:\.\d{1,3})?[a-zA-Z]{0,2}){1,3}$/,
  // Folders.
  /^(?:\/|(?:(?:^|:)(?:\/[A-Za-z_.-]+)+\/?)+)$/,
  // Hosts, and addresses without a login.
  /^(?:https?:\/\/)?(?:localhost|\d{1,3}(?:\.\d{1,3}){3}|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})(?::\d{1,5})?(?:\/[a-z_.-]*)*$/,
];

/** Whether a variable of a file is clearly no secret. */
export function isPlain(name: string, value: string): boolean {
  if (WORDS.test(value)) return SWITCH.test(value) || !SECRET_WORD.test(name);
  return PLAIN.some((pattern) => pattern.test(value));
}

/** A reference to an image with a version. */
const IMAGE = /^[a-z0-9.-]+(?::\d{1,5})?(?:\/[a-z0-9._-]+){1,4}:[A-Za-z0-9._-]{1,40}$/;

/** Returns the variables of the file `.env` in a folder, which compose files refer to, without those that may be secrets. */
export function knownVariables(folder: string): KnownVariables {
  const lines = linesOf(tryReadText(folder, '.env')?.text ?? '').filter(
    ({ name, written }) =>
      !isSecretName(name) &&
      secretsOfVariable(name, written).length === 0 &&
      (isPlain(name, written) || IMAGE.test(written)),
  );
  return new Map(lines.map(({ name, written }) => [name, written]));
}
