import type { AppContext, Rule } from '@goldenpath/extension';
import { variablesOfUse } from '../configuration/uses';
import { partSettings } from '../settings';
import { CREDENTIALS } from './facts';

/** `uses: [db]` gives `DB_HOST`, which of a backend is where its database is: one of the two would be lost. */
export const usesDoNotHideDatabase: Rule<AppContext> = {
  name: 'use-hides-database',
  check: ({ spec: { general } }) =>
    (partSettings(general).configuration?.uses ?? []).flatMap((name, index) => {
      const given = Object.values(variablesOfUse(name));
      const hidden = CREDENTIALS.find(({ variable }) => given.includes(variable));
      if (hidden === undefined) return [];
      return [
        {
          path: ['uses', index],
          message: `\`uses: ${name}\` gives \`${hidden.variable}\`, which the database gives too.`,
          remedy: `Rename ${name}, or do not use it from an application with a database.`,
        },
      ];
    }),
};

export const rules: readonly Rule<AppContext>[] = [usesDoNotHideDatabase];
