import { describeServices } from '@goldenpath/testing/services/describe-services';
import { RUNTIMES } from '@goldenpath/testing/services/runtimes';

describeServices(RUNTIMES.python);
