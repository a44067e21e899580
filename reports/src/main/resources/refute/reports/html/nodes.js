'use strict';
/* A row a node: how much of what its clients asked was acknowledged, what the node was seen to be, and who led in which term. */
Refute.nodes = (function () {
  const { facts, view } = Refute;
  const BUCKETS = 400, ROW = 20, BAR = 13, LINE = 3;
  let place, canvas, counted;

  /* By stretch of time and node: how many operations ended there, and how many of them were acknowledged. */
  function count() {
    const { ops } = Refute, width = Math.max(ops.last / BUCKETS, 1000), size = Math.ceil(ops.last / width) + 1, nodes = facts.nodes;
    const all = new Uint32Array(size * nodes), ok = new Uint32Array(size * nodes);
    for (let i = 0; i < ops.count; i++) {
      const at = Math.min(Math.floor(Math.min(ops.end[i], ops.last) / width), size - 1) * nodes + ops.worker[i] % nodes;
      all[at]++;
      if (ops.outcome[i] === 0 && ops.duration[i] !== 0) ok[at]++;
    }
    return { width, size, all, ok };
  }

  /* What each node was seen to be, each until the next. */
  function spans() {
    const rows = Array.from({ length: facts.nodes }, () => []);
    for (const [start, node, state, leads, term] of facts.sightings) {
      const row = rows[node - 1];
      if (row === undefined) continue;
      if (row.length) row[row.length - 1].end = start;
      row.push({ start, end: Refute.ops.last, state, leads, term });
    }
    return rows;
  }

  function size() {
    const width = place.clientWidth;
    return { pen: Refute.penOf(canvas, width, facts.nodes * ROW), width };
  }

  function draw(rows) {
    const { from, to } = view.state, { left, right } = Refute.lanes.insets, { pen, width } = size();
    const scale = (width - left - right) / (to - from), x = time => left + (time - from) * scale;
    pen.font = '12px system-ui, sans-serif';
    pen.textBaseline = 'middle';
    for (let node = 0; node < facts.nodes; node++) {
      const y = node * ROW + 2;
      pen.fillStyle = Refute.colour('soft');
      pen.fillText('n' + (node + 1), 4, y + BAR / 2 + 1);
      pen.save();
      pen.beginPath(); pen.rect(left, y, width - left - right, ROW); pen.clip();
      answered(pen, node, y, x, from, to);
      for (const span of rows[node]) if (span.end > from && span.start < to) seen(pen, span, y, x, left, from);
      pen.restore();
    }
    pen.globalAlpha = 1;
  }

  /* Filled to the height of what was acknowledged; a rest that was asked for and not acknowledged in the colour of the unknown. */
  function answered(pen, node, y, x, from, to) {
    const { width, size, all, ok } = counted;
    const first = Math.max(0, Math.floor(from / width)), last = Math.min(size - 1, Math.ceil(to / width));
    for (let n = first; n <= last; n++) {
      const at = n * facts.nodes + node;
      if (all[at] === 0) continue;
      const start = x(n * width), wide = Math.max(x((n + 1) * width) - start, 1), high = BAR * ok[at] / all[at];
      pen.globalAlpha = .45;
      pen.fillStyle = Refute.colour('ok');
      pen.fillRect(start, y + BAR - high, wide, high);
      pen.fillStyle = Refute.colour('info');
      pen.fillRect(start, y, wide, BAR - high);
    }
  }

  function seen(pen, span, y, x, left, from) {
    const start = x(span.start), wide = Math.max(x(span.end) - start, 1);
    pen.globalAlpha = 1;
    if (span.leads || span.state !== 'running') {
      pen.fillStyle = Refute.colour(span.leads ? 'mark' : 'bad');
      pen.fillRect(start, y + BAR + 1, wide, LINE);
    }
    const words = span.state !== 'running' ? span.state : span.leads ? span.term > 0 ? 'leads in term ' + span.term : 'leads' : '';
    if (words === '' || pen.measureText(words).width + 8 > x(span.end) - Math.max(start, left)) return;
    pen.fillStyle = Refute.colour('ink');
    pen.fillText(words, Math.max(start, left) + 4, y + BAR / 2 + 1);
  }

  function start() {
    place = document.getElementById('nodes');
    place.hidden = facts.nodes === 0 || Refute.ops.count === 0;
    if (place.hidden) return;
    canvas = place.querySelector('canvas');
    counted = count();
    const rows = spans();
    place.style.minHeight = facts.nodes * ROW + 'px';
    view.listen(() => draw(rows));
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => draw(rows));
    new ResizeObserver(() => draw(rows)).observe(place);
  }

  return { start };
})();
