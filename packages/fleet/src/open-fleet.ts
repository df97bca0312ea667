import { type FleetContext, fleetContext, type FleetOptions } from './context';
import type { Fleet, FleetDatabases, FleetPreviews, FleetReleases } from './fleet';

/**
 * Opens a fleet. Only its platform file is located at this point.
 *
 * Each operation loads its code on first use: `validate` loads no generator, no review and no simulator.
 */
export function openFleet(options: FleetOptions): Fleet {
  const context = fleetContext(options);
  return {
    source: context.source,
    close: () => context.processes.close(),
    validate: async (given) => (await import('./validate/validate.js')).validate(context, given),
    synth: async (given) => (await import('./synth/synth.js')).synth(context, given),
    snapshot: async (given) => (await import('./snapshot/write-snapshot.js')).writeSnapshot(context, given),
    scaffold: async (app, given) => (await import('./scaffold/scaffold.js')).scaffold(context, app, given),
    dev: async (app, given) => (await import('./dev/dev.js')).dev(context, app, given),
    upgrade: async (app, given) => (await import('./upgrade/upgrade.js')).upgrade(context, app, given),
    upgradeAll: async (given) => (await import('./upgrade/remote/upgrade-all.js')).upgradeAll(context, given),
    create: async (app, given) => (await import('./create/create.js')).create(context, app, given),
    catalog: async (given) => (await import('./catalog/catalog.js')).catalog(context, given),
    overview: async (app) => (await import('./overview/overview.js')).overview(context, app),
    list: async (filter) => (await import('./list/list.js')).list(context, filter),
    explain: async (app, given) => (await import('./explain/explain.js')).explain(context, app, given),
    graph: async (given) => (await import('./graph/graph.js')).graph(context, given),
    plan: async (given = {}) => (await import('./deploy/run.js')).runTerraform(context, 'plan', given),
    deploy: async (given = {}) => (await import('./deploy/deploy.js')).deploy(context, given),
    destroy: async (given = {}) => (await import('./deploy/run.js')).runTerraform(context, 'destroy', given),
    simulate: async (given, work) => (await import('./deploy/simulate.js')).simulate(context, given, work),
    resetSimulation: async (given) => (await import('./deploy/simulate.js')).resetSimulation(context, given),
    review: async (given) => (await import('./review/review.js')).review(context, given),
    affected: async (given) => (await import('./affected/find-affected.js')).findAffected(context, given),
    publish: async (given) => (await import('./publish/publish.js')).publish(context, given),
    release: releases(context),
    rds: databases(context),
    previews: previews(context),
    bootstrap: async (given) => (await import('./bootstrap/bootstrap.js')).bootstrap(context, given),
    bootstrapCluster: async (given) => (await import('./bootstrap/cluster.js')).bootstrapCluster(context, given),
    doctor: async (given) => (await import('./doctor/doctor.js')).doctor(context, given),
    drift: async (given) => (await import('./drift/drift.js')).drift(context, given),
    lock: async (given) => (await import('./deploy/provider-locks.js')).lockProviders(context, given),
    workflows: async (given) => (await import('./workflows/update-workflows.js')).updateWorkflows(context, given),
    codeOwners: async (given) => (await import('./codeowners/update-code-owners.js')).updateCodeOwners(context, given),
    seal: async (app, given) => (await import('./seal/seal.js')).seal(context, app, given),
    draftSpec: async (fields, given) => (await import('./new/draft-spec.js')).draftSpec(context, fields, given),
    importApps: async (given) => (await import('./import/import.js')).importApps(context, given),
    forms: async () => (await import('./forms/forms.js')).fleetForms(context),
    writeSpec: async (draft) => (await import('./new/draft-spec.js')).writeDraft(context, draft),
    schema: async (given) => (await import('./schema/write-schemas.js')).writeSchemas(context, given),
    names: async () => (await import('./names/fleet-names.js')).fleetNames(context),
    writeVersion: async (file) => (await import('./review/write-version.js')).writeVersion(context, file),
  };
}

function databases(context: FleetContext): FleetDatabases {
  return {
    provision: async (given) => (await import('./rds/provision.js')).provision(context, given),
    status: async (given) => (await import('./rds/status.js')).status(context, given),
    job: async (given) => (await import('./rds/job.js')).job(context, given),
    retire: async (given) => (await import('./rds/retire.js')).retire(context, given),
    catalog: async (given) => (await import('./rds/keep-catalog.js')).keepCatalog(context, given),
    rotate: async (given) => (await import('./rds/rotate.js')).rotate(context, given),
  };
}

function previews(context: FleetContext): FleetPreviews {
  return {
    up: async (app, given) => (await import('./preview/up.js')).previewUp(context, app, given),
    down: async (app, given) => (await import('./preview/down.js')).previewDown(context, app, given),
    list: async (given) => (await import('./preview/list.js')).listPreviews(context, given),
    settings: async () => (await import('./preview/settings.js')).previewSettings(context),
    expire: async (given) => (await import('./preview/expire.js')).expirePreviews(context, given),
  };
}

function releases(context: FleetContext): FleetReleases {
  const moves = () => import('./release/move.js');
  return {
    set: async (app, given) => (await moves()).setRelease(context, app, given),
    promote: async (app, given) => (await moves()).promoteRelease(context, app, given),
    rollback: async (app, given) => (await moves()).rollBackRelease(context, app, given),
    status: async (given) => (await import('./release/status.js')).status(context, given),
    history: async (app, given) => (await import('./release/history.js')).history(context, app, given),
  };
}
