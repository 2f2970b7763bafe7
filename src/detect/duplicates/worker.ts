import { parentPort, workerData } from 'node:worker_threads';
import type { KeyedSet } from './search-rule.js';
import { TaskRunner, type SearchTask } from './search-tasks.js';

/** Thread entry: each task is answered by its result. */
const runner = new TaskRunner(workerData as KeyedSet);

parentPort?.on('message', (task: SearchTask) => {
  const result = runner.run(task);
  if (result.kind !== 'rule') {
    parentPort?.postMessage(result);
    return;
  }
  const { left, right, persons, event, rarityMan, rarityWoman, bits, rule } = result.pairs;
  parentPort?.postMessage(
    result,
    [left, right, persons, event, rarityMan, rarityWoman, bits, rule].map((column) => column.buffer as ArrayBuffer),
  );
});
