import * as path from 'node:path';
import { withDefaults } from './compose-defaults';
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
  const own = [
    ...environment.entries().map(([name, field]) => ({ name, written: field.text(), node: field })),
    ...environment.items().map((item) => {
      const [, name = '', written] = /^([^=]*)(?:=(.*))?$/s.exec(item.text() ?? '') ?? [];
      return { name, written, node: item };
    }),
  ];
  const files = filesOf(node.at('env_file')).flatMap(({ file, node: item }) =>
    linesOf(textIn(folder, file) ?? '').map(({ name, written }) => ({ name, written, node: item, isOfFile: true })),
  );
  const names = new Set(own.map(({ name }) => name));
  // The last file has precedence.
  const last = new Map(files.map((each) => [each.name, each]));
  return [...own, ...[...last.values()].filter(({ name }) => !names.has(name))];
}

/** Leaves out the files of `env_file` that cannot be read. */
export function leaveOutFiles(node: ImportNode, folder: string): void {
  for (const { file, isRequired, node: item } of filesOf(node.at('env_file')))
    if (textIn(folder, file) !== undefined || !isRequired) item.take();
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

function textIn(folder: string, name: string): string | undefined {
  const file = path.resolve(folder, name);
  return path.relative(folder, file).startsWith('..') ? undefined : tryReadText(file)?.text;
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
  return withDefaults(double ?? value.replace(/(^|\s+)#.*$/, ''));
}
