/** Returns whether a name is the one that the platform file allows, or begins as it says: `example.com/*`. */
export function matchesName(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
