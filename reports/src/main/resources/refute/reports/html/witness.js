'use strict';
/* The picture of a witness: its operations as bars by process, under the faults that were in force. */
Refute.witness = (function () {
  const { el, svg } = Refute;
  const ROW = 34, LEFT = 110, RIGHT = 20, TOP = 26, WIDTH = 1100, SHOWN_MAX = 40;

  function picture(places, stuck) {
    const { ops, facts } = Refute;
    const processes = [...new Set(places.map(i => ops.process[i]))].sort((a, b) => a - b);
    const from = Math.min(...places.map(i => ops.start[i]));
    const finite = places.filter(i => ops.outcome[i] !== 2 && ops.duration[i] !== 0);
    const to = Math.max(...finite.map(i => ops.end[i]), ...places.map(i => ops.start[i]));
    const pad = Math.max((to - from) * .04, 50);
    const times = warp(places, from - pad, to + pad);
    const x = micros => LEFT + times(micros) * (WIDTH - LEFT - RIGHT);
    const height = TOP + processes.length * ROW + 30;
    const drawing = svg('svg', { viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', width: WIDTH, height,
      'aria-label': places.map(i => `process ${ops.process[i]}: ${Refute.label(i)}, ${Refute.outcome(i)}`).join('; ') });
    for (const fault of facts.faults) {
      const end = fault.end < 0 ? ops.last : fault.end;
      if (fault.start > to + pad || end < from - pad) continue;
      const left = x(Math.max(fault.start, from - pad)), right = x(Math.min(end, to + pad));
      drawing.append(svg('rect', { class: 'band', x: left, y: 16, width: Math.max(right - left, 2), height: height - 42 },
        svg('title', {}, fault.description)));
      drawing.append(svg('text', { class: 'soft', x: left + 3, y: 12 }, shorten(fault.description, (right - left) / 6.5)));
    }
    processes.forEach((process, row) => {
      const y = TOP + row * ROW + ROW / 2;
      drawing.append(svg('text', { x: 4, y: y + 4 }, 'process ' + process));
      drawing.append(svg('line', { class: 'axis', x1: LEFT, x2: WIDTH - RIGHT, y1: y, y2: y }));
    });
    for (const i of places) drawing.append(bar(i, stuck, x, processes, from, to, pad));
    drawing.append(svg('text', { class: 'soft', x: LEFT, y: height - 8 }, Refute.time(from)));
    drawing.append(svg('text', { class: 'soft', x: WIDTH - RIGHT, y: height - 8, 'text-anchor': 'end' }, Refute.time(to)));
    return el('div', { class: 'picture' }, drawing);
  }

  function bar(i, stuck, x, processes, from, to, pad) {
    const { ops } = Refute;
    const y = TOP + processes.indexOf(ops.process[i]) * ROW + 4;
    const open = ops.outcome[i] === 2 || ops.duration[i] === 0;
    const left = x(ops.start[i]), right = open ? x(to + pad) : x(ops.end[i]);
    const label = Refute.label(i) + (open ? ' ?' : ops.outcome[i] === 1 ? ' ✗' : '');
    const classes = 'bar ' + Refute.OUTCOMES[ops.outcome[i]] + (ops.index[i] === stuck ? ' stuck' : '');
    const width = Math.max(right - left, 3);
    const group = svg('g', {}, svg('rect', { class: classes, x: left, y, width, height: ROW - 8, rx: 3 }),
      svg('title', {}, `process ${ops.process[i]}: ${Refute.label(i)}, ${Refute.outcome(i)}, ${Refute.time(ops.start[i])} for ${Refute.span(ops.end[i] - ops.start[i])}`));
    const fits = label.length * 6.6 < width - 8;
    group.append(svg('text', { x: fits ? left + 5 : Math.min(left + width + 4, WIDTH - label.length * 6.7), y: y + ROW / 2 + 1 }, shorten(label, 60)));
    group.style.cursor = 'pointer';
    group.addEventListener('click', () => Refute.page.goTo(i));
    return group;
  }

  /* Operations may be a second apart and a millisecond long: stretches in which nothing of the witness happens are folded. */
  function warp(places, from, to) {
    const { ops } = Refute;
    const marks = new Set([from, to]);
    for (const i of places) {
      marks.add(ops.start[i]);
      if (ops.outcome[i] !== 2 && ops.duration[i] !== 0) marks.add(ops.end[i]);
    }
    const sorted = [...marks].sort((a, b) => a - b);
    const even = 1 / Math.max(sorted.length - 1, 1);
    const span = Math.max(to - from, 1);
    const positions = [0];
    for (let i = 1; i < sorted.length; i++) positions.push(positions[i - 1] + .7 * even + .3 * (sorted[i] - sorted[i - 1]) / span);
    return micros => {
      if (micros <= sorted[0]) return 0;
      for (let i = 1; i < sorted.length; i++) {
        if (micros <= sorted[i]) return positions[i - 1] + (positions[i] - positions[i - 1]) * (micros - sorted[i - 1]) / Math.max(sorted[i] - sorted[i - 1], 1e-9);
      }
      return 1;
    };
  }

  function shorten(text, room) {
    return text.length <= room ? text : room < 2 ? '' : text.slice(0, Math.floor(room) - 1) + '…';
  }

  function attempts(list) {
    if (!list.length) return null;
    return el('details', { open: '' }, el('summary', {}, 'Orders that were tried, and where each ends'),
      list.slice(0, 8).map(attempt => {
        const rows = attempt.order.map((index, n) => {
          const i = Refute.find(index);
          return el('tr', {}, el('td', { class: 'num' }, String(n + 1)), el('td', { class: 'mono' }, i < 0 ? '#' + index : Refute.label(i)),
            el('td', { class: 'num' }, i < 0 ? '' : 'process ' + Refute.ops.process[i]), el('td', { class: 'mono' }, attempt.states[n] || ''));
        });
        return el('div', {}, Refute.table(['', 'operation', 'by', 'state after it'], rows), el('p', { class: 'invalid' }, attempt.obstacle));
      }));
  }

  function show(witness, checker) {
    const places = witness.operations.map(Refute.find).filter(i => i >= 0);
    const section = el('div', {}, el('h2', {}, `${witness.name || witness.kind} `, el('span', { class: 'dim' }, `found by ${checker}${witness.key && witness.key !== 'nil' ? ' on key ' + witness.key : ''}`)),
      el('p', { class: 'reason' }, witness.sentence));
    if (places.length) {
      section.append(picture(places.slice(0, SHOWN_MAX), witness.stuck));
      const more = places.length - SHOWN_MAX;
      const words = [];
      if (witness.kind === 'unlinearizable') words.push('A bar is an operation from invocation to completion; stretches in which nothing happens are folded. Bars that overlap may be ordered either way. The thick red one fits nowhere.' + (witness.minimal ? ' Without any one of these operations the rest would be legal.' : ''));
      if (more > 0) words.push(`${more} more operations are not drawn.`);
      section.append(el('p', { class: 'help' }, words.join(' ')));
    }
    if (witness.elements) section.append(el('p', { class: 'mono' }, `${witness.elementCount} elements: ${witness.elements.join(' ')}${witness.elementCount > witness.elements.length ? ' …' : ''}`));
    if (witness.edges) section.append(el('ol', {}, witness.edges.map(edge => el('li', {}, edge))));
    if (witness.lines && witness.lines.length) section.append(el('pre', { tabindex: '0' }, witness.lines.join('\n')));
    if (witness.attempts) section.append(attempts(witness.attempts) || '');
    return section;
  }

  return { show };
})();
