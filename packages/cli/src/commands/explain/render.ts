import type { ExplainedFact, FactSource } from '@goldenpath/model';
import type { CommandContext } from '../../command';
import { type Row, rowsOf } from './rows';
import { wrap } from './wrap';

const WIDTH = 100;
const GAP = 2;
const VALUE_AT = 32;
const SOURCE_AT = 64;

type Colors = CommandContext['colors'];

/** Returns the facts as text: grouped, in aligned rows of at most 100 columns, with a final newline. */
export function renderExplanation(facts: readonly ExplainedFact[], { colors }: Pick<CommandContext, 'colors'>): string {
  const names = [...new Set(facts.map(({ group }) => group))];
  const groups = names.map((group) => ({ group, rows: rowsOf(facts.filter((fact) => fact.group === group)) }));
  const blocks = groups.map(({ group, rows }) =>
    [colors.bold(group), ...rows.flatMap((row) => linesOf(row, colors))].join('\n'),
  );
  return `${blocks.join('\n\n')}\n`;
}

function linesOf(row: Row | string, colors: Colors): string[] {
  if (typeof row === 'string') return [`  ${row}`];
  const label = `${row.isEnvironment ? '    ' : '  '}${row.label}`;
  const hasOwnLine = label.length > VALUE_AT - GAP;
  const values = wrap(row.value, SOURCE_AT - VALUE_AT - GAP);
  const sources = sourceText(row.source);
  // A value is never wrapped, so that it can be copied. The source of a long value is on the next line.
  const isLong = values.some((value) => value.length > SOURCE_AT - VALUE_AT - GAP);
  const sourceLines = isLong ? [...values.map(() => ''), ...sources] : sources;
  const lines = Array.from({ length: Math.max(values.length, sourceLines.length) }, (_, index) => {
    const start = index === 0 && !hasOwnLine ? label : '';
    return withSource(`${start.padEnd(VALUE_AT)}${values[index] ?? ''}`.trimEnd(), sourceLines[index] ?? '', colors);
  });
  return hasOwnLine ? [label, ...lines] : lines;
}

/** Appends the source to a row, further left when it is too long for its column. */
function withSource(start: string, source: string, colors: Colors): string {
  if (source === '') return start;
  const at = Math.max(start === '' ? VALUE_AT : start.length + GAP, Math.min(SOURCE_AT, WIDTH - source.length));
  return `${start.padEnd(at)}${colors.dim(source)}`;
}

/** Returns the location of a value and how it was computed, on two lines if they are too long for one. */
function sourceText({ from, file, line, column, because }: FactSource): string[] {
  const place = file === undefined ? '' : `${file}:${line}:${column} `;
  const origin = `${place}${from === 'default' || from === 'override' ? from : ''}`.trim();
  const reason = because?.replace(/^the default(; |$)/, '') ?? '';
  if (reason === '') return [origin];
  const together = `${origin} (${reason})`;
  return together.length <= WIDTH - SOURCE_AT ? [together] : [origin, ...wrap(`(${reason})`, WIDTH - SOURCE_AT)];
}
