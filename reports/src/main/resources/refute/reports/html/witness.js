'use strict';
/* The picture of a witness: its operations as bars by process, under the faults that were in force. Needs no columns. */
Refute.witness = (function () {
  const { el, svg, facts } = Refute;
  const ROW = 30, LEFT = 130, RIGHT = 16, TOP = 8, BAND = 16, WIDTH = 1160, TEXT = 6.9;

  function picture(witness) {
    const until = witness.moment, ops = witness.around.concat(witness.operations).sort((a, b) => a.start - b.start)
      .map(o => until >= 0 && o.end > until ? { ...o, end: -1, outcome: 'info' } : o);
    const processes = [...new Set(ops.map(o => o.process))].sort((a, b) => a - b);
    const from = Math.min(...ops.map(o => o.start));
    const to = Math.max(until, ...ops.map(o => Math.max(o.end, o.start)));
    const pad = until >= 0 ? 1 : Math.max((to - from) * .04, 50);
    const faults = facts.faults.filter(f => f.start <= to + pad && (f.end < 0 || f.end >= from - pad)).slice(0, 6);
    const top = TOP + faults.length * BAND;
    const height = top + processes.length * ROW + 26;
    const position = warp(ops, from - pad, to + pad);
    const x = micros => LEFT + position(micros) * (WIDTH - LEFT - RIGHT);
    const drawing = svg('svg', { viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', 'aria-label': ops.map(text).join('; ') });
    faults.forEach((fault, n) => {
      const left = x(Math.max(fault.start, from - pad)), right = x(fault.end < 0 ? to + pad : Math.min(fault.end, to + pad));
      const room = (WIDTH - left) / TEXT;
      drawing.append(svg('rect', { class: 'band', x: left, y: TOP + n * BAND, width: Math.max(right - left, 2), height: height - TOP - n * BAND - 24 }),
        svg('text', { class: 'soft', x: left + 3, y: TOP + n * BAND + 12 }, shorten(fault.description, room)));
    });
    processes.forEach((process, row) => {
      const y = top + row * ROW + ROW / 2;
      drawing.append(svg('text', { x: 2, y: y + 4 }, name(process)), svg('line', { class: 'axis', x1: LEFT, x2: WIDTH - RIGHT, y1: y, y2: y }));
    });
    for (const o of ops) drawing.append(bar(o, witness.stuck, x, top + processes.indexOf(o.process) * ROW + 3, to + pad));
    times(ops, x).forEach(([at, micros]) => drawing.append(svg('text', { class: 'soft', x: at, y: height - 7, 'text-anchor': 'middle' }, Refute.time(micros))));
    return drawing;
  }

  /* With the node it talks to, as that is what a fault befalls. Histories of others have no nodes. */
  const name = process => 'process ' + process + (facts.nodes > 0 && facts.workers > 0 ? ' · ' + Refute.nodeOf(process % facts.workers) : '');

  const text = o => `process ${o.process}: ${o.label}, ${o.outcome}, ${Refute.time(o.start)} ${o.end < 0 ? 'with unknown end' : 'to ' + Refute.time(o.end)}`;

  function bar(o, stuck, x, y, edge) {
    const left = x(o.start), right = x(o.end < 0 ? edge : o.end), width = Math.max(right - left, 3);
    const label = shorten(o.label + (o.outcome === 'fail' ? ' ✗' : o.end < 0 ? ' ?' : ''), 60);
    const classes = `bar ${o.outcome}${o.index === stuck ? ' stuck' : ''}`;
    const fits = label.length * TEXT < width - 8, after = left + width + 5;
    const at = fits ? left + 5 : after + label.length * TEXT < WIDTH ? after : Math.max(0, left - label.length * TEXT - 5);
    const group = svg('g', { class: o.around ? 'around' : 'own' }, svg('rect', { class: classes, x: left, y, width, height: ROW - 7, rx: 3 }),
      svg('text', { x: at, y: y + ROW / 2 + 1 }, label), svg('title', {}, text(o)));
    group.addEventListener('click', () => { if (Refute.ops) Refute.page.goTo(Refute.find(o.index)); });
    return group;
  }

  /* Times of the witness's own ends, as far as they do not run into each other. */
  function times(ops, x) {
    const shown = [];
    const own = ops.filter(o => !o.around);
    for (const micros of [...own, ...ops].flatMap(o => [o.start, o.end]).filter(t => t >= 0)) {
      const at = Math.min(Math.max(x(micros), LEFT + 28), WIDTH - 34);
      if (shown.every(([other]) => Math.abs(other - at) > 66)) shown.push([at, micros]);
    }
    return shown;
  }

  /* Operations may be a second apart and a millisecond long: stretches in which nothing of the witness happens are folded. */
  function warp(ops, from, to) {
    const sorted = [...new Set([from, to, ...ops.flatMap(o => o.end < 0 ? [o.start] : [o.start, o.end])])].sort((a, b) => a - b);
    const even = 1 / Math.max(sorted.length - 1, 1), span = Math.max(to - from, 1), positions = [0];
    for (let i = 1; i < sorted.length; i++) positions.push(positions[i - 1] + .75 * even + .25 * (sorted[i] - sorted[i - 1]) / span);
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

  function draw(place) {
    const witness = facts.witnesses[+place.dataset.witness];
    place.append(picture(witness));
    if (witness.more > 0) place.append(el('p', { class: 'help' }, `${witness.more} more operations are not drawn.`));
  }

  /* The open ones now; the others when they are opened. */
  function start() {
    for (const place of document.querySelectorAll('[data-witness]')) {
      const closed = place.closest('details');
      if (closed) closed.addEventListener('toggle', () => draw(place), { once: true }); else draw(place);
    }
  }

  return { start };
})();
