import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import type { PodSecret, SealingScope, SecretStore } from '@goldenpath/extension';
import { yamlText } from '@goldenpath/files';
import { type SealedSecret, sealedFile, sealedSecretObject, tryReadSealed } from '@goldenpath/parts';
import type { FleetContext } from '../context';
import { assertKnown } from '../load/assert-known';
import { loadFleetToSeal, type ValidFleet } from '../load/load-valid-fleet';
import { sealingKey } from './certificate';
import { sealValue, type SealTarget } from './encrypt';
import { readValues } from './read-values';
import type { Sealed, SealOptions } from './types';
import { writeBesideSpec } from './write';

/**
 * Encrypts values of a Secret of an application, and writes the SealedSecret beside its spec. Values that the input does not name keep their
 * encrypted text: encryption is random, and only the controller can compare.
 *
 * @throws UserError when the platform does not use SealedSecrets, or the application, the Secret, the certificate or the input does not fit.
 */
export async function seal(context: FleetContext, app: string, options: SealOptions): Promise<Sealed> {
  const { environment } = options;
  const fleet = await loadFleetToSeal(context, app);
  const scope = scopeOf(fleet.loaded.platform.secretStore);
  const { secret, namespace } = secretIn(fleet, app, options);
  const below = sealedFile({ environment, secretName: secret.name });
  const target: SealTarget = { name: secret.name, namespace, scope };
  const before = sealedBefore(fleet, app, below);
  const input = readValues(options.input, options.key);
  assertKnown(`key of ${secret.name}`, [...input.keys()], secret.keys);
  const kept = keptValues(before, target, secret, input, options.missing ?? false);
  const wanted = [...input].filter(([key]) => !Object.hasOwn(kept, key));
  const encryptedData = { ...kept };
  if (wanted.length > 0) {
    const key = await sealingKey(certificateOf(fleet.loaded.platform.secretStore, context, options));
    for (const [name, value] of wanted) encryptedData[name] = sealValue(key, target, value);
  }
  const file = path.join(context.source.appsFolder, app, below);
  const sorted = Object.fromEntries(Object.entries(encryptedData).sort(([a], [b]) => (a < b ? -1 : 1)));
  const object = sealedSecretObject({ ...target, encryptedData: sorted });
  if (wanted.length > 0) writeBesideSpec(path.join(context.source.appsFolder, app), below, textOf(object));
  return {
    secret: secret.name,
    namespace,
    file,
    sealed: wanted.map(([key]) => key),
    kept: Object.keys(kept).sort(),
    missing: secret.keys.filter((key) => !Object.hasOwn(encryptedData, key)),
  };
}

function textOf(object: object): string {
  return `# Encrypted by \`goldenpath seal\`. Only the Sealed Secrets controller of the cluster can decrypt it.\n${yamlText(object)}`;
}

function scopeOf({ type, sealedSecrets }: SecretStore): SealingScope {
  if (sealedSecrets !== undefined) return sealedSecrets.scope;
  throw new UserError(
    `The secrets of this platform come from \`${type}\`, not from SealedSecrets.`,
    'Write the secret there, or set `secretStore.type: sealed-secrets` in the platform file.',
  );
}

interface FoundSecret {
  readonly secret: PodSecret;
  readonly namespace: string;
}

/** Returns a Secret of an application, with the keys that its pods need. */
function secretIn({ facts, registry }: ValidFleet, app: string, { environment, secret }: SealOptions): FoundSecret {
  assertKnown(
    'environment',
    [environment],
    facts.platform.environments.map(({ name }) => name),
  );
  const found = facts.apps.find(({ name }) => name === app);
  const here = found?.environments.find((each) => each.environment === environment);
  if (found === undefined || here === undefined)
    throw new UserError(`${app} does not run in ${environment}.`, 'Choose one of its environments.');
  const secrets = registry.partsOf(found.kind).flatMap((part): readonly PodSecret[] => {
    const own: unknown = part.factsOf(here);
    return own === undefined ? [] : (part.secrets?.(own, here) ?? []);
  });
  if (secrets.length === 0)
    throw new UserError(`The pods of ${app} read no Secret from the secret store.`, 'There is nothing to seal.');
  const names = secrets.map(({ name }) => name);
  if (secret !== undefined) assertKnown(`Secret of ${app}`, [secret], names);
  const [first, second] = secret === undefined ? secrets : secrets.filter(({ name }) => name === secret);
  if (first === undefined || second !== undefined)
    throw new UserError(`${app} has several Secrets: ${names.join(', ')}.`, 'Name one with `--secret`.');
  return { secret: first, namespace: here.namespace };
}

function sealedBefore({ loaded }: ValidFleet, app: string, below: string): SealedSecret | undefined {
  const value = loaded.apps.find(({ spec }) => spec.name === app)?.spec.data?.[below];
  const sealed = tryReadSealed(value);
  if (value !== undefined && sealed === undefined)
    throw new UserError(`${below} of ${app} is not a SealedSecret with encrypted values.`, 'Remove the file.');
  return sealed;
}

/** Returns the encrypted values that stay. Those of another name, namespace or scope would be of no use. */
function keptValues(
  before: SealedSecret | undefined,
  { name, namespace, scope }: SealTarget,
  { keys }: PodSecret,
  input: ReadonlyMap<string, unknown>,
  keepsAll: boolean,
): Record<string, string> {
  if (before === undefined) return {};
  const isOfTarget =
    before.scope === scope &&
    (scope === 'cluster-wide' || (before.namespace ?? 'default') === namespace) &&
    (scope !== 'strict' || before.name === name);
  const others = Object.keys(before.encryptedData).filter((key) => keys.includes(key) && !input.has(key));
  if (!isOfTarget && others.length > 0)
    throw new UserError(
      `${others.join(', ')} ${others.length === 1 ? 'is' : 'are'} sealed for ${before.namespace ?? 'default'}/${before.name} with the scope ${before.scope}, and cannot be used for ${namespace}/${name} with the scope ${scope}.`,
      'Pass the values of these keys as well.',
    );
  if (!isOfTarget) return {};
  const entries = Object.entries(before.encryptedData).filter(
    ([key]) => keys.includes(key) && (keepsAll || !input.has(key)),
  );
  return Object.fromEntries(entries);
}

function certificateOf(
  { sealedSecrets }: SecretStore,
  { source, cwd, signal }: FleetContext,
  { certificate, environment }: SealOptions,
): Parameters<typeof sealingKey>[0] {
  if (certificate !== undefined) return { from: certificate, folder: cwd, signal };
  if (sealedSecrets?.certificate === undefined)
    throw new UserError(
      'The certificate of the Sealed Secrets controller is not known.',
      'Pass `--cert FILE`, or set `secretStore.sealedSecrets.certificate` in the platform file.',
    );
  const from = sealedSecrets.certificate.replaceAll('{environment}', environment);
  return { from, folder: path.dirname(source.platformFile), signal };
}
