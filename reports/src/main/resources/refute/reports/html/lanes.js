'use strict';
/* Operations as bars on a canvas, by lane. Only what is in view is drawn, and what is narrower than a pixel is merged. */
Refute.lanes = (function () {
  const { view, el } = Refute;
  const LEFT = 70, RIGHT = 12, HEIGHT = 18, GAP = 3, TOP = 4, LANES_MAX = 400;
  let box, canvas, hover, lanes = [], laneOf, longest = 0, marked = new Uint8Array(0);

  function build(by) {
    const { ops } = Refute;
    const found = new Map();
    laneOf = new Int32Array(ops.count);
    longest = 0;
    for (let i = 0; i < ops.count; i++) {
      const name = by === 'key' ? Refute.key(i) || 'no key' : ops.process[i] % ops.workers;
      let lane = found.get(name);
      if (lane === undefined) { lane = { name, places: [], number: found.size }; found.set(name, lane); }
      lane.places.push(i);
    }
    lanes = [...found.values()];
    if (by === 'process') lanes.sort((a, b) => a.name - b.name);
    lanes = lanes.slice(0, LANES_MAX);
    lanes.forEach((lane, number) => {
      lane.label = by === 'key' ? String(lane.name) : 'worker ' + lane.name;
      lane.longest = 0;
      for (const i of lane.places) { laneOf[i] = number; lane.longest = Math.max(lane.longest, Refute.ops.end[i] - Refute.ops.start[i]); }
    });
  }

  /* The first of the lane's operations that may reach into the view: starts ascend, and none is longer than the longest. */
  function first(lane, from) {
    const { start } = Refute.ops, least = from - lane.longest;
    let low = 0, high = lane.places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (start[lane.places[middle]] < least) low = middle + 1; else high = middle;
    }
    return low;
  }

  function draw() {
    const { ops } = Refute, { from, to, selected } = view.state;
    const ratio = window.devicePixelRatio || 1;
    const width = box.clientWidth, height = TOP * 2 + lanes.length * (HEIGHT + GAP);
    if (canvas.width !== width * ratio || canvas.height !== height * ratio) {
      canvas.width = width * ratio; canvas.height = height * ratio;
      canvas.style.width = width + 'px'; canvas.style.height = height + 'px';
    }
    const pen = canvas.getContext('2d');
    const colours = ['ok', 'fail', 'info'].map(Refute.colour), mark = Refute.colour('mark'), soft = Refute.colour('soft'), ink = Refute.colour('ink');
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    const scale = (width - LEFT - RIGHT) / (to - from);
    bands(pen, from, to, scale, height);
    pen.font = '12px system-ui, sans-serif';
    pen.textBaseline = 'middle';
    const top = box.scrollTop - HEIGHT, bottom = box.scrollTop + box.clientHeight + HEIGHT;
    lanes.forEach((lane, number) => {
      const y = TOP + number * (HEIGHT + GAP);
      if (y < top || y > bottom) return;
      pen.save();
      pen.beginPath(); pen.rect(LEFT, y - 2, width - LEFT - RIGHT, HEIGHT + 4); pen.clip();
      const ends = [-1, -1, -1];
      for (let n = first(lane, from); n < lane.places.length; n++) {
        const i = lane.places[n], start = ops.start[i];
        if (start > to) break;
        const end = ops.end[i];
        if (end < from) continue;
        const x = LEFT + (start - from) * scale, right = LEFT + (end - from) * scale, kind = ops.outcome[i];
        const isMarked = marked[i] === 1 || i === selected;
        if (!isMarked && right <= ends[kind]) continue;
        const w = Math.max(right - x, 1);
        pen.globalAlpha = kind === 2 ? .45 : .85;
        pen.fillStyle = colours[kind];
        pen.fillRect(x, y, w, HEIGHT);
        pen.globalAlpha = 1;
        ends[kind] = Math.ceil(x + w);
        if (w > 46) { pen.fillStyle = kind === 2 ? ink : Refute.colour('ground'); pen.fillText(fit(pen, Refute.label(i), w - 6), Math.max(x, LEFT) + 3, y + HEIGHT / 2 + 1); }
        if (isMarked) { pen.strokeStyle = mark; pen.lineWidth = i === selected ? 3 : 2; pen.strokeRect(x - 1, y - .5, Math.max(w, 3) + 2, HEIGHT + 1); }
      }
      pen.restore();
      pen.fillStyle = soft;
      pen.fillText(fit(pen, lane.label, LEFT - 8), 4, y + HEIGHT / 2 + 1);
    });
  }

  function bands(pen, from, to, scale, height) {
    pen.fillStyle = Refute.colour('band');
    for (const fault of Refute.facts.faults) {
      const end = fault.end < 0 ? Refute.ops.last : fault.end;
      if (fault.start > to || end < from) continue;
      const x = LEFT + (Math.max(fault.start, from) - from) * scale;
      pen.fillRect(x, 0, Math.max((Math.min(end, to) - Math.max(fault.start, from)) * scale, 1), height);
    }
  }

  function fit(pen, text, room) {
    if (pen.measureText(text).width <= room) return text;
    let length = Math.floor(text.length * room / pen.measureText(text).width) - 1;
    return length < 1 ? '' : text.slice(0, length) + '…';
  }

  function micros(x) {
    const { from, to } = view.state;
    return from + (x - LEFT) * (to - from) / (box.clientWidth - LEFT - RIGHT);
  }

  /* The operation under the pointer, or the nearest within a few pixels. */
  function at(event) {
    const area = canvas.getBoundingClientRect();
    const x = event.clientX - area.left, y = event.clientY - area.top;
    const lane = lanes[Math.floor((y - TOP) / (HEIGHT + GAP))];
    if (!lane || x < LEFT) return -1;
    const time = micros(x), slack = micros(x + 4) - time;
    let best = -1, least = slack;
    for (let n = first(lane, time - slack); n < lane.places.length; n++) {
      const i = lane.places[n];
      if (Refute.ops.start[i] > time + slack) break;
      const off = Math.max(Refute.ops.start[i] - time, time - Refute.ops.end[i], 0);
      if (off <= least) { least = off; best = i; }
    }
    return best;
  }

  function listen() {
    let drag = null;
    canvas.addEventListener('pointerdown', e => { drag = { x: e.clientX, from: view.state.from, to: view.state.to, moved: false }; canvas.setPointerCapture(e.pointerId); });
    canvas.addEventListener('pointermove', e => {
      if (drag) {
        const by = (e.clientX - drag.x) * (drag.to - drag.from) / (box.clientWidth - LEFT - RIGHT);
        drag.moved = drag.moved || Math.abs(e.clientX - drag.x) > 3;
        if (drag.moved) view.show(drag.from - by, drag.to - by);
        return;
      }
      const i = at(e);
      hover.hidden = i < 0;
      if (i >= 0) {
        hover.textContent = `process ${Refute.ops.process[i]}: ${Refute.label(i)}, ${Refute.outcome(i)}, ${Refute.span(Refute.ops.end[i] - Refute.ops.start[i])}`;
        const area = canvas.getBoundingClientRect();
        hover.style.left = Math.min(e.clientX - area.left + 12, area.width - 300) + 'px';
        hover.style.top = (e.clientY - area.top + 16) + 'px';
      }
    });
    canvas.addEventListener('pointerup', e => {
      if (drag && !drag.moved) view.change({ selected: at(e) });
      drag = null;
    });
    canvas.addEventListener('pointerleave', () => { hover.hidden = true; });
    box.addEventListener('wheel', e => {
      if (e.ctrlKey || e.metaKey || Math.abs(e.deltaY) > Math.abs(e.deltaX) && box.scrollHeight <= box.clientHeight) {
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
      0: view.all, n: () => Refute.search.next(1), p: () => Refute.search.next(-1) };
    const action = actions[e.key];
    if (action && !e.ctrlKey && !e.metaKey && !e.altKey) { e.preventDefault(); action(); }
  }

  function start() {
    box = document.getElementById('lanes-box');
    canvas = document.getElementById('lanes');
    hover = document.getElementById('hover');
    let by = '';
    listen();
    view.listen(state => {
      if (state.lanesBy !== by) { by = state.lanesBy; build(by); }
      draw();
    });
  }

  return {
    start,
    mark: flags => { marked = flags; },
    reveal: i => {
      const y = TOP + laneOf[i] * (HEIGHT + GAP);
      if (y < box.scrollTop || y > box.scrollTop + box.clientHeight - HEIGHT) box.scrollTop = y - box.clientHeight / 2;
    },
    insets: { left: LEFT, right: RIGHT },
  };
})();
