import type { Diagnostic, LoadedFleet, Path, SourceDocument } from '@goldenpath/spec';
import type { AppFacts, AppInEnvironment, FleetFacts } from './facts';

/** A name that only one may have, and the field that it comes from. */
interface Claim {
  readonly rule: string;
  /** What is claimed, as a reader is told it: two claims conflict where this is the same. */
  readonly what: string;
  readonly path: Path;
  readonly remedy: string;
}

interface Claimant {
  readonly name: string;
  readonly document: SourceDocument;
}

interface Held {
  readonly holder: Claimant;
  readonly claim: Claim;
}

/**
 * Applications that want the same name for something of which there is one, or one that the platform itself has: an
 * error that shows both. Two applications are told of each rule once, not once for each environment.
 */
export function conflictingClaims(facts: FleetFacts, { apps, platformDocument }: LoadedFleet): Diagnostic[] {
  const documents = new Map(apps.map(({ spec, document }) => [spec.name, document]));
  const held = new Map<string, Held>();
  const platform = { name: 'the platform', document: platformDocument };
  for (const claim of claimsOfPlatform(facts)) held.set(claim.what, { holder: platform, claim });
  const reported = new Set<string>();
  return facts.apps.flatMap((app) => {
    const document = documents.get(app.name);
    if (document === undefined) return [];
    const claimant = { name: app.name, document };
    return claimsOf(app).flatMap((claim) => {
      const earlier = held.get(claim.what);
      if (earlier === undefined) held.set(claim.what, { holder: claimant, claim });
      if (earlier === undefined || earlier.holder.name === app.name) return [];
      const pair = `${claim.rule} ${earlier.holder.name} ${app.name}`;
      if (reported.has(pair)) return [];
      reported.add(pair);
      return [describe(claim, claimant, earlier)];
    });
  });
}

function describe(claim: Claim, claimant: Claimant, { holder, claim: held }: Held): Diagnostic {
  return {
    rule: claim.rule,
    message: `${claimant.name} and ${holder.name} both claim ${claim.what}.`,
    remedy: claim.remedy,
    location: claimant.document.locate(claim.path),
    related: { message: `It is claimed by ${holder.name} here.`, location: holder.document.locate(held.path) },
  };
}

const RENAME = 'Rename one of the two.';
const NAME: Path = ['name'];

function claimsOfPlatform({ platform }: FleetFacts): Claim[] {
  return platform.environments.flatMap(({ databases }) =>
    databases === undefined ? [] : [instanceClaim(databases.sharedInstance.identifier, ['organisation'])],
  );
}

function claimsOf(app: AppFacts): Claim[] {
  const stacks = [app.stack, ...app.environments.map(({ stack }) => stack)].flatMap((stack) => stack ?? []);
  return [
    ...(app.repository === undefined
      ? []
      : [{ rule: 'repository-taken', what: `the repository "${app.repository.name}"`, path: NAME, remedy: RENAME }]),
    ...stacks.map(({ name }) => ({ rule: 'stack-taken', what: `the stack "${name}"`, path: NAME, remedy: RENAME })),
    ...app.environments.flatMap((place) => [...claimsInCluster(place), ...claimsOfDatabase(place)]),
  ];
}

function claimsInCluster({ environment, namespace, route, services }: AppInEnvironment): Claim[] {
  const claims = services.map(({ name }) => ({
    rule: 'service-taken',
    what: `the Service "${name}" in the namespace ${namespace} of ${environment}`,
    path: NAME,
    remedy: RENAME,
  }));
  if (route === undefined) return claims;
  return [...claims, { rule: 'host-taken', what: `the host "${route.host}"`, path: NAME, remedy: RENAME }];
}

function claimsOfDatabase({ environment, database }: AppInEnvironment): Claim[] {
  if (database === undefined) return [];
  const { name, username, instance } = database;
  return [
    {
      rule: 'database-taken',
      what: `the database "${name}" in ${environment}`,
      path: ['database', 'name'],
      remedy: 'Give one of the two another `database.name`.',
    },
    {
      rule: 'role-taken',
      what: `the role "${username}" on the instance ${instance.identifier}`,
      path: ['database', 'username'],
      remedy: 'Give one of the two another `database.username`.',
    },
    ...(instance.mode === 'dedicated' ? [instanceClaim(instance.identifier, NAME)] : []),
  ];
}

function instanceClaim(identifier: string, path: Path): Claim {
  return { rule: 'instance-taken', what: `the RDS instance "${identifier}"`, path, remedy: RENAME };
}
