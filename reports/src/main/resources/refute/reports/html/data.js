'use strict';
/* The data of the report: facts as JSON, operations as packed columns. */
const Refute = { facts: JSON.parse(document.getElementById('data').textContent) };
document.getElementById('data').remove();

Refute.OUTCOMES = ['ok', 'fail', 'info'];

/* Undoes base 64 and deflate. */
Refute.inflate = async function (packed) {
  const text = atob(packed), bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
};

/* The smallest array that holds numbers up to the greatest. */
Refute.array = function (max, count) {
  return max < 256 ? new Uint8Array(count) : max < 65536 ? new Uint16Array(count) : max < 2 ** 32 ? new Uint32Array(count) : new Float64Array(count);
};

/* Reads one column: its greatest number, how many there are, and themselves, packed by the rank of bytes. */
Refute.unpack = async function ([max, count, packed]) {
  const numbers = Refute.array(max, count), plain = await Refute.inflate(packed);
  for (let rank = 0, scale = 1; rank * count < plain.length; rank++, scale *= 256) {
    for (let i = 0, at = rank * count; i < count; i++, at++) numbers[i] += plain[at] * scale;
  }
  return numbers;
};

/* Undoes the folding of negative numbers. */
Refute.unfolded = number => number % 2 === 1 ? -(number + 1) / 2 : number / 2;

/* All columns, with what was left out of them foretold again; times in microseconds. */
Refute.load = async function () {
  const { facts } = Refute, { columns, count, workers } = facts;
  const packed = {}, ops = { count, workers: Math.max(1, workers) };
  await Promise.all(Object.keys(columns).map(async name => { packed[name] = await Refute.unpack(columns[name]); columns[name] = null; }));
  facts.texts = JSON.parse(new TextDecoder().decode(await Refute.inflate(facts.texts)));
  for (const name of ['duration', 'function', 'outcome', 'key']) ops[name] = packed[name];
  Refute.times(ops, packed);
  Refute.processes(ops, packed);
  Refute.values(ops, packed, Refute.shapes(ops, packed));
  Refute.ops = ops;
};

/* "end" is where a bar ends: operations without an end go on to that of the run. */
Refute.times = function (ops, packed) {
  const { count, duration } = ops;
  ops.start = new Float64Array(count);
  ops.end = new Float64Array(count);
  let start = 0, last = 1;
  for (let i = 0; i < count; i++) {
    ops.start[i] = start += packed.start[i];
    ops.end[i] = start + Math.max(0, duration[i] - 1);
    if (ops.end[i] > last) last = ops.end[i];
  }
  for (const fault of Refute.facts.faults) last = Math.max(last, fault.end, fault.start);
  for (let i = 0; i < count; i++) if (duration[i] === 0) ops.end[i] = last;
  ops.last = last;
};

/* The first place in ascending times of one that is later. */
Refute.placeAfter = function (times, time) {
  let low = 0, high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] <= time) low = middle + 1; else high = middle;
  }
  return low;
};

/* Workers in the order in which they were last done tell who is asked, and how many operations are completed. A worker goes on as a new
   process after an operation of unknown outcome. */
Refute.processes = function (ops, packed) {
  const { count, workers } = ops, order = Uint32Array.from({ length: workers }, (_, worker) => worker);
  const ends = new Float64Array(workers).fill(-1), retired = new Int32Array(workers);
  ops.worker = Refute.array(workers, count);
  ops.process = new Uint32Array(count);
  ops.index = new Uint32Array(count);
  let drift = 0;
  for (let i = 0; i < count; i++) {
    drift += Refute.unfolded(packed.index[i]);
    ops.index[i] = 2 * i - (workers - Refute.placeAfter(ends, ops.start[i])) + drift;
    const place = packed.worker[i], worker = order[place], end = ops.duration[i] === 0 ? Infinity : ops.end[i];
    const to = Refute.placeAfter(ends, end) - (ends[place] <= end ? 1 : 0);
    for (const moved of [order, ends]) {
      if (to > place) moved.copyWithin(place, place + 1, to + 1); else moved.copyWithin(to + 1, to, place);
    }
    order[to] = worker;
    ends[to] = end;
    const generation = retired[worker] + Refute.unfolded(packed.retired[i]);
    ops.worker[i] = worker;
    ops.process[i] = worker + generation * workers;
    retired[worker] = generation + (ops.outcome[i] === 2 ? 1 : 0);
  }
};

