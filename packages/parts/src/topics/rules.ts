import type { AppContext, Rule } from '@goldenpath/extension';
import { clusterIsKnown, overridesExist } from '../cloud/rules';

export const rules: readonly Rule<AppContext>[] = [clusterIsKnown('topics'), overridesExist('topics', 'topic')];
