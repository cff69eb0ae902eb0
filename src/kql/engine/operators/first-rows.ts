/**
 * The first rows of an order, in it, without sorting all: a heap of the best so far, whose worst stands at its root.
 * `compare` must never be 0 for two rows.
 */
export function firstRows(rowCount: number, wanted: number, compare: (a: number, b: number) => number): Int32Array {
  const size = Math.min(Math.floor(wanted), rowCount);
  const heap = new Int32Array(size);
  if (size === 0) return heap;
  for (let row = 0; row < size; row++) heap[row] = row;
  for (let at = (size >> 1) - 1; at >= 0; at--) sink(heap, at, compare);
  for (let row = size; row < rowCount; row++) {
    if (compare(row, heap[0] as number) > 0) continue;
    heap[0] = row;
    sink(heap, 0, compare);
  }
  return heap.sort(compare);
}

function sink(heap: Int32Array, from: number, compare: (a: number, b: number) => number): void {
  const row = heap[from] as number;
  let at = from;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && compare(heap[child + 1] as number, heap[child] as number) > 0) child++;
    if (compare(heap[child] as number, row) < 0) break;
    heap[at] = heap[child] as number;
    at = child;
  }
  heap[at] = row;
}
