import { runMain } from './run-main';

runMain(process.argv.slice(2));
