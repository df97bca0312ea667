import {
  DeleteMessageCommand,
  type Message as ReceivedMessage,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { Config } from './config';
import type { Log } from './logger';
import { errorText } from './loop';

/** How long Amazon SQS waits for a message before it answers that there is none. */
const WAIT_SECONDS = 20;

/** A message from the queue. */
export interface Message {
  readonly id: string;
  readonly body: string;
  /** The attributes that the sender added, as text. */
  readonly attributes: Readonly<Record<string, string>>;
  /** How often it was delivered: 1 at the first time. */
  readonly receives: number;
}

/** A message that is hidden from other pods until it is deleted or its visibility timeout is over. */
export interface Delivery {
  readonly message: Message;
  readonly delete: () => Promise<void>;
}

export interface Queue {
  /** Waits for the next message; `undefined` where none came in time, or after the signal. */
  readonly receive: (signal: AbortSignal) => Promise<Delivery | undefined>;
  readonly close: () => void;
}

/** Opens the queue. The credentials are those of the pod's role. */
export function openQueue({ queueUrl, region }: Config): Queue {
  const client = new SQSClient({
    region,
    // Otherwise the host of the queue's URL is called, and `AWS_ENDPOINT_URL_SQS` is not heeded.
    useQueueUrlAsEndpoint: false,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: (WAIT_SECONDS + 10) * 1_000, throwOnRequestTimeout: true },
  });
  const remove = async (receipt: string | undefined): Promise<void> => {
    await client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: receipt }));
  };
  const command = {
    QueueUrl: queueUrl,
    // The visibility timeout counts from here on, so that a message must not wait for another one.
    MaxNumberOfMessages: 1,
    WaitTimeSeconds: WAIT_SECONDS,
    MessageAttributeNames: ['All'],
    MessageSystemAttributeNames: ['ApproximateReceiveCount' as const],
  };
  return {
    receive: async (signal) => {
      try {
        const { Messages: [received] = [] } = await client.send(new ReceiveMessageCommand(command), { abortSignal: signal });
        if (received === undefined) return undefined;
        return { message: messageOf(received), delete: () => remove(received.ReceiptHandle) };
      } catch (error) {
        if (signal.aborted) return undefined;
        throw error;
      }
    },
    close: () => client.destroy(),
  };
}

function messageOf({ MessageId, Body, MessageAttributes = {}, Attributes }: ReceivedMessage): Message {
  return {
    id: MessageId ?? '',
    body: Body ?? '',
    attributes: Object.fromEntries(
      Object.entries(MessageAttributes).flatMap(([name, { StringValue }]) =>
        StringValue === undefined ? [] : [[name, StringValue]],
      ),
    ),
    receives: Number(Attributes?.ApproximateReceiveCount ?? 1),
  };
}

/**
 * Waits for a message, and hands it over. The message is deleted when that succeeds. When it fails, the message stays in the queue.
 *
 * @throws where the queue cannot be reached.
 */
export async function handleNext(
  queue: Queue,
  handle: (message: Message) => Promise<void>,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  const delivery = await queue.receive(signal);
  if (delivery === undefined) return;
  const { id, receives } = delivery.message;
  const started = performance.now();
  try {
    await handle(delivery.message);
  } catch (error) {
    log('error', 'the message stays in the queue: it was not handled', { message_id: id, receives, error: errorText(error) });
    return;
  }
  await delivery.delete();
  log('info', 'the message is handled', { message_id: id, receives, duration_ms: Math.round(performance.now() - started) });
}
