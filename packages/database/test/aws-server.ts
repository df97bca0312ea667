import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** An error of AWS, as its services send it. */
export interface AwsFault {
  readonly code: string;
  readonly status: number;
  /** How often it is sent before requests work again. @default always */
  readonly times?: number;
  /** Whether the request is carried out, and only its answer is lost. @default false */
  readonly isAfterwards?: boolean;
}

/** A version of a secret with its labels. The first version has AWSCURRENT if a test gives none. */
interface Version {
  readonly token: string;
  readonly content: string;
  stages?: string[];
}

/** A secret with its versions, oldest first. */
interface Secret {
  readonly versions: Version[];
  isBeingDeleted?: boolean;
}

/** An RDS instance as the server describes it. */
export interface ServedInstance {
  readonly status: string;
  readonly address?: string;
  readonly port?: number;
  readonly masterSecret?: string;
  /** How its snapshots end. @default available */
  readonly snapshotsEnd?: string;
}

/** Secrets Manager and RDS on this machine, in the protocols of AWS: JSON 1.1 and Query. They refuse what the services refuse. */
export interface AwsServer {
  readonly url: string;
  readonly secrets: Map<string, Secret>;
  readonly instances: Map<string, ServedInstance>;
  /** Aurora clusters. Their address is that of the writer. */
  readonly clusters: Map<string, ServedInstance & { readonly readers?: string }>;
  /** Snapshots by name, with the states that a client will see. */
  readonly snapshots: Map<string, string[]>;
  /** Errors by action, such as `GetSecretValue`. */
  readonly faults: Map<string, AwsFault>;
  /** Actions in the order of their requests. */
  readonly requests: string[];
  readonly stop: () => Promise<void>;
}

