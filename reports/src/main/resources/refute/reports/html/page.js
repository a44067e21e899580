'use strict';
/* The page: verdict first, then what shows it, then everything else. */
Refute.page = (function () {
  const { el, facts, view } = Refute;
  let witnessed = [];

  function verdict() {
    const { header } = facts;
    document.getElementById('verdict').append(
      el('h1', {}, el('span', { class: 'badge ' + header.verdict }, header.verdict), header.title),
      el('p', { class: 'reason' }, header.reason));
    if (header.incomplete) document.getElementById('verdict').append(el('p', { class: 'banner' }, 'This run had not ended when the report was made: what follows is incomplete.'));
  }

  function rerun() {
    if (!facts.header.rerun) return;
    const button = el('button', { type: 'button', onclick: () => navigator.clipboard.writeText(facts.header.rerun).then(() => { button.textContent = 'Copied'; }) }, 'Copy');
    const section = document.getElementById('rerun');
    section.hidden = false;
    section.append(el('pre', { tabindex: '0' }, facts.header.rerun), button);
  }

  function witnesses() {
    const section = document.getElementById('witness');
    let shown = 0;
    for (const result of facts.results) {
      for (const witness of result.witnesses) {
        section.hidden = false;
        witness.operations.forEach(index => { const i = Refute.find(index); if (i >= 0) witnessed.push(i); });
        const drawn = Refute.witness.show(witness, result.checker);
        if (shown++ === 0) section.append(drawn);
        else section.append(el('details', {}, el('summary', {}, witness.sentence), drawn));
      }
    }
  }

  function strip() {
    const place = document.getElementById('fault-strip');
    const rows = [];
    const bars = facts.faults.map(fault => {
      const end = fault.end < 0 ? Refute.ops.last : fault.end;
      let row = rows.findIndex(until => until <= fault.start);
      if (row < 0) row = rows.push(0) - 1;
      rows[row] = end;
      const bar = el('div', { title: `${fault.description}\n${fault.effect}`, class: fault.bit ? '' : 'blunt' }, fault.description);
      bar.style.top = row * 22 + 'px';
      place.append(bar);
      return { bar, start: fault.start, end };
    });
    place.style.height = rows.length * 22 + 'px';
    place.setAttribute('aria-label', facts.faults.map(f => `${f.description}, ${Refute.time(f.start)} to ${f.end < 0 ? 'the end' : Refute.time(f.end)}`).join('; ') || 'no faults');
    view.listen(({ from, to }) => {
      for (const { bar, start, end } of bars) {
        const left = Math.max(0, (start - from) / (to - from)), right = Math.min(1, (end - from) / (to - from));
        bar.hidden = right <= 0 || left >= 1;
        bar.style.left = left * 100 + '%';
        bar.style.width = Math.max(0, right - left) * 100 + '%';
      }
      document.getElementById('range').textContent = `${Refute.time(from)} to ${Refute.time(to)}`;
    });
  }

  function card() {
    const place = document.getElementById('card');
    view.listen(({ selected: i }) => {
      place.hidden = i < 0;
      if (i < 0) return;
      const { ops } = Refute;
      const during = facts.faults.filter(f => f.start <= ops.end[i] && (f.end < 0 ? ops.last : f.end) >= ops.start[i]).map(f => f.description);
      const rows = [['operation', `#${ops.index[i]} ${Refute.label(i)}`], ['outcome', Refute.outcome(i)], ['process', `${ops.process[i]} (worker ${ops.process[i] % ops.workers}, node n${ops.process[i] % ops.workers % Math.max(1, facts.header.nodes) + 1})`],
        ['invoked', Refute.time(ops.start[i])], ['took', ops.duration[i] === 0 ? 'never returned' : Refute.span(ops.duration[i] - 1)]];
      if (ops.key[i]) rows.push(['key', Refute.key(i)]);
      rows.push(['argument', Refute.value(ops.argument[i])], ['result', Refute.value(ops.result[i])]);
      if (ops.revision[i]) rows.push(['revision', String(ops.revision[i])]);
      if (ops.error[i]) rows.push(['error', Refute.value(ops.error[i])]);
      if (during.length) rows.push(['while', during.join('; ')]);
      place.replaceChildren(el('table', {}, el('tbody', {}, rows.map(([name, text]) => el('tr', {}, el('th', { scope: 'row' }, name), el('td', { class: 'mono' }, text))))));
    });
  }

  function goTo(i) {
    const { ops } = Refute;
    const width = Math.min(Math.max((Math.min(ops.end[i], ops.start[i] + 1e6) - ops.start[i]) * 12, 2000), view.state.to - view.state.from);
    const centre = (ops.start[i] + Math.min(ops.end[i], ops.start[i] + width)) / 2;
    view.show(centre - width / 2, centre + width / 2);
    view.change({ selected: i });
    Refute.lanes.reveal(i);
    document.getElementById('lanes-box').scrollIntoView({ block: 'nearest' });
  }

  function tables() {
    const figures = result => Object.entries(result.figures).map(([name, text]) => `${name} ${text}`).join(' · ');
    document.getElementById('checks').append(Refute.table(['checker', 'verdict', 'why', 'took'], facts.results.map(result => el('tr', {},
      el('td', {}, result.checker), el('td', { class: result.verdict }, result.verdict),
      el('td', {}, result.reason, figures(result) ? el('div', { class: 'dim' }, figures(result)) : null), el('td', { class: 'num' }, result.millis + ' ms')))));
    document.getElementById('faults').append(facts.faults.length ? Refute.table(['fault', 'from', 'to', 'what', 'effect'], facts.faults.map(fault => el('tr', {},
      el('td', {}, el('button', { type: 'button', onclick: () => { const pad = Math.max((fault.end - fault.start) * .15, 1e5); view.show(fault.start - pad, (fault.end < 0 ? Refute.ops.last : fault.end) + pad); document.getElementById('timeline').scrollIntoView(); } }, fault.id)),
      el('td', { class: 'num' }, Refute.time(fault.start)), el('td', { class: 'num' }, fault.end < 0 ? 'never healed' : Refute.time(fault.end)),
      el('td', {}, fault.description), el('td', { class: fault.bit ? '' : 'unknown' }, fault.effect)))) : el('p', { class: 'dim' }, 'Nothing was injected.'));
    document.getElementById('logs').append(...(facts.logs.length ? facts.logs.map(log => el('details', {}, el('summary', {}, `${log.node}: ${log.file}${log.cut ? ' (its end)' : ''}`), el('pre', { tabindex: '0' }, log.text))) : [el('p', { class: 'dim' }, 'No node has a log.')]));
    document.getElementById('facts').append(Refute.table(['fact', ''], Object.entries(facts.header.facts).map(([name, text]) => el('tr', {}, el('th', { scope: 'row' }, name), el('td', { class: 'mono' }, text)))));
  }

  function controls() {
    document.getElementById('zoom-in').addEventListener('click', () => view.zoom(.5));
    document.getElementById('zoom-out').addEventListener('click', () => view.zoom(2));
    document.getElementById('zoom-all').addEventListener('click', view.all);
    const by = document.getElementById('lanes-by');
    by.value = view.state.lanesBy;
    by.addEventListener('change', () => view.change({ lanesBy: by.value }));
  }

  async function start() {
    verdict();
    rerun();
    await Refute.load();
    witnesses();
    tables();
    view.restore();
    controls();
    Refute.lanes.start();
    strip();
    Refute.charts.start();
    card();
    Refute.search.start();
    view.change({});
    document.documentElement.dataset.ready = 'true';
  }

  window.addEventListener('hashchange', () => view.restore());
  return { start, goTo, witnesses: () => witnessed };
})();
Refute.page.start();
