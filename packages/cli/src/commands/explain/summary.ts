import type { ExplainedFact } from '@goldenpath/model';
import type { CommandContext } from '../../command';
import { printable } from '../../output/printable';
import { valueText } from './rows';
import { wrap } from './wrap';

/** One block of the summary: the facts that it contains, and the label of each. */
interface Block {
  readonly title: string;
  readonly label: (fact: string, facts: readonly ExplainedFact[]) => string | undefined;
}

const lastOf = (fact: string): string => fact.slice(fact.lastIndexOf('.') + 1);
const named =
  (pattern: RegExp, label: (fact: string) => string): Block['label'] =>
  (fact) =>
    pattern.test(fact) ? label(fact) : undefined;

/** The blocks in their order. The names of the facts are those that `--all` shows. */
const BLOCKS: readonly Block[] = [
  { title: 'Application', label: named(/^(?:kind|owner|risk|description|environments)$/, (fact) => fact) },
  {
    title: 'URLs',
    label: named(/^(?!registry\.)(?:(?!image)[\w-]+)\.(?:url|dnsName)$|^services\..+\.dnsName$/, (fact) =>
      fact.endsWith('dnsName') ? 'in the cluster' : 'outside',
    ),
  },
  { title: 'Variables', label: variable },
  {
    title: 'Secret',
    label: named(/^credentials\.(?:secretName|remotePath|variables)$|^database\.variables\./, (fact) =>
      fact.startsWith('credentials.') ? (SECRET_LABELS[lastOf(fact)] ?? fact) : lastOf(fact),
    ),
  },
  { title: 'Further secrets', label: furtherSecret },
  {
    title: 'AWS account',
    label: named(/^aws\.(?:accountId|region)$/, (fact) => (lastOf(fact) === 'region' ? 'region' : 'account')),
  },
  {
    title: 'Terraform stacks',
    label: named(/^(?:environmentStack|stack)\.name$/, (fact) =>
      fact.startsWith('stack') ? 'shared' : 'per environment',
    ),
  },
];

const SECRET_LABELS: Readonly<Record<string, string>> = {
  secretName: 'name',
  remotePath: 'read from',
  variables: 'variables',
};

/** A variable of the application, or one of a process or of the migration: `QUEUES of worker`. */
function variable(fact: string): string | undefined {
  if (/^configuration\.variables\.|^env\./.test(fact)) return lastOf(fact);
  const [, process, migration] = /^(?:processes\.([^.]+)|(migration))\.env\.[^.]+$/.exec(fact) ?? [];
  const pods = process ?? migration;
  return pods === undefined ? undefined : `${lastOf(fact)} of ${pods}`;
}

/** What pods read further secrets into: a variable, a file, or the variables of a cache or of the database of another application. */
function furtherSecret(fact: string, facts: readonly ExplainedFact[]): string | undefined {
  const [, entry, isFile] = /^(secrets\.(?:variables|(files))\.entries\.\d+)\.path$/.exec(fact) ?? [];
  if (entry !== undefined) {
    const name = facts.find((each) => each.fact === `${entry}.${isFile === undefined ? 'key' : 'mountPath'}`)?.value;
    return typeof name === 'string' ? name : undefined;
  }
  const [, cache] = /^caches\.([^.]+)\.secret\.path$/.exec(fact) ?? [];
  if (cache !== undefined) return `cache ${cache}`;
  if (/^databases\.[^.]+\.variables\./.test(fact)) return lastOf(fact);
  const [, owner] = /^databaseAccess\.databases\.([^.]+)\.secret\.path$/.exec(fact) ?? [];
  return owner === undefined ? undefined : `database of ${owner}`;
}

const WIDTH = 80;
const MOST_WIDTH = 120;
const INDENT = 2;
const GAP = 2;

/** Returns the summary of an application: its URLs, variables, secret and stacks, with a final newline. */
export function renderSummary(
  name: string,
  facts: readonly ExplainedFact[],
  { colors, columns = WIDTH }: Pick<CommandContext, 'colors' | 'columns'>,
): string {
  const blocks = BLOCKS.map(({ title, label }) => ({ title, rows: rowsOf(facts, label) })).filter(
    ({ rows }) => rows.size > 0,
  );
  const longest = Math.max(0, ...blocks.flatMap(({ rows }) => [...rows.keys()].map(({ length }) => length)));
  const at = INDENT + Math.min(longest, 32) + GAP;
  const width = Math.min(MOST_WIDTH, Math.max(columns, 40)) - at;
  const texts = blocks.map(({ title, rows }) =>
    [colors.bold(title), ...[...rows].flatMap(([label, text]) => rowLines(label, text, { at, width }))].join('\n'),
  );
  const all = colors.dim(
    `All ${new Set(facts.map(({ fact }) => fact)).size} facts and where each value came from: goldenpath explain ${printable(name)} --all`,
  );
  return `${[...texts, all].join('\n\n')}\n`;
}

/** Returns the text for each label: one value, or each value with its environments. */
function rowsOf(facts: readonly ExplainedFact[], labelOf: Block['label']): ReadonlyMap<string, string> {
  const byLabel = new Map<string, ExplainedFact[]>();
  for (const fact of facts) {
    const label = labelOf(fact.fact, facts);
    if (label !== undefined) byLabel.set(printable(label), [...(byLabel.get(printable(label)) ?? []), fact]);
  }
  return new Map([...byLabel].map(([label, own]) => [label, valuesText(own)]));
}

function valuesText(facts: readonly ExplainedFact[]): string {
  const byValue = new Map<string, string[]>();
  for (const { fact, value, environment } of facts) {
    const text = fact === 'credentials.variables' ? variableNames(value) : valueText(value);
    byValue.set(text, [...(byValue.get(text) ?? []), ...(environment === undefined ? [] : [printable(environment)])]);
  }
  if (byValue.size === 1) return [...byValue.keys()].join('');
  return [...byValue]
    .map(([text, environments]) => (environments.length === 0 ? text : `${text} (${environments.join(', ')})`))
    .join('\n');
}

function variableNames(value: unknown): string {
  if (!Array.isArray(value)) return valueText(value);
  return valueText(
    value.map((each: unknown) =>
      typeof each === 'object' && each !== null && 'variable' in each ? each.variable : each,
    ),
  );
}

function rowLines(
  label: string,
  text: string,
  { at, width }: { readonly at: number; readonly width: number },
): string[] {
  // Short values of several environments share a line.
  const together = text.replaceAll('\n', ', ');
  const lines = together.length <= width ? [together] : text.split('\n').flatMap((line) => wrap(line, width));
  const start = `${' '.repeat(INDENT)}${label}`;
  const isLong = start.length + GAP > at;
  const placed = lines.map((line, index) => `${(index === 0 && !isLong ? start : '').padEnd(at)}${line}`.trimEnd());
  return isLong ? [start, ...placed] : placed;
}
