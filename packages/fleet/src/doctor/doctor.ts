import type { FleetContext } from '../context';
import { bootstrapFacts } from '../bootstrap/facts';
import { repositoryOf } from '../bootstrap/bootstrap';
import { fleetResources } from '../bootstrap/resources';
import { loadValidFleet } from '../load/load-valid-fleet';
import { checkAws } from './aws';
import { checkCluster } from './cluster';
import { checkStoredSecrets } from './stored-secrets';
import { checkGithub } from './github';
import { Checker, programRunner } from './programs';
import { checkTools } from './tools';
import type { Diagnosis, DoctorArea, DoctorCheck, DoctorOptions } from './types';

const AREAS: readonly DoctorArea[] = ['tools', 'github', 'aws', 'cluster'];

/** Checks what the fleet needs on this machine, on GitHub, in AWS and in a cluster. It changes nothing, and reads no secret. */
export async function doctor(context: FleetContext, options: DoctorOptions = {}): Promise<Diagnosis> {
  const fleet = await loadValidFleet(context);
  const { platform } = fleet.loaded;
  const repository = repositoryOf(platform, options.repository);
  const run = options.run ?? programRunner(context);
  const areas = AREAS.filter((area) => options.areas === undefined || options.areas.includes(area));
  const checks: DoctorCheck[] = [];
  let numbers: Awaited<ReturnType<typeof checkGithub>>;
  for (const area of areas) {
    const checker = new Checker(area, run);
    if (area === 'tools') await checkTools(checker);
    if (area === 'github') numbers = await checkGithub(checker, platform, repository);
    if (area === 'aws') {
      const { accounts } = bootstrapFacts({
        platform,
        fleet: fleetResources(fleet),
        repository,
        withoutOidcProvider: [],
        keepsStateLocally: false,
        isProtected: true,
      });
      const account = await checkAws(checker, accounts, numbers);
      if (account !== undefined) await checkStoredSecrets(checker, fleet, account);
    }
    if (area === 'cluster')
      await checkCluster(checker, platform, { kubeconfig: options.kubeconfig, kubeContext: options.kubeContext });
    checks.push(...checker.checks);
  }
  return { checks, isHealthy: checks.every(({ status }) => status === 'ok' || status === 'skipped') };
}
