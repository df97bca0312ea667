import { type AppContext, checkVariants, pathOfSetting, type Problem, quote, type Rule } from '@goldenpath/extension';
import { clusterIsKnown, overridesExist } from '../cloud/rules';
import { partSettings } from '../settings';
import { DEAD } from './facts';

/** SNS has one subscription of a queue to a topic. Without `app`, the topic is the application's own. */
export const subscriptionsDiffer: Rule<AppContext> = {
  name: 'subscribed-twice',
  check: (context) =>
    checkVariants(context, ({ environment, settings }) =>
      Object.entries(partSettings(settings).queues ?? {}).flatMap(([name, { subscriptions }]) => {
        const topics = subscriptions.map(({ app = context.spec.name, topic }) => `${app}/${topic}`);
        return subscriptions.flatMap(({ topic }, index): Problem[] => {
          if (topics.indexOf(topics[index] ?? '') === index) return [];
          return [
            {
              path: pathOfSetting(context, environment, ['queues', name, 'subscriptions', index]),
              message: `The queue ${quote(name)} subscribes to the topic ${quote(topic)} twice.`,
              remedy: 'Remove one of the two subscriptions.',
            },
          ];
        });
      }),
    ),
};

/** The dead-letter queue of `work` has the name of a queue `work-dead`. */
export const deadLettersHaveNames: Rule<AppContext> = {
  name: 'dead-letter-queue',
  check: (context) =>
    checkVariants(context, ({ settings }) => {
      const queues = partSettings(settings).queues ?? {};
      return Object.keys(queues).flatMap((name): Problem[] => {
        const other = name.endsWith(DEAD) ? name.slice(0, -DEAD.length) : undefined;
        if (other === undefined || !Object.hasOwn(queues, other)) return [];
        return [
          {
            path: ['queues', name],
            at: 'key',
            message: `${quote(name)} is the name of the dead-letter queue of ${quote(other)}.`,
            remedy: `Choose another name. ${quote(other)} has a dead-letter queue without an entry of its own.`,
          },
        ];
      });
    }),
};

export const rules: readonly Rule<AppContext>[] = [
  clusterIsKnown('queues'),
  overridesExist('queues', 'queue'),
  subscriptionsDiffer,
  deadLettersHaveNames,
];
