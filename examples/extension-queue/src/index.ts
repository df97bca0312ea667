import { queueWorker } from './kind';
import { queue } from './queue';

/** What the platform file loads: the parts and the kinds of this extension. */
export const parts = [queue];
export const kinds = [queueWorker];
