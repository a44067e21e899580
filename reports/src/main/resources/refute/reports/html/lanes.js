'use strict';
/* Operations as bars on a canvas, by lane. Only what is in view is drawn, and what is narrower than a pixel is merged. */
Refute.lanes = (function () {
  const { view, laneLayout } = Refute;
  const LEFT = 84, RIGHT = 12, GAP = 3, TOP = 4, CROWDED = 24, MEASURED_MAX = 10000;
  let box, canvas, hover, layout, height = 18, marks = [], measured = { font: '', widths: new Map() };

  const total = () => TOP * 2 + layout.lanes.length * (height + GAP);

  function lay(by) {
    layout = laneLayout.build(by);
    height = layout.lanes.length > CROWDED ? 11 : 18;
    document.getElementById('lanes-height').style.height = total() + 'px';
  }

  /* The canvas is no larger than what can be seen of it: thousands of lanes would be more than a browser allows. */
  function size() {
    const width = box.clientWidth, shown = Math.min(total(), 560);
    return { pen: Refute.penOf(canvas, width, shown), width, shown };
  }

  function draw() {
    const { from, to } = view.state, { pen, width, shown } = size();
    const scale = (width - LEFT - RIGHT) / (to - from), top = box.scrollTop;
    bands(pen, from, to, scale, shown);
    pen.font = (height < 15 ? '10px' : '12px') + ' system-ui, sans-serif';
    pen.textBaseline = 'middle';
    const first = Math.max(0, Math.floor((top - TOP) / (height + GAP))), last = Math.min(layout.lanes.length, Math.ceil((top + shown) / (height + GAP)));
    for (let row = first; row < last; row++) {
      const lane = layout.lanes[row], y = TOP + row * (height + GAP) - top;
      pen.fillStyle = Refute.colour('soft');
      pen.fillText(fit(pen, lane.label, LEFT - 8), 4, y + height / 2 + 1);
      pen.save();
      pen.beginPath(); pen.rect(LEFT, y - 2, width - LEFT - RIGHT, height + 4); pen.clip();
      if (layout.binWidth * scale < 1 && lane.size > 2 * width) summary(pen, lane, y, from, to, scale); else bars(pen, lane, y, from, to, scale);
      pen.restore();
    }
    outlines(pen, from, to, scale, first, last, top);
    moment(pen, from, to, scale, shown);
  }

  /* When the selected event of the trace was. */
  function moment(pen, from, to, scale, shown) {
    const { moment: time } = view.state;
    if (time < from || time > to) return;
    pen.fillStyle = Refute.colour('mark');
    pen.fillRect(LEFT + (time - from) * scale, 0, 1, shown);
  }

  /* By pixel, from the lane's summary: the rarer outcomes over the commoner ones, so that none is lost. Whole pixels, as they are
     drawn several times faster, and neighbours as one. */
  function summary(pen, lane, y, from, to, scale) {
    const bin = layout.binWidth, first = Math.max(0, Math.floor(from / bin)), last = Math.min(lane.bins.length - 1, Math.ceil(to / bin));
    for (let kind = 0; kind < 3; kind++) {
      pen.fillStyle = Refute.colour(Refute.OUTCOMES[kind]);
      pen.globalAlpha = kind === 2 ? .45 : .85;
      const share = kind === 1 ? Math.round(height * .55) : height, top = Math.round(y) + height - share;
      let start = 0, end = -1;
      for (let n = first; n <= last; n++) {
        if ((lane.bins[n] >> kind & 1) === 0) continue;
        const left = Math.floor((n * bin - from) * scale), right = Math.ceil(((n + 1) * bin - from) * scale);
        if (left > end) {
          if (end >= 0) pen.fillRect(LEFT + start, top, end - start, share);
          start = left;
        }
        end = right;
      }
      if (end >= 0) pen.fillRect(LEFT + start, top, end - start, share);
    }
    pen.globalAlpha = 1;
  }

  function bars(pen, lane, y, from, to, scale) {
    const { ops } = Refute, colours = Refute.OUTCOMES.map(Refute.colour), ink = Refute.colour('ink'), ground = Refute.colour('ground');
    const ends = [-1, -1, -1];
    for (let n = laneLayout.first(lane, from); n < lane.size; n++) {
      const i = lane.places[n], start = ops.start[i], end = ops.end[i];
      if (start > to) break;
      if (end < from) continue;
      const x = LEFT + (start - from) * scale, right = LEFT + (end - from) * scale, kind = ops.outcome[i];
      if (right <= ends[kind]) continue;
      const w = Math.max(right - x, 1);
      pen.globalAlpha = kind === 2 ? .45 : .85;
      pen.fillStyle = colours[kind];
      pen.fillRect(x, y, w, height);
      pen.globalAlpha = 1;
      ends[kind] = Math.ceil(x + w);
      if (w > 46) { pen.fillStyle = kind === 2 ? ink : ground; pen.fillText(fit(pen, Refute.label(i), w - 6), Math.max(x, LEFT) + 3, y + height / 2 + 1); }
    }
  }

  /* Around what is marked and selected; one outline where several would lie on each other. */
  function outlines(pen, from, to, scale, first, last, top) {
    const { ops } = Refute, ends = new Map(), right = LEFT + (to - from) * scale;
    pen.strokeStyle = Refute.colour('mark');
    const outline = (i, wide) => {
      const row = layout.laneOf[i];
      if (row < first || row >= last || ops.start[i] > to || ops.end[i] < from) return;
      const x = Math.max(LEFT, LEFT + (ops.start[i] - from) * scale), w = Math.max(Math.min(LEFT + (ops.end[i] - from) * scale, right) - x, 3);
      if (!wide && x + w <= (ends.get(row) || 0)) return;
      ends.set(row, x + w);
      pen.lineWidth = wide ? 3 : 2;
      pen.strokeRect(x - 1, TOP + row * (height + GAP) - top - .5, w + 2, height + 1);
    };
    for (const i of marks) outline(i, false);
    if (view.state.selected >= 0) outline(view.state.selected, true);
  }

  function bands(pen, from, to, scale, shown) {
    pen.fillStyle = Refute.colour('band');
    for (const fault of Refute.facts.faults) {
      const start = Math.max(fault.start, from), end = Math.min(Refute.faultEnd(fault), to);
      if (end >= start) pen.fillRect(LEFT + (start - from) * scale, 0, Math.max((end - start) * scale, 1), shown);
    }
  }

  /* To measure a text takes longer than to draw it, and while panning they are the same ones again. */
  function widthOf(pen, text) {
    if (measured.font !== pen.font || measured.widths.size > MEASURED_MAX) measured = { font: pen.font, widths: new Map() };
    let width = measured.widths.get(text);
    if (width === undefined) measured.widths.set(text, width = pen.measureText(text).width);
    return width;
  }

  function fit(pen, text, room) {
    const short = text.length > 200 ? text.slice(0, 200) + '…' : text, needed = widthOf(pen, short);
    if (needed <= room) return short;
    const length = Math.floor(short.length * room / needed) - 1;
    return length < 1 ? '' : short.slice(0, length) + '…';
  }

  function micros(x) {
    const { from, to } = view.state;
    return from + (x - LEFT) * (to - from) / (box.clientWidth - LEFT - RIGHT);
  }

  /* The operation under the pointer, or the nearest within a few pixels. */
  function at(event) {
    const area = canvas.getBoundingClientRect(), x = event.clientX - area.left, y = event.clientY - area.top + box.scrollTop;
    const lane = layout.lanes[Math.floor((y - TOP) / (height + GAP))];
    return !lane || x < LEFT ? -1 : laneLayout.at(lane, micros(x), micros(x + 4) - micros(x));
  }

  function point(event) {
    const i = at(event);
    hover.hidden = i < 0;
    if (i < 0) return;
    const { ops } = Refute;
    hover.textContent = `process ${ops.process[i]}: ${Refute.label(i)}, ${Refute.outcome(i)}, ${Refute.span(ops.end[i] - ops.start[i])}`;
    hover.style.left = Math.min(event.pageX + 14, document.documentElement.clientWidth - hover.offsetWidth - 8) + 'px';
    hover.style.top = event.pageY + 18 + 'px';
  }

  function listen() {
    let drag = null;
    canvas.addEventListener('pointerdown', e => { drag = { x: e.clientX, from: view.state.from, to: view.state.to, moved: false }; canvas.setPointerCapture(e.pointerId); });
    canvas.addEventListener('pointermove', e => {
      if (!drag) return point(e);
      const by = (e.clientX - drag.x) * (drag.to - drag.from) / (box.clientWidth - LEFT - RIGHT);
      drag.moved = drag.moved || Math.abs(e.clientX - drag.x) > 3;
      if (drag.moved) view.show(drag.from - by, drag.to - by);
    });
    canvas.addEventListener('pointerup', e => { if (drag && !drag.moved) view.change({ selected: at(e) }); drag = null; });
    canvas.addEventListener('pointerleave', () => { hover.hidden = true; });
    box.addEventListener('wheel', e => {
      if (e.ctrlKey || e.metaKey) {
        e.preventDefault();
        view.zoom(e.deltaY > 0 ? 1.25 : .8, micros(e.clientX - canvas.getBoundingClientRect().left));
      } else if (Math.abs(e.deltaX) > Math.abs(e.deltaY)) {
        e.preventDefault();
        view.move(e.deltaX / 1000);
      }
    }, { passive: false });
    box.addEventListener('keydown', keys);
    box.addEventListener('scroll', () => view.change({}));
    new ResizeObserver(() => view.change({})).observe(box);
  }

  function keys(e) {
    const actions = { ArrowLeft: () => view.move(-.15), ArrowRight: () => view.move(.15), '+': () => view.zoom(.6), '=': () => view.zoom(.6), '-': () => view.zoom(1.7),
      0: view.all, n: () => Refute.search.next(1), p: () => Refute.search.next(-1), Escape: () => view.change({ selected: -1 }) };
    const action = actions[e.key];
    if (action && !e.ctrlKey && !e.metaKey && !e.altKey) { e.preventDefault(); action(); }
  }

  function start() {
    box = document.getElementById('lanes-box');
    canvas = document.getElementById('lanes');
    hover = document.getElementById('hover');
    let by = view.state.lanesBy;
    lay(by);
    listen();
    view.listen(state => {
      if (state.lanesBy !== by) { by = state.lanesBy; lay(by); }
      draw();
    });
  }

  return {
    start,
    mark: places => { marks = places; },
    reveal: i => {
      const y = TOP + layout.laneOf[i] * (height + GAP);
      if (y < box.scrollTop || y > box.scrollTop + box.clientHeight - height) box.scrollTop = y - box.clientHeight / 2;
    },
    insets: { left: LEFT, right: RIGHT },
  };
})();
