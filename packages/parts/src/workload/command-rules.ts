import {
  acceptsPlainSecret,
  type AppContext,
  checkVariants,
  formatPath,
  inEnvironment,
  type Path,
  pathOfSetting,
  PLAIN_SECRET,
  plainSecretProblem,
  type Rule,
  secretFormsInText,
  secretsOfArguments,
  type Settings,
} from '@goldenpath/extension';
import { checkObjectSize } from '../object-size';

/** A command, or the arguments of one. */
export interface CommandLine {
  readonly path: Path;
  readonly words: readonly string[];
}

/** Returns the rules about command lines: none holds a secret, each fits into an object, and each command has a program. */
export function commandLineRules(commandLines: (settings: Settings) => readonly CommandLine[]): Rule<AppContext>[] {
  const areNotSecret: Rule<AppContext> = {
    name: PLAIN_SECRET,
    check: (context) =>
      checkVariants(context, ({ environment, settings }) => {
        if (acceptsPlainSecret(context.spec, environment)) return [];
        return commandLines(settings).flatMap(({ path, words }) => {
          const found = secretsOfArguments(words);
          // A value with several problems is reported by the first rule.
          const first = found.filter(({ index }, at) => found.findIndex((other) => other.index === index) === at);
          // The rule about all fields reports what has the form of a secret, in a word of its own.
          const others = first.filter(({ index }) => secretFormsInText(words[index] ?? '').length === 0);
          return others.map(({ index, ...secret }) => ({
            path: [...pathOfSetting(context, environment, path), index],
            at: 'value' as const,
            ...plainSecretProblem(formatPath([...path, index]), secret),
          }));
        });
      }),
  };
  const fit: Rule<AppContext> = {
    name: 'too-much-for-one-object',
    check: (context) =>
      checkVariants(context, ({ environment, settings }) =>
        commandLines(settings).flatMap(({ path, words }) => checkObjectSize(context, environment, path, words)),
      ),
  };
  const havePrograms: Rule<AppContext> = {
    name: 'empty-program',
    check: (context) =>
      checkVariants(context, ({ environment, settings }) =>
        commandLines(settings).flatMap(({ path, words: [program] }) => {
          if (path.at(-1) !== 'command' || program === undefined || program.trim() !== '') return [];
          return [
            {
              path: [...pathOfSetting(context, environment, path), 0],
              message: `\`${formatPath([...path, 0])}\` is empty${inEnvironment(environment)}: no program has that name.`,
              remedy: 'Write the name of the program, such as `node`.',
            },
          ];
        }),
      ),
  };
  return [fit, areNotSecret, havePrograms];
}
