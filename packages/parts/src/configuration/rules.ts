import type { AppContext, Rule } from '@goldenpath/extension';
import { variableRules } from './variable-rules';
import { ofApplication } from './variables-of-spec';

export const rules: readonly Rule<AppContext>[] = variableRules(ofApplication);
