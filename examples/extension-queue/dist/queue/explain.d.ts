import { type ExplanationTable } from '@goldenpath/extension';
export declare const group = 'Queue';
export declare const facts: ExplanationTable;
