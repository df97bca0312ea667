import { StringDecoder } from 'node:string_decoder';

type Stream = 'stdout' | 'stderr';

/** The output of a process, in order of arrival. */
export class Output {
  private chunks: { readonly stream: Stream; readonly bytes: Buffer }[] = [];
  private size = 0;

  /** @param limit The number of bytes to keep, counted from the end of both streams together. */
  constructor(private readonly limit: number) {}

  add(stream: Stream, bytes: Buffer): void {
    this.chunks.push({ stream, bytes });
    this.size += bytes.length;
    if (this.size > this.limit) this.dropOldest();
  }

  /** Returns the bytes of one stream, or of both. */
  bytesOf(stream?: Stream): Buffer {
    const chunks = this.chunks.filter((chunk) => stream === undefined || chunk.stream === stream);
    return Buffer.concat(chunks.map(({ bytes }) => bytes));
  }

  private dropOldest(): void {
    let excess = this.size - this.limit;
    while (excess > 0) {
      const [first] = this.chunks;
      if (first === undefined) return;
      const dropped = Math.min(first.bytes.length, excess);
      if (dropped === first.bytes.length) this.chunks.shift();
      else this.chunks[0] = { stream: first.stream, bytes: first.bytes.subarray(dropped) };
      this.size -= dropped;
      excess -= dropped;
    }
  }
}

/** Returns a function that calls `onLine` with each complete line, without its line break. */
export function lineSplitter(onLine: (line: string) => void): (bytes: Buffer) => void {
  const decoder = new StringDecoder('utf8');
  // The parts of the incomplete line. Kept separate, so that a long line is not searched again for each part.
  let parts: string[] = [];
  return (bytes) => {
    const [first = '', ...others] = decoder.write(bytes).split('\n');
    parts.push(first);
    for (const next of others) {
      onLine(parts.join(''));
      parts = [next];
    }
  };
}
