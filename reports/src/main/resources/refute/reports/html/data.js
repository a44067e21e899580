'use strict';
/* The data of the report: facts as JSON, operations as packed columns. */
const Refute = { facts: JSON.parse(document.getElementById('data').textContent) };

Refute.OUTCOMES = ['ok', 'fail', 'info'];

/* Reads one packed column: base 64, deflated, seven bits a byte. */
Refute.unpack = async function (packed, count) {
  const numbers = new Float64Array(count);
  if (!packed) return numbers;
  const bytes = Uint8Array.from(atob(packed), c => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const plain = new Uint8Array(await new Response(stream).arrayBuffer());
  for (let at = 0, i = 0; i < count; i++) {
    let number = 0, scale = 1, byte;
    do {
      byte = plain[at++];
      number += (byte & 127) * scale;
      scale *= 128;
    } while (byte & 128);
    numbers[i] = number;
  }
  return numbers;
};

/* All columns; times in microseconds; "end" is where a bar ends, open and unknown operations going on to the end of the run. */
Refute.load = async function () {
  const { columns, count, header } = Refute.facts;
  const names = ['index', 'start', 'duration', 'process', 'function', 'outcome', 'key', 'argument', 'result', 'revision', 'error'];
  const unpacked = await Promise.all(names.map(name => Refute.unpack(columns[name], count)));
  const ops = Object.fromEntries(names.map((name, i) => [name, unpacked[i]]));
  let index = 0, start = 0, last = 0;
  for (let i = 0; i < count; i++) {
    ops.index[i] = index += ops.index[i];
    ops.start[i] = start += ops.start[i];
    last = Math.max(last, start + Math.max(0, ops.duration[i] - 1));
  }
  for (const fault of Refute.facts.faults) last = Math.max(last, fault.end, fault.start);
  ops.end = new Float64Array(count);
  for (let i = 0; i < count; i++) ops.end[i] = ops.duration[i] === 0 ? last : ops.start[i] + ops.duration[i] - 1;
  ops.count = count;
  ops.last = Math.max(last, 1);
  ops.workers = Math.max(1, header.workers);
  Refute.ops = ops;
  return ops;
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
Refute.key = i => Refute.ops.key[i] === 0 ? '' : Refute.value(Refute.ops.key[i]);

/* "write[k1] 4", "read → 4": what was asked, or for a read what was answered. */
Refute.label = function (i) {
  const { ops } = Refute;
  const key = Refute.key(i);
  const name = Refute.functionName(i) + (key ? '[' + key.replace(/^"(.*)"$/, '$1') + ']' : '');
  const asked = ops.argument[i] === 0 ? '' : ' ' + Refute.value(ops.argument[i]);
  const answered = ops.outcome[i] === 0 && ops.duration[i] !== 0 && ops.result[i] !== ops.argument[i]
    ? ' → ' + Refute.value(ops.result[i]) : ops.argument[i] === 0 && ops.outcome[i] === 0 && ops.duration[i] !== 0 ? ' → nil' : '';
  return name + asked + answered;
};

Refute.time = function (micros) {
  const seconds = micros / 1e6;
  return seconds.toFixed(seconds < 10 ? 4 : 3) + ' s';
};

Refute.span = function (micros) {
  return micros < 1000 ? micros.toFixed(0) + ' µs' : micros < 1e6 ? (micros / 1000).toFixed(micros < 1e4 ? 2 : 1) + ' ms' : (micros / 1e6).toFixed(2) + ' s';
};

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
