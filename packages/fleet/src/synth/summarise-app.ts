import type { Registry } from '@goldenpath/extension';
import { type AppFacts, hasManifests, type PlatformFacts, summaryOf } from '@goldenpath/model';
import { catalogDatabases } from '../rds/catalog';
import type { SynthesisedApp } from './summary';

/** Summarises one application in all environments that it runs in. */
export function synthesisedApp(app: AppFacts, platform: PlatformFacts, registry: Registry): SynthesisedApp {
  const { name, kind, owner, risk, stack, manifestsPath, environments } = app;
  const databases = catalogDatabases(app, platform);
  return {
    name,
    kind,
    owner,
    risk,
    ...(stack !== undefined && { stack: stack.name }),
    ...(hasManifests(app, registry) && { manifestsPath }),
    ...(databases.length > 0 && { databases }),
    environments: environments.map((facts) => ({
      environment: facts.environment,
      ...(facts.stack !== undefined && { stack: facts.stack.name }),
      ...summaryOf(facts, kind, registry),
    })),
  };
}
