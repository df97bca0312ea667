import { DATABASE_SIZES, type DatabaseSize, type Environment, type Platform, type Risk } from '@goldenpath/spec';
import { answerOf, type Candidate, withField } from './candidate';

/**
 * Adds the overrides that environments ask of a database: the largest size that one allows where it does not allow the
 * one asked for, and longer backups where it asks for more than the risk gives.
 */
export function fitEnvironments(candidate: Candidate, platform: Platform): Candidate {
  if (answerOf(candidate, ['database']) === undefined) return candidate;
  const names = candidate['environments'];
  const environments = platform.environments.filter(({ name }) => !Array.isArray(names) || names.includes(name));
  return environments.reduce(
    (fitted, environment) => fitBackups(fitSize(fitted, environment), environment, platform),
    candidate,
  );
}

function fitSize(candidate: Candidate, { name, databases }: Environment): Candidate {
  const wanted = (answerOf(candidate, ['database', 'size']) ?? 'small') as DatabaseSize;
  const index = DATABASE_SIZES.indexOf(wanted);
  if (index < 0 || databases === undefined || databases.sizes.includes(wanted)) return candidate;
  const allowed = DATABASE_SIZES.filter((size) => databases.sizes.includes(size));
  const nearest = allowed.findLast((size) => DATABASE_SIZES.indexOf(size) < index) ?? allowed[0];
  return nearest === undefined ? candidate : withField(candidate, ['overrides', name, 'database', 'size'], nearest);
}

function fitBackups(candidate: Candidate, { name, databases }: Environment, { postgres }: Platform): Candidate {
  const days = postgres.backupRetentionDays[(candidate['risk'] ?? 'medium') as Risk];
  const least = databases?.minimumBackupRetentionDays;
  if (days === undefined || least === undefined || days >= least) return candidate;
  return withField(candidate, ['overrides', name, 'database', 'backupRetentionDays'], least);
}
