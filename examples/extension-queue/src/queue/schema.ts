import type { PartFields } from '@goldenpath/extension';

/** The fields of a spec that belong to the queue. */
export const fields: PartFields = {
  properties: {
    queue: {
      type: 'object',
      description: 'The queue that the application takes its work from.',
      properties: {
        name: {
          type: 'string',
          description: 'Its name: `orders` gives the pods `ORDERS_QUEUE_URL`.',
          pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$',
          minLength: 2,
          maxLength: 10,
        },
        visibilityTimeoutSeconds: {
          type: 'integer',
          description: 'How long a message that was received stays invisible to others, in seconds.',
          minimum: 0,
          maximum: 43_200,
          default: 30,
        },
        maxReceives: {
          type: 'integer',
          description: 'How often a message is delivered before it moves to the dead-letter queue.',
          minimum: 1,
          maximum: 1000,
          default: 5,
        },
      },
      required: ['name'],
      additionalProperties: false,
    },
  },
  required: ['queue'],
  overrides: {
    queue: {
      type: 'object',
      description: 'The queue in this environment.',
      properties: {
        visibilityTimeoutSeconds: {
          type: 'integer',
          description: 'How long a message that was received stays invisible to others, in seconds.',
          minimum: 0,
          maximum: 43_200,
        },
      },
      additionalProperties: false,
    },
  },
};
