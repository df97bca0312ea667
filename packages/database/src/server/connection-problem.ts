import { isUserError, systemCode, UserError } from '@goldenpath/errors';
import type { Login, ServerAddress } from './address';

interface Problem {
  readonly code: string;
  readonly reason: string;
  readonly remedy: string;
}

const NETWORK = 'Check that this machine is in a network that the security group of the instance lets in.';
const FROM_CLUSTER = 'Where only the cluster reaches the instance, use: goldenpath rds job';

const TLS: Problem = {
  code: 'tls-untrusted',
  reason: 'its certificate is not trusted',
  remedy:
    'Connect to the host name that RDS gives the instance. Pass the certificates of another authority with `--ca-file`.',
};

/** What the errors of the network, of TLS and of PostgreSQL mean here. */
const PROBLEMS: Readonly<Record<string, Problem>> = {
  ENOTFOUND: unresolved(),
  EAI_AGAIN: unresolved(),
  ECONNREFUSED: {
    code: 'port-closed',
    reason: 'nothing listens on the port',
    remedy: `Check that the instance is available and that its port is right. ${FROM_CLUSTER}`,
  },
  ETIMEDOUT: unreachable(),
  EHOSTUNREACH: unreachable(),
  ENETUNREACH: unreachable(),
  ECONNRESET: {
    code: 'connection-lost',
    reason: 'the server closed the connection',
    remedy: 'Run the command again when the instance is available. It continues the work.',
  },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: TLS,
  SELF_SIGNED_CERT_IN_CHAIN: TLS,
  DEPTH_ZERO_SELF_SIGNED_CERT: TLS,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: TLS,
  UNABLE_TO_GET_ISSUER_CERT: TLS,
  CERT_HAS_EXPIRED: TLS,
  ERR_TLS_CERT_ALTNAME_INVALID: { ...TLS, reason: 'its certificate is for another host name' },
  '28P01': {
    code: 'wrong-master',
    reason: 'the password is wrong',
    remedy: 'Check the secret of the master. RDS may have rotated it a moment ago: run the command again.',
  },
  '28000': {
    code: 'login-refused',
    reason: 'the login is refused',
    remedy: 'Check that the role exists, may log in, and that the server takes connections from this address.',
  },
  '3D000': {
    code: 'no-database',
    reason: 'the database does not exist',
    remedy: 'Check that the instance runs PostgreSQL and has the database `postgres`.',
  },
  '53300': {
    code: 'too-many-connections',
    reason: 'it has no connection left',
    remedy: 'Close connections, or use a larger instance. Then run the command again.',
  },
  '57P03': {
    code: 'starting',
    reason: 'it is starting up or shutting down',
    remedy: 'Run the command again when the instance is available.',
  },
  '57P01': {
    code: 'connection-lost',
    reason: 'an administrator ended the connection',
    remedy: 'Run the command again when the instance is available. It continues the work.',
  },
};

function unresolved(): Problem {
  return {
    code: 'host-unresolvable',
    reason: 'the host name does not resolve',
    remedy: `Deploy the instance first, and check the DNS of this machine. ${FROM_CLUSTER}`,
  };
}

function unreachable(): Problem {
  return { code: 'unreachable', reason: 'it does not answer', remedy: `${NETWORK} ${FROM_CLUSTER}` };
}

/** An error of a connection as a {@link UserError} with a remedy; a bug stays as it is. The error never has the password. */
export function connectionProblem(
  error: unknown,
  { host, port }: ServerAddress,
  { user }: Pick<Login, 'user'>,
): unknown {
  if (isUserError(error)) return error;
  const problem = problemOf(error);
  if (problem === undefined) return error;
  return new UserError(
    `The connection to PostgreSQL at ${host}:${port} as ${user} fails: ${problem.reason}.`,
    problem.remedy,
    { code: problem.code },
  );
}

function problemOf(error: unknown): Problem | undefined {
  const code = systemCode(error);
  const known = code === undefined ? undefined : PROBLEMS[code];
  if (known !== undefined) return known;
  const message = error instanceof Error ? error.message : '';
  if (/timeout|timed out/i.test(message)) return unreachable();
  if (/Connection terminated|not queryable|Client was closed/i.test(message)) return PROBLEMS['ECONNRESET'];
  if (/does not support SSL/i.test(message))
    return {
      code: 'tls-refused',
      reason: 'it does not offer TLS',
      remedy: 'Switch TLS on at the server. On RDS, set `rds.force_ssl` in the parameter group.',
    };
  return undefined;
}
