import { type AppContext, quote, type Rule } from '@goldenpath/extension';

/** Names of Services (RFC 1035) start with a letter; the pattern of a name allows a digit. */
export const nameStartsWithLetter: Rule<AppContext> = {
  name: 'name-starts-with-digit',
  check: ({ written: { name } }) =>
    /^[0-9]/.test(name)
      ? [
          {
            path: ['name'],
            message: `${quote(name)} starts with a digit: no Service can have that name.`,
            remedy: 'Start the name with a letter.',
          },
        ]
      : [],
};

export const rules: readonly Rule<AppContext>[] = [nameStartsWithLetter];
