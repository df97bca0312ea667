import { describeWorkers } from '@goldenpath/testing/services/describe-workers';
import { RUNTIMES } from '@goldenpath/testing/services/runtimes';

describeWorkers(RUNTIMES.node);
