import type { AppContext, Rule } from '@goldenpath/extension';
import { annotationRules } from './annotation-rules';
import { hostRules } from './host-rules';
import { targetRules } from './target-rules';

export const rules: readonly Rule<AppContext>[] = [...targetRules, ...hostRules, ...annotationRules];
