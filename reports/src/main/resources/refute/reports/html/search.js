'use strict';
/* Finds operations by words, fields, outcome and duration. */
Refute.search = (function () {
  const { view } = Refute;
  let matches = [], last = null;

  function condition(word) {
    const { ops } = Refute;
    const duration = /^([<>])([\d.]+)(us|µs|ms|s)$/.exec(word);
    if (duration) {
      const bound = +duration[2] * { us: 1, 'µs': 1, ms: 1e3, s: 1e6 }[duration[3]];
      return duration[1] === '>' ? i => ops.end[i] - ops.start[i] > bound : i => ops.end[i] - ops.start[i] < bound;
    }
    const time = /^(\d+(?:\.\d+)?)s?\.\.(\d+(?:\.\d+)?)s$/.exec(word);
    if (time) return i => ops.start[i] <= +time[2] * 1e6 && ops.end[i] >= +time[1] * 1e6;
    if (/^process:\d+$/.test(word)) { const number = +word.slice(8); return i => ops.process[i] === number; }
    if (/^worker:\d+$/.test(word)) { const number = +word.slice(7); return i => ops.worker[i] === number; }
    if (/^node:n\d+$/.test(word)) { const node = word.slice(5); return i => Refute.node(i) === node; }
    if (word.startsWith('key:')) { const key = word.slice(4); return i => Refute.key(i).toLowerCase() === key; }
    if (['ok', 'fail', 'info', 'open'].includes(word)) return i => Refute.outcome(i) === word;
    return i => Refute.label(i).toLowerCase().includes(word) || ops.error[i] !== 0 && Refute.value(ops.error[i]).toLowerCase().includes(word);
  }

  function run(query) {
    const { ops } = Refute, conditions = query.toLowerCase().split(/\s+/).filter(Boolean).map(condition);
    matches = [];
    if (conditions.length) {
      for (let i = 0; i < ops.count; i++) if (conditions.every(c => c(i))) matches.push(i);
    }
    Refute.lanes.mark(conditions.length ? matches : Refute.page.witnesses());
    document.getElementById('matches').textContent = conditions.length ? `${matches.length.toLocaleString('en')} of ${ops.count.toLocaleString('en')}` : '';
  }

  function start() {
    const input = document.getElementById('query');
    input.value = view.state.query;
    let waiting = 0;
    input.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(() => view.change({ query: input.value }), 150); });
    input.addEventListener('keydown', e => { if (e.key === 'Enter') { e.preventDefault(); view.change({ query: input.value }); requestAnimationFrame(() => next(e.shiftKey ? -1 : 1)); } });
    view.listen(state => { if (state.query !== last) { last = state.query; if (document.activeElement !== input) input.value = last; run(last); view.change({}); } });
  }

  function next(direction) {
    const among = matches.length ? matches : Refute.page.witnesses();
    if (!among.length) return;
    const at = among.indexOf(view.state.selected);
    Refute.page.goTo(among[at < 0 ? (direction > 0 ? 0 : among.length - 1) : (at + direction + among.length) % among.length]);
  }

  return { start, next };
})();
