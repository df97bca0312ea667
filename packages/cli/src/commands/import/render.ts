import type { ImportDifference, ImportedApp, ImportResult, LeftOut } from '@goldenpath/fleet';
import type { CommandContext } from '../../command';

type Colors = CommandContext['colors'];

/** Longer values are cut in a difference. */
const LONGEST = 120;

/** What was imported, what was not carried over, and how the objects that come out differ from the manifests. */
export function importText({ apps, leftOut }: ImportResult, { colors }: Pick<CommandContext, 'colors'>): string {
  const isWritten = apps.every((app) => app.isWritten);
  return [
    ...apps.flatMap((app) => appLines(app, colors)),
    ...leftOutLines('Belongs to none of the applications', leftOut, colors),
    ...(isWritten ? nextLines(apps, colors) : ['Nothing was written.', '']),
  ].join('\n');
}

function appLines(app: ImportedApp, colors: Colors): string[] {
  const { file, text, isWritten, leftOut, secrets, differences, environment } = app;
  return [
    isWritten ? `${colors.green('Wrote')} ${file}.` : `${colors.bold(file)}`,
    '',
    ...(isWritten ? [] : [text]),
    ...leftOutLines('Not carried over', leftOut, colors),
    ...(secrets.length === 0 ? [] : [colors.bold('Secrets that need a value in the secret store')]),
    ...secrets.map(({ variable, file: source, line }) => `  ${variable}   ${colors.dim(`${source}:${line}`)}`),
    ...(secrets.length === 0 ? [] : ['']),
    ...(differences === undefined ? [] : differenceLines(differences, environment ?? '', colors)),
  ];
}

function leftOutLines(title: string, leftOut: readonly LeftOut[], colors: Colors): string[] {
  if (leftOut.length === 0) return [];
  return [
    colors.bold(title),
    ...leftOut.map(({ file, line, object, field, reason }) => {
      const what = field === '' ? object : `${object} ${field}`;
      return `  ${file}:${line}  ${colors.yellow(what)}  ${reason}`;
    }),
    '',
  ];
}

function differenceLines(differences: readonly ImportDifference[], environment: string, colors: Colors): string[] {
  if (differences.length === 0) return [`The objects in ${environment} are those of the manifests.`, ''];
  return [
    colors.bold(`Differences of the objects in ${environment} from the manifests`),
    ...differences.flatMap(({ object, change, becomes, fields }) => [
      `  ${sign(change, colors)} ${object}${becomes === undefined ? '' : ` → ${becomes}`}`,
      ...fields.flatMap(({ path, before, after }) => [
        ...(before === null ? [] : [`      ${colors.red(`- ${path}: ${shown(before)}`)}`]),
        ...(after === null ? [] : [`      ${colors.green(`+ ${path}: ${shown(after)}`)}`]),
      ]),
    ]),
    '',
  ];
}

function sign(change: ImportDifference['change'], colors: Colors): string {
  if (change === 'added') return colors.green('+');
  return change === 'removed' ? colors.red('-') : '~';
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function nextLines(apps: readonly ImportedApp[], colors: Colors): string[] {
  return [
    colors.bold('Next'),
    ...apps.map(({ name }) => `  npx goldenpath explain ${name}   show the resolved settings`),
    '  npx goldenpath validate',
    '  npx goldenpath synth',
    '',
  ];
}
