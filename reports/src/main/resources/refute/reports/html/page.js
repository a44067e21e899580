'use strict';
/* What moves on the page. Its text is there without; the pictures of witnesses come first, then the timeline. */
Refute.page = (function () {
  const { el, facts, view } = Refute;
  let witnessed = [];

  function card() {
    const place = document.getElementById('card'), { ops } = Refute;
    view.listen(({ selected: i }) => {
      place.hidden = i < 0;
      if (i < 0) return;
      const during = facts.faults.filter(f => f.start <= ops.end[i] && Refute.faultEnd(f) >= ops.start[i]).map(f => f.description);
      const rows = [['operation', `#${ops.index[i]} ${Refute.label(i)}`], ['outcome', Refute.outcome(i)],
        ['process', `${ops.process[i]} (worker ${ops.worker[i]}, node ${Refute.node(i)})`],
        ['invoked', Refute.time(ops.start[i])], ['took', ops.duration[i] === 0 ? 'never returned' : Refute.span(ops.duration[i] - 1)],
        ['key', Refute.key(i)], ['argument', Refute.value(ops.argument[i])], ['result', Refute.value(ops.result[i])],
        ['revision', ops.revision[i] ? String(ops.revision[i]) : ''], ['error', ops.error[i] ? Refute.value(ops.error[i]) : ''],
        ['faults', during.join('; ') || 'none in force'], ['witness', witnessed.includes(i) ? 'part of one' : '']];
      place.replaceChildren(el('table', {}, el('tbody', {}, rows.filter(([, text]) => text).map(([name, text]) =>
        el('tr', {}, el('th', { scope: 'row' }, name), el('td', { class: 'mono' }, text))))));
    });
  }

  function goTo(i) {
    if (i < 0) return;
    const { ops } = Refute;
    const width = Math.min(Math.max((Math.min(ops.end[i], ops.start[i] + 1e6) - ops.start[i]) * 12, 2000), ops.last);
    const centre = (ops.start[i] + Math.min(ops.end[i], ops.start[i] + width)) / 2;
    view.show(centre - width / 2, centre + width / 2);
    view.change({ selected: i });
    Refute.lanes.reveal(i);
    document.getElementById('lanes-box').scrollIntoView({ block: 'nearest' });
  }

  function controls() {
    document.getElementById('zoom-in').addEventListener('click', () => view.zoom(.5));
    document.getElementById('zoom-out').addEventListener('click', () => view.zoom(2));
    document.getElementById('zoom-all').addEventListener('click', view.all);
    const by = document.getElementById('lanes-by'), range = document.getElementById('range');
    by.addEventListener('change', () => view.change({ lanesBy: by.value }));
    view.listen(state => { by.value = state.lanesBy; range.textContent = `${Refute.time(state.from)} to ${Refute.time(state.to)}`; });
  }

  function copying() {
    const button = document.getElementById('copy');
    if (!button) return;
    button.addEventListener('click', () => navigator.clipboard.writeText(document.getElementById('rerun').textContent)
      .then(() => { button.textContent = 'Copied'; }, () => getSelection().selectAllChildren(document.getElementById('rerun'))));
  }

  function logs() {
    for (const log of document.querySelectorAll('details.log')) {
      log.addEventListener('toggle', async () => {
        log.querySelector('pre').textContent = new TextDecoder().decode(await Refute.inflate(facts.logs[+log.dataset.log]));
      }, { once: true });
    }
  }

  const painted = () => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));

  async function start() {
    Refute.witness.start();
    copying();
    logs();
    await painted();
    await Refute.load();
    await Refute.trace.load();
    witnessed = [...new Set(facts.witnesses.flatMap(w => w.operations.map(o => Refute.find(o.index))).filter(i => i >= 0))].sort((a, b) => a - b);
    view.restore();
    Refute.lanes.start();
    Refute.faults.start();
    Refute.charts.start();
    Refute.nodes.start();
    Refute.trace.start();
    controls();
    card();
    Refute.search.start();
    if (view.state.selected >= 0) Refute.lanes.reveal(view.state.selected);
    window.addEventListener('hashchange', () => view.restore());
    Refute.readyAt = performance.now();
    document.documentElement.dataset.ready = 'true';
  }

  return { start, goTo, witnesses: () => witnessed };
})();
Refute.page.start();
