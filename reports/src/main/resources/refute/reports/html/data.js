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

/* Reads one column: its greatest number, and itself, packed by the rank of bytes. */
Refute.unpack = async function ([max, packed], count) {
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
  const { columns, count, workers } = Refute.facts;
  const names = Object.keys(columns), packed = {}, ops = { count, workers: Math.max(1, workers) };
  const unpacked = await Promise.all(names.map(name => Refute.unpack(columns[name], count)));
  names.forEach((name, i) => { packed[name] = unpacked[i]; columns[name] = null; });
  for (const name of ['duration', 'function', 'outcome', 'key', 'revision', 'error']) ops[name] = packed[name];
  Refute.times(ops, packed);
  Refute.processes(ops, packed);
  Refute.values(ops, packed);
  Refute.ops = ops;
};

/* "end" is where a bar ends: operations without an end go on to that of the run. */
Refute.times = function (ops, packed) {
  const { count, duration } = ops;
  ops.index = new Uint32Array(count);
  ops.start = new Float64Array(count);
  ops.end = new Float64Array(count);
  let index = 0, start = 0, last = 1;
  for (let i = 0; i < count; i++) {
    ops.index[i] = index += packed.index[i];
    ops.start[i] = start += packed.start[i];
    ops.end[i] = start + Math.max(0, duration[i] - 1);
    if (ops.end[i] > last) last = ops.end[i];
  }
  for (const fault of Refute.facts.faults) last = Math.max(last, fault.end, fault.start);
  for (let i = 0; i < count; i++) if (duration[i] === 0) ops.end[i] = last;
  ops.last = last;
};

/* A worker goes on as a new process after an operation of unknown outcome. */
Refute.processes = function (ops, packed) {
  const retired = new Int32Array(ops.workers);
  ops.worker = packed.worker;
  ops.process = new Uint32Array(ops.count);
  for (let i = 0; i < ops.count; i++) {
    const worker = ops.worker[i], generation = retired[worker] + Refute.unfolded(packed.retired[i]);
    ops.process[i] = worker + generation * ops.workers;
    retired[worker] = generation + (ops.outcome[i] === 2 ? 1 : 0);
  }
};

/* A value is told by how it differs from the one before; 0 is nil, and a result of 1 is the argument. */
Refute.values = function (ops, { argument, result }) {
  ops.argument = new Float64Array(ops.count);
  ops.result = new Float64Array(ops.count);
  let last = 0;
  for (let i = 0; i < ops.count; i++) {
    if (argument[i] !== 0) ops.argument[i] = last += Refute.unfolded(argument[i] - 1);
    if (result[i] === 1) ops.result[i] = ops.argument[i]; else if (result[i] !== 0) ops.result[i] = last += Refute.unfolded(result[i] - 2);
  }
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
Refute.node = i => 'n' + (Refute.ops.worker[i] % Math.max(1, Refute.facts.nodes) + 1);

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
