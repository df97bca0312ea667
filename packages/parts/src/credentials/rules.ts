import { type AppContext, type Rule, settingsEverywhere } from '@goldenpath/extension';
import { variablesOfUse } from '../configuration/uses';
import { partSettings } from '../settings';
import { sealedSecretProblems } from '../secret-store';
import { credentialsSecret } from './facts';
import { credentialNames } from './readers';

/** `uses: [db]` would set `DB_HOST`, which is also the database's host in a backend. One of them would be lost. */
export const usesDoNotHideDatabase: Rule<AppContext> = {
  name: 'use-hides-database',
  check: ({ spec, platform }) =>
    (partSettings(spec.general).configuration?.uses ?? []).flatMap((name, index) => {
      const given = Object.values(variablesOfUse(name));
      const hidden = credentialNames(settingsEverywhere(spec, platform)).find((variable) => given.includes(variable));
      if (hidden === undefined) return [];
      return [
        {
          path: ['uses', index],
          message: `\`uses: ${name}\` sets \`${hidden}\`, which the database also sets.`,
          remedy: `Rename ${name}, or do not use it from an application with a database.`,
        },
      ];
    }),
};

/** The controller of SealedSecrets refuses what was sealed for another name, and pods do not start without a variable. */
export const sealedCredentialsFit: Rule<AppContext> = {
  name: 'sealed-credentials',
  check: (context) =>
    sealedSecretProblems(context, [
      {
        secretName: credentialsSecret(context.spec.name),
        keys: credentialNames(settingsEverywhere(context.spec, context.platform)),
      },
    ]),
};

export const rules: readonly Rule<AppContext>[] = [usesDoNotHideDatabase, sealedCredentialsFit];
