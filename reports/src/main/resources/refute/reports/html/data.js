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

/* Reads one column: its greatest number, and itself, packed with seven bits a byte. */
Refute.unpack = async function ([max, packed], count) {
  const numbers = Refute.array(max, count), plain = await Refute.inflate(packed);
  for (let at = 0, i = 0; i < count; i++) {
    let byte = plain[at++], number = byte & 127;
    for (let scale = 128; byte & 128; scale *= 128) {
      byte = plain[at++];
      number += (byte & 127) * scale;
    }
    numbers[i] = number;
  }
  return numbers;
};

/* All columns; times in microseconds; "end" is where a bar ends, open and unknown operations going on to the end of the run. */
Refute.load = async function () {
  const { columns, count, faults, workers } = Refute.facts;
  const names = Object.keys(columns), ops = {};
  const unpacked = await Promise.all(names.map(name => Refute.unpack(columns[name], count)));
  names.forEach((name, i) => { ops[name] = unpacked[i]; columns[name] = null; });
  const steps = ops.index, pauses = ops.start;
  ops.index = new Uint32Array(count);
  ops.start = new Float64Array(count);
  ops.end = new Float64Array(count);
  let index = 0, start = 0, last = 0;
  for (let i = 0; i < count; i++) {
    ops.index[i] = index += steps[i];
    ops.start[i] = start += pauses[i];
    ops.end[i] = start + Math.max(0, ops.duration[i] - 1);
    if (ops.end[i] > last) last = ops.end[i];
  }
  for (const fault of faults) last = Math.max(last, fault.end, fault.start);
  for (let i = 0; i < count; i++) if (ops.duration[i] === 0) ops.end[i] = last;
  ops.count = count;
  ops.last = Math.max(last, 1);
  ops.workers = Math.max(1, workers);
  Refute.ops = ops;
};

/* The text of a value's number: 0 nil, odd a whole number, even the place of a text. */
Refute.value = function (number) {
  if (number === 0) return 'nil';
  if (number % 2 === 1) {
    const folded = (number - 1) / 2;
    return String(folded % 2 === 1 ? -(folded + 1) / 2 : folded / 2);
  }
  return Refute.facts.texts[(number - 2) / 2];
};

Refute.functionName = i => Refute.facts.functions[Refute.ops.function[i]];
Refute.outcome = i => Refute.ops.duration[i] === 0 ? 'open' : Refute.OUTCOMES[Refute.ops.outcome[i]];
Refute.unquoted = text => text.replace(/^"(.*)"$/s, '$1');
Refute.key = i => Refute.ops.key[i] === 0 ? '' : Refute.unquoted(Refute.value(Refute.ops.key[i]));
Refute.worker = i => Refute.ops.process[i] % Refute.ops.workers;
/* Workers are spread over the nodes in turn. */
Refute.node = i => 'n' + (Refute.worker(i) % Math.max(1, Refute.facts.nodes) + 1);

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