/* What each operation has: as the last one of its function and outcome, if nothing else is said. */
Refute.shapes = function (ops, { shape }) {
  const shapes = new Uint8Array(ops.count), known = new Uint8Array(3 * Refute.facts.functions.length);
  for (let i = 0; i < ops.count; i++) {
    const sort = 3 * ops.function[i] + ops.outcome[i];
    if (shape[i] !== 0) known[sort] = shape[i] - 1;
    shapes[i] = known[sort];
  }
  return shapes;
};

/* Arguments, results, revisions and errors of the operations that have them: bits 1, 2 (the argument again) or 4, 8 and 16 of the shape. */
Refute.values = function (ops, packed, shapes) {
  const { count } = ops, asked = new Map();
  for (const name of ['argument', 'result', 'revision']) ops[name] = new Float64Array(count);
  ops.error = new Uint32Array(count);
  let arguments_ = 0, results = 0, revisions = 0, errors = 0, revision = 0;
  for (let i = 0; i < count; i++) {
    if (shapes[i] & 1) {
      let places = asked.get(ops.key[i]);
      if (places === undefined) asked.set(ops.key[i], places = []);
      const last = places.length === 0 ? 0 : ops.argument[places[places.length - 1]];
      ops.argument[i] = last + Refute.unfolded(packed.argument[arguments_++]);
      places.push(i);
    }
    if (shapes[i] & 8) ops.revision[i] = revision += Refute.unfolded(packed.revision[revisions++]);
    if (shapes[i] & 16) ops.error[i] = packed.error[errors++];
  }
  for (let i = 0; i < count; i++) {
    if (shapes[i] & 2) ops.result[i] = ops.argument[i];
    if (shapes[i] & 4) ops.result[i] = Refute.likely(ops, asked.get(ops.key[i]), ops.end[i]) + Refute.unfolded(packed.result[results++]);
  }
};

/* The argument of the last of these operations that was invoked by then; 0 if there is none. */
Refute.likely = function (ops, places, time) {
  let low = 0, high = places === undefined ? 0 : places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ops.start[places[middle]] <= time) low = middle + 1; else high = middle;
  }
  return low === 0 ? 0 : ops.argument[places[low - 1]];
};

/* The text of a value's number: 0 nil, odd a whole number, even the place of a text. */
Refute.value = function (number) {
  if (number === 0) return 'nil';
  if (number % 2 === 1) {
    const folded = (number - 1) / 2;
    return String(Refute.unfolded(folded));
  }
  return Refute.facts.texts[(number - 2) / 2];
};

Refute.functionName = i => Refute.facts.functions[Refute.ops.function[i]];
Refute.outcome = i => Refute.ops.duration[i] === 0 ? 'open' : Refute.OUTCOMES[Refute.ops.outcome[i]];
Refute.unquoted = text => text.replace(/^"(.*)"$/s, '$1');
Refute.key = i => Refute.ops.key[i] === 0 ? '' : Refute.unquoted(Refute.value(Refute.ops.key[i]));
/* Workers are spread over the nodes in turn. */
Refute.nodeOf = worker => 'n' + (worker % Math.max(1, Refute.facts.nodes) + 1);
Refute.node = i => Refute.nodeOf(Refute.ops.worker[i]);

/* "write[k1] 4", "read → 4": what was asked, or for a read what was answered. */
Refute.label = function (i) {
  const { ops } = Refute, key = Refute.key(i), happened = ops.outcome[i] === 0 && ops.duration[i] !== 0;
  const asked = ops.argument[i] === 0 ? '' : ' ' + Refute.value(ops.argument[i]);
  const answered = happened && (asked === '' || ops.result[i] !== ops.argument[i]) ? ' → ' + Refute.value(ops.result[i]) : '';
  return Refute.functionName(i) + (key ? '[' + key + ']' : '') + asked + answered;
};

Refute.time = function (micros) {
  const seconds = micros / 1e6;
  return seconds.toFixed(seconds < 10 ? 4 : 3) + ' s';
};

Refute.span = function (micros) {
  return micros < 1000 ? micros.toFixed(0) + ' µs' : micros < 1e6 ? (micros / 1000).toFixed(micros < 1e4 ? 2 : 1) + ' ms' : (micros / 1e6).toFixed(2) + ' s';
};

Refute.faultEnd = fault => fault.end < 0 ? Refute.ops.last : fault.end;

/* The place of the operation with this index in the recorded history, or -1. */
Refute.find = function (index) {
  let low = 0, high = Refute.ops.count - 1;
  while (low <= high) {
    const middle = (low + high) >> 1, there = Refute.ops.index[middle];
    if (there === index) return middle;
    if (there < index) low = middle + 1; else high = middle - 1;
  }
  return -1;
};
