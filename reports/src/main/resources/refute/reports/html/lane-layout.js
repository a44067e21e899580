'use strict';
/* Which operation lies in which lane, and where: by worker or by key. */
Refute.laneLayout = (function () {
  const LANES_MAX = 2000, BINS = 8192;

  /* Lanes of ascending places, with a summary by time for views in which operations are far narrower than a pixel. */
  function build(by) {
    const { ops } = Refute, numbers = new Map(), names = [];
    const laneOf = new Int32Array(ops.count), sizes = [];
    for (let i = 0; i < ops.count; i++) {
      const name = by === 'key' ? ops.key[i] : ops.worker[i];
      let number = numbers.get(name);
      if (number === undefined) { number = names.length; numbers.set(name, number); names.push(name); sizes.push(0); }
      laneOf[i] = number;
      sizes[number]++;
    }
    const order = names.map((name, number) => number);
    if (by !== 'key') order.sort((a, b) => names[a] - names[b]);
    const lanes = order.slice(0, LANES_MAX).map(number => lane(by === 'key' ? (names[number] === 0 ? 'no key' : Refute.unquoted(Refute.value(names[number]))) : 'worker ' + names[number], sizes[number]));
    const shown = new Int32Array(names.length).fill(-1);
    order.slice(0, LANES_MAX).forEach((number, row) => { shown[number] = row; });
    for (let i = 0; i < ops.count; i++) {
      const row = laneOf[i] = shown[laneOf[i]];
      if (row >= 0) put(lanes[row], i);
    }
    return { lanes, laneOf, hidden: names.length - lanes.length, binWidth: ops.last / BINS };
  }

  const lane = (label, size) => ({ label, places: new Int32Array(size), size: 0, longest: 0, bins: new Uint8Array(BINS) });

  function put(lane, i) {
    const { ops } = Refute, start = ops.start[i], end = ops.end[i];
    lane.places[lane.size++] = i;
    if (end - start > lane.longest) lane.longest = end - start;
    const width = ops.last / BINS, last = Math.min(Math.floor(end / width), BINS - 1);
    for (let bin = Math.min(Math.floor(start / width), BINS - 1); bin <= last; bin++) lane.bins[bin] |= 1 << ops.outcome[i];
  }

  /* The first of the lane's operations that may reach into the view: starts ascend, and none is longer than the longest. */
  function first(lane, from) {
    const { start } = Refute.ops, least = from - lane.longest;
    let low = 0, high = lane.size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (start[lane.places[middle]] < least) low = middle + 1; else high = middle;
    }
    return low;
  }

  /* The operation in force at this time, or the nearest within the slack; -1 if there is none. */
  function at(lane, time, slack) {
    const { ops } = Refute;
    let best = -1, least = slack;
    for (let n = first(lane, time - slack); n < lane.size; n++) {
      const i = lane.places[n];
      if (ops.start[i] > time + slack) break;
      const off = Math.max(ops.start[i] - time, time - ops.end[i], 0);
      if (off <= least) { least = off; best = i; }
    }
    return best;
  }

  return { build, first, at };
})();
