/** Names the folder of the simulated cloud that a synthesis is for. Only `goldenpath simulate` sets it. */
export const SIMULATED_FOLDER = 'GOLDENPATH_SIMULATED_WORLD';
