import { fillTemplate, type NotificationEvent, type Notifications } from '@goldenpath/extension';
import { yamlText } from '@goldenpath/files';

/** An event: when Argo CD sends a notification, and its text. */
interface Event {
  readonly when: string;
  /** A field whose change allows the next notification. @default every change of `when` to true */
  readonly oncePer?: string;
  readonly message: string;
}

const APPLICATION = '{{.app.metadata.name}}';
const LINK = '{{.context.argocdUrl}}/applications/argocd/{{.app.metadata.name}}';

const EVENTS: Readonly<Record<NotificationEvent, Event>> = {
  'sync-failed': {
    when: "app.status?.operationState?.phase in ['Error', 'Failed']",
    oncePer: 'app.status?.operationState?.finishedAt',
    message: `Argo CD could not apply ${APPLICATION}: {{.app.status.operationState.message}}`,
  },
  'health-degraded': {
    when: "app.status?.health?.status == 'Degraded'",
    message: `${APPLICATION} is not healthy.`,
  },
  deployed: {
    when: "app.status?.operationState?.phase == 'Succeeded' && app.status?.health?.status == 'Healthy'",
    oncePer: 'app.status?.sync?.revision',
    message: `${APPLICATION} runs what is in Git at {{.app.status.sync.revision}}.`,
  },
};

/** Returns the keys of the ConfigMap `argocd-notifications-cm`. Tokens and addresses are in the Secret `argocd-notifications-secret`. */
export function notificationSettings({ service, on }: Notifications): Readonly<Record<string, string>> {
  const events = on.flatMap((event) => {
    const { when, oncePer, message } = EVENTS[event];
    const trigger = [{ when, ...(oncePer !== undefined && { oncePer }), send: [event] }];
    return [
      [`template.${event}`, yamlText(template(event, `${message}\n${LINK}`))],
      [`trigger.on-${event}`, yamlText(trigger)],
    ] as const;
  });
  return Object.fromEntries([[`service.${service}`, yamlText(SERVICES[service])], ...events]);
}

const SERVICES: Readonly<Record<Notifications['service'], unknown>> = {
  slack: { token: '$slack-token' },
  webhook: { url: '$webhook-url', headers: [{ name: 'Content-Type', value: 'application/json' }] },
};

/** Slack takes the message. A webhook takes JSON, in which every value is a JSON text. */
function template(event: NotificationEvent, message: string): unknown {
  const body = `{
  "event": "${event}",
  "application": {{ toJson .app.metadata.name }},
  "environment": {{ toJson .app.metadata.labels.environment }},
  "recipient": {{ toJson .recipient }},
  "sync": {{ toJson .app.status.sync.status }},
  "health": {{ toJson .app.status.health.status }},
  "revision": {{ toJson .app.status.sync.revision }}
}`;
  return { message, webhook: { webhook: { method: 'POST', body } } };
}

/** Returns the annotations that subscribe to the events of the Applications of an environment. */
export function subscriptions(
  notifications: Notifications | undefined,
  environment: string,
): Readonly<Record<string, string>> | undefined {
  if (notifications === undefined) return undefined;
  const { service, recipient, on } = notifications;
  const to = fillTemplate(recipient, { environment });
  return Object.fromEntries(on.map((event) => [`notifications.argoproj.io/subscribe.on-${event}.${service}`, to]));
}
