import type { IncomingMessage, ServerResponse } from 'node:http';

export type Fields = Readonly<Record<string, unknown>>;

/** An error of Amazon SQS. */
export interface Refusal {
  /** @default 400 */
  readonly status?: number;
  readonly code: string;
  readonly message: string;
}

/** Who may use which queue. */
export interface Access {
  readonly key: string;
  readonly region: string;
  readonly queue: string;
}

const OPERATIONS = ['AmazonSQS.ReceiveMessage', 'AmazonSQS.DeleteMessage'];

/** Returns why Amazon SQS refuses a request; `undefined` where it does not. */
export function refusalOf(request: IncomingMessage, fields: Fields | undefined, access: Access): Refusal | undefined {
  const target = String(request.headers['x-amz-target']);
  if (request.method !== 'POST' || !OPERATIONS.includes(target))
    return { code: 'UnknownOperationException', message: `The operation ${target} is not known.` };
  if (request.headers['content-type'] !== 'application/x-amz-json-1.0' || fields === undefined)
    return { code: 'SerializationException', message: 'The request is not JSON of the version 1.0.' };
  return refusedSigner(request, access) ?? refusedFields(target, fields, access);
}

/** The header begins with `AWS4-HMAC-SHA256 Credential=<key>/<day>/<region>/sqs/aws4_request, `. */
function refusedSigner(request: IncomingMessage, { key, region }: Access): Refusal | undefined {
  const pattern = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request, /;
  const [, signer, at, service] = pattern.exec(request.headers.authorization ?? '') ?? [];
  if (signer === undefined)
    return { status: 403, code: 'MissingAuthenticationToken', message: 'Missing Authentication Token' };
  if (signer !== key)
    return { status: 403, code: 'InvalidClientTokenId', message: 'The security token in the request is invalid.' };
  if (at !== region || service !== 'sqs')
    return { status: 403, code: 'SignatureDoesNotMatch', message: `Credential should be scoped to ${region}/sqs.` };
  return undefined;
}

function refusedFields(target: string, fields: Fields, { queue }: Access): Refusal | undefined {
  const required = target.endsWith('DeleteMessage') ? ['QueueUrl', 'ReceiptHandle'] : ['QueueUrl'];
  const missing = required.find((name) => typeof fields[name] !== 'string' || fields[name] === '');
  if (missing !== undefined)
    return { code: 'MissingParameter', message: `The request must contain the parameter ${missing}.` };
  if (fields['QueueUrl'] !== queue)
    return { code: 'QueueDoesNotExist', message: 'The specified queue does not exist.' };
  return (
    refusedNumber(fields, 'MaxNumberOfMessages', 1, 10) ??
    refusedNumber(fields, 'WaitTimeSeconds', 0, 20) ??
    refusedNumber(fields, 'VisibilityTimeout', 0, 43_200)
  );
}

function refusedNumber(fields: Fields, name: string, least: number, most: number): Refusal | undefined {
  const value = fields[name];
  if (value === undefined || (Number.isInteger(value) && Number(value) >= least && Number(value) <= most))
    return undefined;
  const reason = `Must be between ${least} and ${most}, if provided.`;
  return {
    code: 'InvalidParameterValue',
    message: `Value ${String(value)} for parameter ${name} is invalid. ${reason}`,
  };
}

/** Answers with an error of the JSON protocol. */
export function refuse(response: ServerResponse, { status = 400, code, message }: Refusal): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify({ __type: `com.amazonaws.sqs#${code}`, message }));
}
