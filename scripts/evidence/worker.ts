// Does one chunk of work after the other, as told by messages, and answers each with what it counted.
import { workThrough, type Chunk } from './work-through';

process.on('message', (chunk: Chunk) => {
  void workThrough(chunk).then((tally) => process.send?.(tally));
});
