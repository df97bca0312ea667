/** Names the simulated world that a synthesis is for; only `goldenpath simulate` sets it. */
export const SIMULATED_WORLD = 'GOLDENPATH_SIMULATED_WORLD';
