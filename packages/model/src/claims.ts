import type { Diagnostic, LoadedApp, LoadedFleet, Path } from '@goldenpath/spec';
import type { AppFacts, AppInEnvironment, FleetFacts } from './facts';

/** A name that only one application may have, and the field of the spec that it comes from. */
interface Claim {
  readonly rule: string;
  /** What the name is of: `host`, `database`. Two claims conflict where this and the name are the same. */
  readonly what: string;
  readonly name: string;
  readonly path: Path;
}

/** Applications that want the same name for something of which there is one: an error that shows both. */
export function conflictingClaims(facts: FleetFacts, { apps }: LoadedFleet): Diagnostic[] {
  const loaded = new Map(apps.map((app) => [app.spec.name, app]));
  const holders = new Map<string, { app: LoadedApp; claim: Claim }>();
  const reported = new Set<string>();
  return facts.apps.flatMap((app) =>
    claimsOf(app).flatMap((claim) => {
      const claimant = loaded.get(app.name);
      const key = `${claim.what} ${claim.name}`;
      const holder = holders.get(key);
      if (claimant === undefined) return [];
      if (holder === undefined) holders.set(key, { app: claimant, claim });
      const pair = `${claim.rule} ${holder?.app.spec.name} ${app.name}`;
      if (holder === undefined || holder.app === claimant || reported.has(pair)) return [];
      reported.add(pair);
      return [describe(claim, claimant, holder)];
    }),
  );
}

function describe(claim: Claim, claimant: LoadedApp, holder: { app: LoadedApp; claim: Claim }): Diagnostic {
  return {
    rule: claim.rule,
    message: `${JSON.stringify(claimant.spec.name)} and ${JSON.stringify(holder.app.spec.name)} both claim the ${claim.what} ${JSON.stringify(claim.name)}.`,
    remedy: `Rename one of the two.`,
    location: claimant.document.locate(claim.path),
    related: {
      message: `${holder.app.spec.name} claims it here.`,
      location: holder.app.document.locate(holder.claim.path),
    },
  };
}

function claimsOf(app: AppFacts): Claim[] {
  const stacks = [app.stack, ...app.environments.map(({ stack }) => stack)];
  return [
    ...(app.repository === undefined ? [] : [claim('repository-taken', 'repository', app.repository.name, ['name'])]),
    ...stacks.flatMap((stack) => (stack === undefined ? [] : [claim('stack-taken', 'stack', stack.name, ['name'])])),
    ...app.environments.flatMap(claimsInEnvironment),
  ];
}

function claimsInEnvironment({ environment, namespace, route, services, database }: AppInEnvironment): Claim[] {
  const claims = services.map(({ name }) => claim('service-taken', `service in ${environment}`, `${namespace}/${name}`, ['name']));
  if (route !== undefined) claims.push(claim('host-taken', 'host', route.host, ['name']));
  if (database !== undefined) {
    const { identifier, mode } = database.instance;
    claims.push(claim('database-taken', `database name in ${environment}`, database.name, ['database', 'name']));
    claims.push(claim('role-taken', `role on ${identifier}`, database.username, ['database', 'username']));
    if (mode === 'dedicated') claims.push(claim('instance-taken', 'instance', identifier, ['name']));
  }
  return claims;
}

function claim(rule: string, what: string, name: string, path: Path): Claim {
  return { rule, what, name, path };
}
