'use strict';
/* Faults as bars above the charts, those at the same time below each other; and the buttons that lead to them. */
Refute.faults = (function () {
  const { el, facts, view } = Refute;
  const ROW = 20;

  function bars() {
    const place = document.getElementById('fault-strip'), rows = [];
    const made = facts.faults.map(fault => {
      const end = Refute.faultEnd(fault);
      let row = rows.findIndex(until => until <= fault.start);
      if (row < 0) row = rows.push(0) - 1;
      rows[row] = end;
      const bar = el('div', { title: `${fault.description}\n${Refute.time(fault.start)} to ${fault.end < 0 ? 'the end' : Refute.time(end)}\n${fault.effect}`, class: fault.bit ? '' : 'blunt', onclick: () => show(fault.start, end) }, fault.description);
      bar.style.top = row * ROW + 'px';
      place.append(bar);
      return { bar, start: fault.start, end };
    });
    place.append(el('span', { class: 'spacer', style: `height:${rows.length * ROW}px` }));
    place.hidden = rows.length === 0;
    return made;
  }

  function show(from, to) {
    const pad = Math.max((to - from) * .15, 1e5);
    view.show(from - pad, to + pad);
  }

  function start() {
    const made = bars();
    const width = document.getElementById('fault-strip');
    view.listen(({ from, to }) => {
      const all = width.clientWidth;
      for (const { bar, start, end } of made) {
        const left = Math.max(0, (start - from) / (to - from)), right = Math.min(1, (end - from) / (to - from));
        bar.hidden = right <= 0 || left >= 1;
        bar.style.left = left * all + 'px';
        bar.style.width = Math.max(3, (right - left) * all) + 'px';
      }
    });
    for (const button of document.querySelectorAll('button.goto')) {
      button.addEventListener('click', () => {
        const { from, to } = button.dataset;
        show(+from, +to < 0 ? Refute.ops.last : +to);
        document.getElementById('timeline').scrollIntoView();
      });
    }
  }

  return { start };
})();
