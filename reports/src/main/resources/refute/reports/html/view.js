'use strict';
/* What is looked at: a range of time, a selected operation, a query. All parts listen to it; the fragment of the URL holds it. */
Refute.view = (function () {
  const listeners = [];
  const state = { from: 0, to: 1, selected: -1, event: -1, moment: -1, query: '', lanesBy: 'process' };
  let scheduled = false;

  function announce() {
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(() => {
      scheduled = false;
      listeners.forEach(listener => listener(state));
    });
  }

  function remember() {
    const parts = new URLSearchParams();
    if (state.from > 0 || state.to < Refute.ops.last) parts.set('t', Math.round(state.from) + '-' + Math.round(state.to));
    if (state.selected >= 0) parts.set('op', Refute.ops.index[state.selected]);
    if (state.event >= 0) parts.set('line', Refute.trace.lineOf(state.event));
    if (state.query) parts.set('q', state.query);
    if (state.lanesBy !== 'process') parts.set('lanes', state.lanesBy);
    const fragment = parts.toString();
    history.replaceState(null, '', fragment ? '#' + fragment : location.pathname.split('/').pop());
  }

  let remembering = 0;
  function change(changes) {
    Object.assign(state, changes);
    announce();
    clearTimeout(remembering);
    remembering = setTimeout(() => { try { remember(); } catch (e) { /* some browsers refuse on files: only the link is lost */ } }, 250);
  }

  function show(from, to) {
    const last = Refute.ops.last;
    const width = Math.min(Math.max(to - from, 20), last);
    const start = Math.min(Math.max(from, 0), last - width);
    change({ from: start, to: start + width });
  }

  function zoom(factor, centre) {
    const at = centre === undefined ? (state.from + state.to) / 2 : centre;
    show(at - (at - state.from) * factor, at + (state.to - at) * factor);
  }

  function restore() {
    const parts = new URLSearchParams(location.hash.slice(1));
    const range = /^(\d+)-(\d+)$/.exec(parts.get('t') || '');
    state.from = 0;
    state.to = Refute.ops.last;
    if (range) show(+range[1], +range[2]);
    state.query = parts.get('q') || '';
    state.lanesBy = parts.get('lanes') === 'key' ? 'key' : 'process';
    state.selected = parts.has('op') ? Refute.find(+parts.get('op')) : -1;
    state.event = state.moment = -1;
    if (parts.has('line')) Refute.trace.select(+parts.get('line'));
    announce();
  }

  return {
    state, change, show, zoom, restore,
    move: part => { const by = (state.to - state.from) * part; show(state.from + by, state.to + by); },
    all: () => show(0, Refute.ops.last),
    listen: listener => listeners.push(listener),
  };
})();
