'use strict';
/* A row a node: what it recorded of itself, a mark an event; names where there is room. The first that the spec does not explain stands out. */
Refute.trace = (function () {
  const { facts, view } = Refute;
  const ROW = 18, MARK = 11, ROOM = 6;
  let place, canvas, events;

  /* Times in microseconds, ascending but for clocks that differ; lines of the trace. */
  async function unpack() {
    const { columns } = facts.trace, packed = {};
    await Promise.all(Object.keys(columns).map(async name => { packed[name] = await Refute.unpack(columns[name]); columns[name] = null; }));
    const count = packed.time.length, time = new Float64Array(count), line = new Float64Array(count);
    for (let i = 0, at = 0, row = 0; i < count; i++) {
      time[i] = at += Refute.unfolded(packed.time[i]);
      line[i] = row += packed.line[i];
    }
    return { count, time, line, node: packed.node, name: packed.name, odd: new Set(facts.trace.unexplained) };
  }

  function size() {
    const width = place.clientWidth;
    return { pen: Refute.penOf(canvas, width, facts.nodes * ROW + 4), width };
  }

  function draw() {
    const { from, to, selected, event } = view.state, { left, right } = Refute.lanes.insets, { pen, width } = size(), { ops } = Refute;
    const scale = (width - left - right) / (to - from);
    pen.font = '11px system-ui, sans-serif';
    pen.textBaseline = 'middle';
    pen.fillStyle = Refute.colour('soft');
    for (let node = 1; node <= facts.nodes; node++) pen.fillText('n' + node + ' trace', 4, (node - 1) * ROW + MARK / 2 + 3);
    pen.save();
    pen.beginPath(); pen.rect(left, 0, width - left - right, facts.nodes * ROW + 4); pen.clip();
    const during = selected < 0 ? null : [ops.start[selected], ops.end[selected]];
    const last = new Float64Array(facts.nodes + 1).fill(-1e9), next = following(from, to);
    for (let i = 0; i < events.count; i++) {
      const time = events.time[i], node = events.node[i];
      if (time < from || time > to || node > facts.nodes) continue;
      const x = left + (time - from) * scale, y = (node - 1) * ROW + 3, special = events.odd.has(i) || i === event;
      if (x - last[node] < 1 && !special) continue;
      last[node] = x;
      pen.globalAlpha = special ? 1 : .6;
      pen.fillStyle = Refute.colour(events.odd.has(i) ? 'bad' : i === event || (during && time >= during[0] && time <= during[1]) ? 'mark' : 'ink');
      pen.fillRect(x, y, special ? 3 : 1, MARK);
      pen.globalAlpha = 1;
      const name = facts.trace.names[events.name[i]], room = (next[i] - time) * scale - ROOM;
      if (room > 20 && pen.measureText(name).width < room) pen.fillText(name, x + 4, y + MARK / 2 + 1);
      if (events.odd.has(i)) { pen.beginPath(); pen.moveTo(x - 4, y - 3); pen.lineTo(x + 7, y - 3); pen.lineTo(x + 1.5, y + 4); pen.fill(); }
    }
    pen.restore();
  }

  /* For each event in view, when the next of its node is: where its name must end. */
  function following(from, to) {
    const next = new Float64Array(events.count), later = new Float64Array(facts.nodes + 1).fill(to);
    for (let i = events.count - 1; i >= 0; i--) {
      if (events.time[i] < from || events.time[i] > to) continue;
      next[i] = later[events.node[i]];
      later[events.node[i]] = events.time[i];
    }
    return next;
  }

  function words(i) {
    return `n${events.node[i]}: ${facts.trace.names[events.name[i]]} at ${Refute.time(events.time[i])}, line ${events.line[i]} of the trace`
      + (events.odd.has(i) ? '; the first that the spec does not explain' : '');
  }

  /* The nearest within a few pixels, of the node whose row this is. */
  function at(e) {
    const area = canvas.getBoundingClientRect(), { left, right } = Refute.lanes.insets, { from, to } = view.state;
    const node = Math.floor((e.clientY - area.top) / ROW) + 1, micros = (to - from) / (place.clientWidth - left - right);
    const time = from + (e.clientX - area.left - left) * micros;
    let best = -1, distance = 6 * micros;
    for (let i = 0; i < events.count; i++) {
      const away = Math.abs(events.time[i] - time) - (events.odd.has(i) ? 2 * micros : 0);
      if (events.node[i] === node && away < distance) { best = i; distance = away; }
    }
    return best;
  }

  function select(i) {
    if (i < 0 || i >= events.count) return view.change({ event: -1, moment: -1 });
    const { from, to } = view.state, time = events.time[i];
    if (time < from || time > to) view.show(time - (to - from) / 2, time + (to - from) / 2);
    view.change({ event: i, moment: time });
  }

  /* To what the spec does not explain, close enough to read what came before it. */
  function goTo(i) {
    const width = Math.min(2e5, Refute.ops.last), time = events.time[i];
    view.show(time - width * .7, time + width * .3);
    select(i);
    place.scrollIntoView({ block: 'center' });
  }

  function first() {
    const { from } = view.state;
    for (let i = 0; i < events.count; i++) if (events.time[i] >= from) return i;
    return -1;
  }

  function listen() {
    const hover = document.getElementById('hover'), card = document.getElementById('event');
    canvas.addEventListener('pointermove', e => {
      const i = at(e);
      hover.hidden = i < 0;
      if (i < 0) return;
      hover.textContent = words(i);
      hover.style.left = Math.min(e.pageX + 14, document.documentElement.clientWidth - hover.offsetWidth - 8) + 'px';
      hover.style.top = e.pageY + 18 + 'px';
    });
    canvas.addEventListener('pointerleave', () => { hover.hidden = true; });
    canvas.addEventListener('click', e => select(at(e)));
    place.addEventListener('keydown', e => {
      const now = view.state.event, odd = facts.trace.unexplained[0];
      const actions = { ArrowRight: () => select(now < 0 ? first() : Math.min(now + 1, events.count - 1)), ArrowLeft: () => select(now < 0 ? first() : Math.max(now - 1, 0)),
        '+': () => view.zoom(.6, now < 0 ? undefined : events.time[now]), '=': () => view.zoom(.6, now < 0 ? undefined : events.time[now]), '-': () => view.zoom(1.7), 0: view.all,
        u: () => { if (odd !== undefined) goTo(odd); }, Escape: () => select(-1) };
      const action = actions[e.key];
      if (action && !e.ctrlKey && !e.metaKey && !e.altKey) { e.preventDefault(); action(); }
    });
    view.listen(({ event }) => {
      card.hidden = event < 0;
      card.textContent = event < 0 ? '' : words(event);
    });
    for (const button of document.querySelectorAll('button.goto-event')) button.addEventListener('click', () => { if (facts.trace.unexplained.length) goTo(facts.trace.unexplained[0]); });
  }

  async function load() {
    if (!facts.trace.columns) return;
    events = await unpack();
    for (let i = 0; i < events.count; i++) Refute.ops.last = Math.max(Refute.ops.last, events.time[i]);
    /* What never returned lasts as long as the axis. */
    for (let i = 0; i < Refute.ops.count; i++) if (Refute.ops.duration[i] === 0) Refute.ops.end[i] = Refute.ops.last;
  }

  function start() {
    place = document.getElementById('trace');
    place.hidden = !events || facts.nodes === 0;
    if (place.hidden) return;
    canvas = place.querySelector('canvas');
    place.style.minHeight = facts.nodes * ROW + 4 + 'px';
    listen();
    view.listen(draw);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
    new ResizeObserver(draw).observe(place);
  }

  return { load, start, lineOf: i => events ? events.line[i] : -1, select: line => { if (events) select(events.line.indexOf(line)); } };
})();
