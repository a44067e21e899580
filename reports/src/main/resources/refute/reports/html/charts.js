'use strict';
/* Rates and latencies over time, on the same axis as the lanes. */
Refute.charts = (function () {
  const { view } = Refute;
  const BUCKETS = 240;
  let charts = [];

  function series() {
    const { ops } = Refute;
    const width = Math.max(ops.last / BUCKETS, 1000), count = Math.ceil(ops.last / width) + 1;
    const time = Array.from({ length: count }, (_, n) => n * width / 1e6);
    const rate = [0, 1, 2].map(() => new Array(count).fill(0));
    const buckets = Array.from({ length: count }, () => []);
    for (let i = 0; i < ops.count; i++) {
      if (ops.duration[i] === 0) continue;
      const n = Math.min(Math.floor(ops.end[i] / width), count - 1);
      rate[ops.outcome[i]][n] += 1e6 / width;
      if (ops.outcome[i] === 0) buckets[n].push(ops.duration[i] - 1);
    }
    const quantile = (sorted, q) => sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] / 1000 : null;
    const latency = [[], [], []];
    for (const bucket of buckets) {
      bucket.sort((a, b) => a - b);
      latency[0].push(quantile(bucket, .5)); latency[1].push(quantile(bucket, .99)); latency[2].push(quantile(bucket, 1));
    }
    return { time, rate, latency };
  }

  function bands(chart) {
    const pen = chart.ctx, { left, top, width, height } = chart.bbox;
    pen.save();
    pen.beginPath(); pen.rect(left, top, width, height); pen.clip();
    pen.fillStyle = Refute.colour('band');
    for (const fault of Refute.facts.faults) {
      const end = (fault.end < 0 ? Refute.ops.last : fault.end) / 1e6;
      const x = chart.valToPos(fault.start / 1e6, 'x', true);
      pen.fillRect(x, top, Math.max(chart.valToPos(end, 'x', true) - x, 1), height);
    }
    pen.restore();
  }

  function options(title, unit, lines, log) {
    const axis = { stroke: () => Refute.colour('soft'), grid: { stroke: () => Refute.colour('line'), width: 1 }, ticks: { stroke: () => Refute.colour('line') } };
    return {
      title: undefined, width: 800, height: 130, padding: [8, Refute.lanes.insets.right, 0, 0], pxAlign: 0,
      cursor: { drag: { x: true, y: false, setScale: false }, sync: { key: 'refute' }, points: { size: 5 } },
      scales: { x: { time: false, min: 0, max: Refute.ops.last / 1e6 }, y: log ? { distr: 3 } : { range: (u, min, max) => [0, Math.max(max * 1.05, 1)] } },
      axes: [{ ...axis, size: 26, values: (u, ticks) => ticks.map(t => +t.toFixed(6) + ' s') }, { ...axis, size: Refute.lanes.insets.left - 18, label: unit, labelSize: 18, font: '11px system-ui' }],
      series: [{ label: 'time', value: (u, v) => v == null ? '' : v.toFixed(3) + ' s' },
        ...lines.map(([label, colour, dash]) => ({ label: label, stroke: () => Refute.colour(colour), width: 1.5, dash, points: { show: false }, spanGaps: false, value: (u, v) => v == null ? '' : v.toFixed(v < 10 ? 2 : 0) + ' ' + unit }))],
      hooks: { drawClear: [bands], setSelect: [u => { if (u.select.width > 4) { view.show(u.posToVal(u.select.left, 'x') * 1e6, u.posToVal(u.select.left + u.select.width, 'x') * 1e6); u.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false); } }] },
    };
  }

  function start() {
    const { time, rate, latency } = series();
    const add = (id, unit, lines, data, log) => {
      const place = document.getElementById(id);
      const chart = new uPlot(options(id, unit, lines, log), [time, ...data], place);
      charts.push({ chart, place });
    };
    add('rates', 'op/s', [['ok', 'ok'], ['fail', 'fail', [4, 3]], ['info', 'info', [2, 2]]], rate, false);
    add('latencies', 'ms', [['median', 'ok'], ['99 %', 'info', [4, 3]], ['max', 'bad', [2, 2]]], latency, true);
    view.listen(state => charts.forEach(({ chart, place }) => {
      const width = place.clientWidth;
      if (chart.width !== width) chart.setSize({ width, height: 130 });
      chart.setScale('x', { min: state.from / 1e6, max: state.to / 1e6 });
    }));
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { charts.forEach(({ chart }) => chart.redraw()); view.change({}); });
  }

  return { start };
})();
