/** `1 database`, `2 databases`, `1,000 databases`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? noun : plural}`;
}

/** Returns `a`, `a and b`, or `a, b and c`. More than `most` items are counted: `a, b and 7 more`. */
export function listed(items: readonly string[], most = 5): string {
  if (items.length > most + 1) return `${items.slice(0, most).join(', ')} and ${items.length - most} more`;
  if (items.length <= 1) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
