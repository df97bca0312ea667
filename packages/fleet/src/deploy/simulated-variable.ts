/** The variable with the folder of the simulated cloud for a synthesis. Only `goldenpath simulate` sets it. */
export const SIMULATED_FOLDER = 'GOLDENPATH_SIMULATED_CLOUD';
