'use strict';
/* Rates and latencies over time, on the same axis as the lanes. */
Refute.charts = (function () {
  const { view } = Refute;
  const BUCKETS = 240, STEPS = 12, ROWS = STEPS * 28, HEIGHT = 130;
  const charts = [];
  let counted;

  /* By stretch of time: operations by outcome, and a histogram of latencies, twelve rows to a doubling. */
  function count() {
    const { ops } = Refute, width = Math.max(ops.last / BUCKETS, 1000), size = Math.ceil(ops.last / width) + 1;
    const rates = [0, 1, 2].map(() => new Float64Array(size)), heat = new Uint32Array(size * ROWS), max = new Float64Array(size);
    for (let i = 0; i < ops.count; i++) {
      if (ops.duration[i] === 0) continue;
      const n = Math.min(Math.floor(ops.end[i] / width), size - 1), kind = ops.outcome[i];
      rates[kind][n] += 1e6 / width;
      if (kind !== 0) continue;
      const took = Math.max(ops.duration[i] - 1, 1);
      heat[n * ROWS + Math.min(Math.floor(Math.log2(took) * STEPS), ROWS - 1)]++;
      if (took > max[n]) max[n] = took;
    }
    return { width, size, rates, heat, max };
  }

  const millis = row => 2 ** (row / STEPS) / 1000;

  function quantile(n, q) {
    let all = 0, row = 0;
    for (let r = 0; r < ROWS; r++) all += counted.heat[n * ROWS + r];
    if (all === 0) return null;
    for (let below = 0; row < ROWS; row++) { below += counted.heat[n * ROWS + row]; if (below > q * all || below === all) break; }
    return millis(row + .5);
  }

  function bands(chart) {
    const pen = chart.ctx, { left, top, width, height } = chart.bbox;
    pen.save();
    pen.beginPath(); pen.rect(left, top, width, height); pen.clip();
    pen.fillStyle = Refute.colour('band');
    for (const fault of Refute.facts.faults) {
      const x = chart.valToPos(fault.start / 1e6, 'x', true);
      pen.fillRect(x, top, Math.max(chart.valToPos(Refute.faultEnd(fault) / 1e6, 'x', true) - x, 1), height);
    }
    pen.restore();
  }

  /* Behind the lines: how many operations took how long, darker where more did. */
  function heat(chart) {
    const pen = chart.ctx, { left, top, width, height } = chart.bbox, { min, max } = chart.scales.x;
    pen.save();
    pen.beginPath(); pen.rect(left, top, width, height); pen.clip();
    pen.fillStyle = Refute.colour('ok');
    const ys = Array.from({ length: ROWS / 4 + 1 }, (_, n) => chart.valToPos(millis(n * 4), 'y', true));
    const first = Math.max(0, Math.floor(min * 1e6 / counted.width)), last = Math.min(counted.size - 1, Math.ceil(max * 1e6 / counted.width));
    for (let n = first; n <= last; n++) {
      const x = chart.valToPos(n * counted.width / 1e6, 'x', true), w = chart.valToPos((n + 1) * counted.width / 1e6, 'x', true) - x;
      for (let row = 0; row < ROWS; row += 4) {
        const at = n * ROWS + row, many = counted.heat[at] + counted.heat[at + 1] + counted.heat[at + 2] + counted.heat[at + 3];
        if (many === 0) continue;
        const y = ys[row / 4 + 1];
        pen.globalAlpha = Math.min(.1 + Math.log2(many + 1) * .06, .6);
        pen.fillRect(x, y, Math.max(w, 1), Math.max(ys[row / 4] - y, 1));
      }
    }
    pen.restore();
  }

  function zoomed(chart) {
    const { left, width } = chart.select;
    if (width <= 4) return;
    view.show(chart.posToVal(left, 'x') * 1e6, chart.posToVal(left + width, 'x') * 1e6);
    chart.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
  }

  function options(unit, lines, y, behind) {
    const soft = () => Refute.colour('soft'), line = () => Refute.colour('line');
    const axis = { stroke: soft, grid: { stroke: line, width: .5 }, ticks: { stroke: line, width: .5 }, font: '11px system-ui' };
    const shown = (u, v) => v === null || v === undefined ? '–' : v.toFixed(v < 10 ? 2 : 0) + ' ' + unit;
    return {
      width: 800, height: HEIGHT, padding: [8, Refute.lanes.insets.right, 0, 0], pxAlign: 0,
      cursor: { drag: { x: true, y: false, setScale: false }, sync: { key: 'refute' }, points: { size: 5 } },
      scales: { x: { time: false, min: 0, max: Refute.ops.last / 1e6 }, y },
      axes: [{ ...axis, size: 24, values: (u, ticks) => ticks.map(t => +t.toFixed(6) + ' s') },
        { ...axis, size: Refute.lanes.insets.left - 18, label: unit, labelSize: 18, labelFont: '11px system-ui',
          filter: (u, ticks) => y.distr === 3 ? ticks.map(t => Number.isInteger(Math.log10(t)) || Math.abs(Math.log10(t) - Math.round(Math.log10(t))) < 1e-9 ? t : null) : ticks }],
      series: [{ label: 'at', value: (u, v) => v === null || v === undefined ? '–' : v.toFixed(2) + ' s' },
        ...lines.map(([label, colour, dash]) => ({ label, stroke: () => Refute.colour(colour), width: 1.5, dash, points: { show: false }, value: shown }))],
      hooks: { drawClear: behind, setSelect: [zoomed] },
    };
  }

  function start() {
    counted = count();
    const { width, size, rates, max } = counted, time = Array.from({ length: size }, (_, n) => n * width / 1e6);
    const at = q => time.map((_, n) => quantile(n, q));
    const add = (id, options, data) => {
      const place = document.getElementById(id);
      charts.push({ place, chart: new uPlot(options, [time, ...data], place) });
    };
    add('rates', options('op/s', [['ok', 'ok'], ['fail', 'fail', [4, 3]], ['info', 'info', [2, 2]]], { range: (u, least, most) => [0, Math.max(most * 1.05, 1)] }, [bands]), rates.map(rate => Array.from(rate)));
    add('latencies', options('ms', [['median', 'ok'], ['99 %', 'info', [4, 3]], ['max', 'bad', [2, 2]]], { distr: 3 }, [bands, heat]),
      [at(.5), at(.99), Array.from(max, m => m === 0 ? null : m / 1000)]);
    view.listen(state => charts.forEach(({ chart, place }) => {
      if (chart.width !== place.clientWidth) chart.setSize({ width: place.clientWidth, height: HEIGHT });
      const { min, max } = chart.scales.x;
      if (min !== state.from / 1e6 || max !== state.to / 1e6) chart.setScale('x', { min: state.from / 1e6, max: state.to / 1e6 });
    }));
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { charts.forEach(({ chart }) => chart.redraw()); view.change({}); });
  }

  return { start };
})();
