import type { PartFields } from '@goldenpath/extension';
/** The fields of a spec that belong to the queue. */
export declare const fields: PartFields;
