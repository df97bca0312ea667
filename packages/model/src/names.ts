/**
 * Every name that two planes must agree on, and how it is made. Nothing else in the product makes one.
 *
 * Limits that the forms below keep: an application's name has at most 50 characters and an environment's at most 12, so
 * that `{app}-{environment}` fits the 63 of a DNS label and of an RDS identifier.
 */

/** Name of a database's secret in Secrets Manager (contract, section 4). */
export function databaseSecretPath(environment: string, database: string): string {
  return `goldenpath/${environment}/${database}/postgres`;
}

/** Name of the Kubernetes Secret that an application's database credentials are in. */
export function credentialsSecretName(app: string): string {
  return `${app}-db-creds`;
}

/** Name of the ConfigMap with an application's plain variables. */
export function configurationName(app: string): string {
  return `${app}-config`;
}

/** Name of the Service that a stateful application's route leads to: never the headless one. */
export function loadBalancerServiceName(app: string): string {
  return `${app}-lb`;
}

/** Name of the Secret that cert-manager keeps a host's certificate in. */
export function tlsSecretName(app: string): string {
  return `${app}-tls`;
}

/** DNS name of a Service inside the cluster. */
export function serviceDnsName(service: string, namespace: string): string {
  return `${service}.${namespace}.svc.cluster.local`;
}

/** Stack of what an environment's databases share. */
export function platformStackName(environment: string): string {
  return `platform-${environment}`;
}

/** Stack of what an application has once: its repository and registry. */
export function appStackName(app: string): string {
  return `app-${app}`;
}

/** Stack of what an application has in one environment: its secret and its own instance. */
export function appEnvironmentStackName(app: string, environment: string): string {
  return `app-${app}-${environment}`;
}

/** Identifier of an environment's shared instance, and what everything beside it is named after. */
export function sharedInstanceName(organisation: string, environment: string): string {
  return `${organisation}-${environment}`;
}

/** Name of the role that an environment's instances report with; the longest possible one has IAM's 64 characters. */
export function monitoringRoleName(sharedInstance: string): string {
  return `${sharedInstance}-rds-monitor`;
}

/** Identifier of an application's own instance in one environment. */
export function dedicatedInstanceName(app: string, environment: string): string {
  return `${app}-${environment}`;
}

/** Name of the role that an application's pipeline pushes images with. */
export function pushRoleName(app: string): string {
  return `${app}-push`;
}

/** A port's name: at most 15 lower-case letters, digits and hyphens, at least one letter (RFC 6335). */
export function portName(probe: 'http' | 'tcp', image: string | undefined): string {
  if (probe === 'http') return 'http';
  const program = /([a-z0-9-]+)(:[^/]*)?(@.*)?$/.exec(image ?? '')?.[1] ?? '';
  const name = program
    .slice(0, 15)
    .replace(/^-+|-+$/g, '')
    .replaceAll(/-{2,}/g, '-');
  return /[a-z]/.test(name) ? name : 'tcp';
}

/** Address of a repository on GitHub, as Git clones it. */
export function repositoryUrl(organisation: string, repository: string): string {
  return `https://github.com/${organisation}/${repository}.git`;
}
