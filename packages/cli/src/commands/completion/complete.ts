import type { FleetNames } from '@goldenpath/fleet';
import type { Command, Option } from 'commander';
import { LISTS, VALUES_OF_ARGUMENT, VALUES_OF_OPTION, VALUES_OF_VALUE } from './values';
import { lastItem, type Typed, typed } from './words';

/** A candidate for the word at the cursor. */
export interface Completion {
  readonly value: string;
  readonly description?: string;
}

/**
 * Returns the candidates for the last word. Returns none for values that only the shell knows, such as file names.
 *
 * @param program - The command line as a commander program.
 * @param words - The words after the program's name. The last one is incomplete or empty.
 */
export async function complete(program: Command, words: readonly string[], values: FleetNames): Promise<Completion[]> {
  const line = typed(words);
  const { command, path } = commandOf(program, line);
  const option = command && optionBefore(command, line);
  if (option !== undefined) return completeValue(option, line, values);
  if (line.current.startsWith('-')) return matching(flagsOf(command ?? program, line), line);
  if (command === undefined) return path.length > 0 ? [] : matching(commandsOf(program), line);
  const isGiven = positionals(command, path, line).length > 0;
  if (command.commands.length > 0) return isGiven ? [] : matching(commandsOf(command), line);
  const [argument] = command.registeredArguments;
  const source = argument && !isGiven ? VALUES_OF_ARGUMENT[argument.name()] : undefined;
  if (argument?.argChoices !== undefined && !isGiven) return matching(named(argument.argChoices), line);
  return source === undefined ? [] : matching(named(await source(values)), line);
}

/** Finds the command or subcommand that the words lead to. */
function commandOf(program: Command, { before }: Typed): { command: Command | undefined; path: readonly string[] } {
  const find = (among: Command, word: string | undefined) => among.commands.find((each) => each.name() === word);
  const [first, second] = before.filter((word) => !word.startsWith('-'));
  const command = find(program, first);
  const below = command && find(command, second);
  if (below !== undefined) return { command: below, path: [first ?? '', second ?? ''] };
  return { command, path: first === undefined ? [] : [first] };
}

/** Finds the option that the current word is a value of: the previous word, or an earlier one if the option takes several values. */
function optionBefore(command: Command, { before, current, kept }: Typed): Option | undefined {
  if (current.startsWith('-') && kept === '') return undefined;
  const at = before.findLastIndex((word) => word.startsWith('-'));
  const word = before[at];
  const option = word && command.options.find(({ long, short }) => long === word || short === word);
  if (!option || !(option.required || option.optional)) return undefined;
  return option.variadic || at === before.length - 1 ? option : undefined;
}

async function completeValue(option: Option, line: Typed, values: FleetNames): Promise<Completion[]> {
  const long = option.long ?? '';
  const [, valueName = ''] = /<([a-z]+)>/.exec(option.flags) ?? [];
  const source = VALUES_OF_OPTION[long] ?? VALUES_OF_VALUE[valueName];
  const offered = option.argChoices ?? (await source?.(values)) ?? [];
  const at = LISTS.includes(long) ? lastItem(line) : line;
  const given = at.kept.split(/[=,]/);
  return matching(named(offered.filter((value) => !given.includes(value))), at);
}

/** Returns the words after the command name that are neither options nor values of options. */
function positionals(command: Command, path: readonly string[], { before }: Typed): string[] {
  const words = before.slice(path.reduce((at, name) => before.indexOf(name, at) + 1, 0));
  return words.filter((word, index) => {
    const previous = { before: words.slice(0, index), current: word, kept: '' };
    return !word.startsWith('-') && optionBefore(command, previous) === undefined;
  });
}

function commandsOf(program: Command): Completion[] {
  const commands = program.createHelp().visibleCommands(program);
  return commands.map((command) => ({ value: command.name(), description: command.description() }));
}

function flagsOf(command: Command, { before }: Typed): Completion[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .filter(({ long, variadic }) => long !== undefined && (variadic || !before.includes(long)))
    .map(({ long, description }) => ({ value: long ?? '', description }));
}

function named(values: readonly string[]): Completion[] {
  return values.map((value) => ({ value }));
}

function matching(offered: readonly Completion[], { current, kept }: Typed): Completion[] {
  return offered
    .filter(({ value }) => value.startsWith(current))
    .map((each) => ({ ...each, value: kept + each.value }));
}

/** Formats candidates for the shells' scripts: one per line, with the description after a tab. */
export function completionText(completions: readonly Completion[]): string {
  return completions
    .map(
      ({ value, description }) =>
        `${value}${description === undefined ? '' : `\t${description.replaceAll(/\s+/g, ' ')}`}\n`,
    )
    .join('');
}
