import {
  acceptsPlainSecret,
  type AppContext,
  checkVariants,
  formatPath,
  type Path,
  pathOfSetting,
  PLAIN_SECRET,
  plainSecretProblem,
  type Rule,
  secretsOfArguments,
  type Settings,
} from '@goldenpath/extension';
import { checkObjectSize } from '../object-size';

/** A command, or the arguments of one. */
export interface CommandLine {
  readonly path: Path;
  readonly words: readonly string[];
}

/** Returns the rules about command lines: none holds a secret, and each fits into an object. */
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
          return first.map(({ index, ...secret }) => ({
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
        commandLines(settings).flatMap(({ path, words }) =>
          checkObjectSize(context, environment, String(path[0]), words),
        ),
      ),
  };
  return [fit, areNotSecret];
}
