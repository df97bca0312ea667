import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tryBody } from '../request-body';
import { type Fields, type Refusal, refusalOf, refuse } from './sqs-refusals';

/** The key that may use the queue, with a secret that the server does not check. */
export const SQS_KEY = 'AKIAIOSFODNN7EXAMPLE';
export const SQS_REGION = 'eu-west-2';
export const SQS_QUEUE = `https://sqs.${SQS_REGION}.amazonaws.com/123456789012/orders`;

interface StoredMessage {
  readonly id: string;
  readonly body: string;
  receives: number;
  /** That of the last delivery. */
  receipt?: string;
  isVisible: boolean;
}

/**
 * One queue on the loopback address that speaks the JSON protocol of Amazon SQS, and refuses what it refuses. It has the operations that a
 * worker uses: `ReceiveMessage` and `DeleteMessage`. It checks who signed a request and for which region, and not the signature itself.
 */
export class SqsServer {
  /** The ids of the deleted messages. */
  readonly deleted: string[] = [];
  /** How many requests for messages wait now. */
  waiting = 0;
  /** How many messages were handed out, each delivery of its own. */
  deliveries = 0;
  /** Whether the server fails now, as it does in an outage. */
  isAway = false;
  /** What it refused, as `code: message`. */
  readonly refused: string[] = [];
  private messages: StoredMessage[] = [];
  private readonly polls = new Set<() => void>();
  private readonly server = createServer((request, response) => void this.answer(request, response));

  /** @returns the value of `AWS_ENDPOINT_URL_SQS`. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', () => resolve()));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  /** Puts a message into the queue. @returns its id. */
  send(body: string): string {
    const id = randomUUID();
    this.messages.push({ id, body, receives: 0, isVisible: true });
    this.wake();
    return id;
  }

  /** Ends the visibility timeout of all messages that were received and not deleted. */
  endVisibilityTimeouts(): void {
    for (const message of this.messages) message.isVisible = true;
    this.wake();
  }

  /** Removes all messages. */
  purge(): void {
    this.messages = [];
  }

  private wake(): void {
    for (const look of this.polls) look();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await tryBody(request);
    if (body === undefined) return;
    const [target, fields] = [request.headers['x-amz-target'], fieldsOf(body.toString('utf8'))];
    const refusal = this.isAway
      ? { status: 500, code: 'InternalFailure', message: 'We encountered an internal error.' }
      : refusalOf(request, fields, { key: SQS_KEY, region: SQS_REGION, queue: SQS_QUEUE });
    if (refusal !== undefined) return this.refuse(response, refusal);
    if (target === 'AmazonSQS.ReceiveMessage') return this.receive(fields ?? {}, response);
    return this.remove(String(fields?.['ReceiptHandle']), response);
  }

  private refuse(response: ServerResponse, refusal: Refusal): void {
    this.refused.push(`${refusal.code}: ${refusal.message}`);
    refuse(response, refusal);
  }

  /** Answers at once where a message is visible. Otherwise the request waits, as long as it said or until its client goes away. */
  private receive({ WaitTimeSeconds }: Fields, response: ServerResponse): void {
    const end = (messages: readonly Fields[]) => {
      this.polls.delete(look);
      clearTimeout(timer);
      send(response, messages.length === 0 ? {} : { Messages: messages });
    };
    const look = () => {
      const found = this.messages.find(({ isVisible }) => isVisible);
      if (found !== undefined) end([this.delivered(found)]);
    };
    const timer = setTimeout(() => end([]), Number(WaitTimeSeconds ?? 0) * 1_000);
    this.waiting += 1;
    response.once('close', () => {
      this.waiting -= 1;
      this.polls.delete(look);
      clearTimeout(timer);
    });
    this.polls.add(look);
    look();
  }

  private delivered(message: StoredMessage): Fields {
    message.isVisible = false;
    message.receives += 1;
    message.receipt = randomUUID();
    this.deliveries += 1;
    return {
      MessageId: message.id,
      ReceiptHandle: message.receipt,
      MD5OfBody: createHash('md5').update(message.body).digest('hex'),
      Body: message.body,
      Attributes: { ApproximateReceiveCount: String(message.receives) },
    };
  }

  private remove(receipt: string, response: ServerResponse): void {
    const message = this.messages.find((one) => one.receipt === receipt);
    if (message === undefined)
      return this.refuse(response, {
        code: 'ReceiptHandleIsInvalid',
        message: `The input receipt handle "${receipt}" is not a valid receipt handle.`,
      });
    this.messages = this.messages.filter((one) => one !== message);
    this.deleted.push(message.id);
    send(response, {});
  }
}

function send(response: ServerResponse, body: Fields): void {
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
}

function fieldsOf(text: string): Fields | undefined {
  try {
    return JSON.parse(text) as Fields;
  } catch {
    return undefined;
  }
}
