import { type AppContext, fillTemplate, type Problem, quote } from '@goldenpath/extension';
import { sealedFile, tryReadSealed } from './sealed-file';

/** A Secret of an application, with the keys that the pods need. */
export interface WantedSecret {
  readonly secretName: string;
  readonly keys: readonly string[];
  /** Keys that it can have as well. @default none */
  readonly further?: readonly string[];
}

/**
 * Returns the problems of the SealedSecrets of an application: the controller would refuse them, or pods would miss a key. One that is not
 * there is not a problem: an application can be described before its secrets are sealed.
 */
export function sealedSecretProblems(context: AppContext, wanted: readonly WantedSecret[]): Problem[] {
  if (context.platform.secretStore.sealedSecrets === undefined) return [];
  return context.spec.environments.flatMap((environment) =>
    wanted.flatMap((secret) => problemsIn(context, environment, secret)),
  );
}

function problemsIn(context: AppContext, environment: string, wanted: WantedSecret): Problem[] {
  const { spec, platform } = context;
  const { secretName, keys, further = [] } = wanted;
  const file = sealedFile({ environment, secretName });
  // Loading reports a file that it cannot read, whose value is null.
  if (spec.data === undefined || !Object.hasOwn(spec.data, file) || spec.data[file] === null) return [];
  const remedy = `Run \`goldenpath seal ${spec.name} --env ${environment} --secret ${secretName}\`.`;
  const sealed = tryReadSealed(spec.data[file]);
  if (sealed === undefined)
    return [{ file, path: [], message: 'This is not a SealedSecret with encrypted values.', remedy }];
  const { scope = 'strict' } = platform.secretStore.sealedSecrets ?? {};
  const namespace = fillTemplate(platform.kubernetes.namespace, { team: spec.owner, environment });
  const missing = keys.filter((key) => !Object.hasOwn(sealed.encryptedData, key));
  const more = Object.keys(sealed.encryptedData).filter((key) => ![...keys, ...further].includes(key));
  return [
    ...differing(file, ['metadata', 'name'], scope === 'strict', ['name', sealed.name, secretName], remedy),
    ...differing(
      file,
      ['metadata', 'namespace'],
      scope !== 'cluster-wide',
      ['namespace', sealed.namespace ?? 'default', namespace],
      remedy,
    ),
    ...differing(file, ['metadata'], true, ['scope', sealed.scope, scope], remedy),
    ...(missing.length === 0
      ? []
      : [
          {
            file,
            path: ['spec', 'encryptedData'],
            at: 'key' as const,
            message: `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing.`,
            remedy,
          },
        ]),
    ...more.map((key) => ({
      file,
      path: ['spec', 'encryptedData', key],
      at: 'key' as const,
      message: `The pods do not read ${quote(key)}.`,
      remedy: 'Remove it.',
    })),
  ];
}

/** A value that is part of the encryption: with another one, the controller cannot decrypt. */
function differing(
  file: string,
  path: Problem['path'],
  matters: boolean,
  [what, found, expected]: readonly [string, string, string],
  remedy: string,
): Problem[] {
  if (!matters || found === expected) return [];
  const message = `The secret is sealed for the ${what} ${quote(found)}, and it is ${quote(expected)}. It cannot be decrypted.`;
  return [{ file, path, message, remedy }];
}
