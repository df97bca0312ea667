/** The flags and operands of a command of a stand-in, from the manual of the real program. */
export interface StrictCommand {
  /** Flags with a value: `--name value` or `--name=value`. */
  readonly values?: readonly string[];
  /** Flags without a value; `--name=value` is taken as well. */
  readonly switches?: readonly string[];
  /** How many other words it takes. */
  readonly operands: number;
}

/**
 * The code of a stand-in that refuses what the real program refuses: other commands, other flags, another number of words.
 *
 * @param commands - By the words of the command: `buildx build`.
 * @param body - JavaScript that runs with `command`, `flags` (a list of values by name) and `operands`.
 */
export function strictProgram(commands: Readonly<Record<string, StrictCommand>>, body: string): string {
  return `
    const commands = ${JSON.stringify(commands)};
    const refuse = (why) => { process.stderr.write(why + '\\n'); return { code: 64 }; };
    const command = Object.keys(commands).find((words) => words.split(' ').every((word, at) => args[at] === word));
    if (command === undefined) return refuse('unknown command: ' + args.join(' '));
    const { values = [], switches = [], operands: expected } = commands[command];
    const flags = {}, operands = [], rest = args.slice(command.split(' ').length);
    while (rest.length > 0) {
      const word = rest.shift();
      const [, name, given] = /^--([a-z-]+)(?:=([^]*))?$/.exec(word) ?? [];
      if (name === undefined && word.startsWith('-') && word !== '-') return refuse('unknown flag: ' + word);
      if (name === undefined) { operands.push(word); continue; }
      if (!values.includes(name) && !switches.includes(name)) return refuse('unknown flag: ' + word);
      if (values.includes(name) && given === undefined && rest.length === 0) return refuse('flag needs an argument: ' + word);
      (flags[name] ??= []).push(given ?? (values.includes(name) ? rest.shift() : 'true'));
    }
    if (operands.length !== expected) return refuse('accepts ' + expected + ' arguments, received ' + operands.length);
    ${body}`;
}
