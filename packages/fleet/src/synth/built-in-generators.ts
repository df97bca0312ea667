/** The generators of a fleet without extensions. The bundle of the command contains them; those for extensions come from the packages. */
export { generate } from './generators';
