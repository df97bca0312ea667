import type { AppContext, Rule } from '@goldenpath/extension';
export declare const rules: Rule<AppContext>[];