export async function startAwsServer(): Promise<AwsServer> {
  const state = {
    secrets: new Map<string, Secret>(),
    instances: new Map<string, ServedInstance>(),
    clusters: new Map<string, ServedInstance & { readonly readers?: string }>(),
    snapshots: new Map<string, string[]>(),
    faults: new Map<string, AwsFault>(),
    requests: [] as string[],
  };
  const server = createServer((request, response) => void answer(state, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    ...state,
    url: `http://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

type State = Omit<AwsServer, 'url' | 'stop'>;

async function answer(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const part of request) body += String(part);
  const target = request.headers['x-amz-target'];
  const isJson = typeof target === 'string';
  const action = isJson ? target.replace('secretsmanager.', '') : (new URLSearchParams(body).get('Action') ?? '');
  state.requests.push(action);
  const fail = (code: string, status = 400) => {
    response.writeHead(status, { 'content-type': isJson ? 'application/x-amz-json-1.1' : 'text/xml' });
    response.end(
      isJson
        ? JSON.stringify({ __type: code, Message: `${code} happened` })
        : `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${code} happened</Message></Error></ErrorResponse>`,
    );
  };
  if (!/^AWS4-HMAC-SHA256 Credential=.+Signature=/.test(request.headers.authorization ?? ''))
    return fail('MissingAuthenticationTokenException', 403);
  const fault = takeFault(state, action);
  if (fault !== undefined && fault.isAfterwards !== true) return fail(fault.code, fault.status);
  const result = isJson
    ? secretsManager(state, action, JSON.parse(body) as SecretRequest)
    : action.includes('Cluster')
      ? rdsCluster(state, action, new URLSearchParams(body))
      : rds(state, action, new URLSearchParams(body));
  if (fault !== undefined) return fail(fault.code, fault.status);
  if ('fault' in result) return fail(result.fault, result.fault.endsWith('NotFound') ? 404 : 400);
  response.writeHead(200, { 'content-type': isJson ? 'application/x-amz-json-1.1' : 'text/xml' });
  response.end(result.body);
}

function takeFault({ faults }: State, action: string): AwsFault | undefined {
  const fault = faults.get(action);
  if (fault?.times === undefined) return fault;
  if (fault.times <= 1) faults.delete(action);
  else faults.set(action, { ...fault, times: fault.times - 1 });
  return fault;
}

type Answer = { readonly body: string } | { readonly fault: string };

interface SecretRequest {
  readonly SecretId: string;
  readonly SecretString?: string;
  readonly ClientRequestToken?: string;
  readonly VersionStages?: readonly string[];
  readonly VersionStage?: string;
  readonly MoveToVersionId?: string;
  readonly RemoveFromVersionId?: string;
}

const CURRENT = 'AWSCURRENT';
/** When every version was made: seconds since 1970, as AWS sends dates. */
const CREATED = Date.parse('2026-11-27T09:00:00Z') / 1000;

function secretsManager({ secrets }: State, action: string, input: SecretRequest): Answer {
  const secret = secrets.get(input.SecretId);
  if (secret === undefined) return { fault: 'ResourceNotFoundException' };
  if (secret.isBeingDeleted === true) return { fault: 'InvalidRequestException' };
  for (const [index, version] of secret.versions.entries()) version.stages ??= index === 0 ? [CURRENT] : [];
  if (action === 'PutSecretValue') return putVersion(secret, input);
  if (action === 'UpdateSecretVersionStage') return moveStage(secret, input);
  const current = secret.versions.find(({ stages }) => stages?.includes(CURRENT));
  return current === undefined ? { fault: 'ResourceNotFoundException' } : versionAnswer(input.SecretId, current);
}

function versionAnswer(name: string, { token, content, stages }: Version): Answer {
  const fields = { Name: name, VersionId: token, SecretString: content, VersionStages: stages, CreatedDate: CREATED };
  return { body: JSON.stringify(fields) };
}

function putVersion({ versions }: Secret, input: SecretRequest): Answer {
  const { SecretId: name, SecretString: content = '', ClientRequestToken: token = '' } = input;
  const before = versions.find((version) => version.token === token);
  // A version keeps its content: the same token with another one is refused, with the same one is done already.
  if (before !== undefined)
    return before.content === content ? versionAnswer(name, before) : { fault: 'ResourceExistsException' };
  const made: Version = { token, content, stages: [] };
  versions.push(made);
  const labels = input.VersionStages ?? [CURRENT];
  for (const label of versions.length === 1 ? [...labels, CURRENT] : labels) setLabel(versions, label, made);
  return versionAnswer(name, made);
}

/** A label on another version is moved only if the request names that version. */
function moveStage({ versions }: Secret, input: SecretRequest): Answer {
  const { VersionStage: label = '', MoveToVersionId: to, RemoveFromVersionId: from } = input;
  const holder = versions.find(({ stages }) => stages?.includes(label));
  const target = versions.find(({ token }) => token === to);
  if (target === undefined) return { fault: 'ResourceNotFoundException' };
  if (holder !== undefined && holder !== target && holder.token !== from) return { fault: 'InvalidParameterException' };
  if (holder === target && from !== undefined && from !== to) return { fault: 'InvalidParameterException' };
  if (holder !== undefined && holder !== target && label === CURRENT) setLabel(versions, 'AWSPREVIOUS', holder);
  setLabel(versions, label, target);
  return versionAnswer(input.SecretId, target);
}

function setLabel(versions: readonly Version[], label: string, target: Version): void {
  for (const version of versions) version.stages = (version.stages ?? []).filter((each) => each !== label);
  target.stages = [...(target.stages ?? []), label];
}

function rds({ instances, snapshots }: State, action: string, input: URLSearchParams): Answer {
  const identifier = input.get('DBInstanceIdentifier') ?? '';
  const snapshot = input.get('DBSnapshotIdentifier') ?? '';
  const instance = instances.get(identifier);
  const reply = (inside: string): Answer => ({
    body: `<${action}Response xmlns="http://rds.amazonaws.com/doc/2014-10-31/"><${action}Result>${inside}</${action}Result></${action}Response>`,
  });
  if (action === 'DescribeDBSnapshots') {
    const states = snapshots.get(snapshot);
    if (states === undefined) return { fault: 'DBSnapshotNotFound' };
    const status = states.length > 1 ? states.shift() : states[0];
    return reply(`<DBSnapshots><DBSnapshot><Status>${status}</Status></DBSnapshot></DBSnapshots>`);
  }
  if (instance === undefined) return { fault: 'DBInstanceNotFound' };
  if (action === 'CreateDBSnapshot') {
    // As RDS names them: letters, digits and single hyphens, a letter first.
    if (!/^[a-zA-Z](?:[a-zA-Z0-9]|-(?!-|$)){0,254}$/.test(snapshot)) return { fault: 'InvalidParameterValue' };
    if (instance.status !== 'available') return { fault: 'InvalidDBInstanceState' };
    if (snapshots.has(snapshot)) return { fault: 'DBSnapshotAlreadyExists' };
    snapshots.set(snapshot, ['creating', instance.snapshotsEnd ?? 'available']);
    return reply(`<DBSnapshot><DBSnapshotIdentifier>${snapshot}</DBSnapshotIdentifier></DBSnapshot>`);
  }
  const endpoint =
    instance.address === undefined
      ? ''
      : `<Endpoint><Address>${instance.address}</Address><Port>${instance.port}</Port></Endpoint>`;
  const master =
    instance.masterSecret === undefined
      ? ''
      : `<MasterUserSecret><SecretArn>${instance.masterSecret}</SecretArn><SecretStatus>active</SecretStatus></MasterUserSecret>`;
  return reply(
    `<DBInstances><DBInstance><DBInstanceIdentifier>${identifier}</DBInstanceIdentifier><DBInstanceStatus>${instance.status}</DBInstanceStatus>${endpoint}${master}</DBInstance></DBInstances>`,
  );
}

/** The same for clusters, whose snapshots have names of their own. */
function rdsCluster({ clusters, snapshots }: State, action: string, input: URLSearchParams): Answer {
  const identifier = input.get('DBClusterIdentifier') ?? '';
  const snapshot = input.get('DBClusterSnapshotIdentifier') ?? '';
  const cluster = clusters.get(identifier);
  const reply = (inside: string): Answer => ({
    body: `<${action}Response xmlns="http://rds.amazonaws.com/doc/2014-10-31/"><${action}Result>${inside}</${action}Result></${action}Response>`,
  });
  if (action === 'DescribeDBClusterSnapshots') {
    const states = snapshots.get(`cluster:${snapshot}`);
    if (states === undefined) return { fault: 'DBClusterSnapshotNotFoundFault' };
    const status = states.length > 1 ? states.shift() : states[0];
    return reply(
      `<DBClusterSnapshots><DBClusterSnapshot><Status>${status}</Status></DBClusterSnapshot></DBClusterSnapshots>`,
    );
  }
  if (cluster === undefined) return { fault: 'DBClusterNotFoundFault' };
  if (action === 'CreateDBClusterSnapshot') {
    if (cluster.status !== 'available') return { fault: 'InvalidDBClusterStateFault' };
    if (snapshots.has(`cluster:${snapshot}`)) return { fault: 'DBClusterSnapshotAlreadyExistsFault' };
    snapshots.set(`cluster:${snapshot}`, ['creating', cluster.snapshotsEnd ?? 'available']);
    return reply(`<DBClusterSnapshot></DBClusterSnapshot>`);
  }
  const address =
    cluster.address === undefined
      ? ''
      : `<Endpoint>${cluster.address}</Endpoint><Port>${cluster.port}</Port><ReaderEndpoint>${cluster.readers ?? ''}</ReaderEndpoint>`;
  const master =
    cluster.masterSecret === undefined
      ? ''
      : `<MasterUserSecret><SecretArn>${cluster.masterSecret}</SecretArn></MasterUserSecret>`;
  return reply(
    `<DBClusters><DBCluster><DBClusterIdentifier>${identifier}</DBClusterIdentifier><Status>${cluster.status}</Status>${address}${master}</DBCluster></DBClusters>`,
  );
}
