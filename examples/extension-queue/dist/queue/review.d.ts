import { type PartReview, type Priced, type ReviewRule } from '@goldenpath/extension';
import type { QueueFacts } from './facts';
export declare const rules: readonly ReviewRule<QueueFacts>[];
export declare const priced: ({ name }: QueueFacts) => readonly Priced[];
export declare const graph: NonNullable<PartReview<QueueFacts>['graph']>;
export declare const fields: NonNullable<PartReview<QueueFacts>['fields']>;
