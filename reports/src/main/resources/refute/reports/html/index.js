'use strict';
/* Narrows the list of runs, and where the page is served, shows what changes and helps to choose two runs. All of it can be read without. */
(function () {
  const byId = id => document.getElementById(id);
  const chosen = () => [...document.querySelectorAll('#compare input:checked')].map(box => box.value);

  function narrow() {
    const words = byId('query').value.toLowerCase().split(/\s+/).filter(Boolean), verdict = byId('verdict-is').value;
    const rows = [...document.querySelectorAll('#runs tbody tr')];
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = verdict !== '' && row.dataset.verdict !== verdict || !words.every(word => text.includes(word));
      if (!row.hidden) shown++;
    }
    byId('matches').textContent = shown === rows.length ? '' : `${shown} of ${rows.length}`;
  }

  function listen() {
    byId('query').addEventListener('input', narrow);
    byId('verdict-is').addEventListener('change', narrow);
    const form = byId('compare');
    if (!form) return;
    form.addEventListener('change', count);
    form.addEventListener('submit', e => { if (chosen().length !== 2) { e.preventDefault(); count(); } });
    count();
  }

  function count() {
    const { length } = chosen();
    byId('chosen').textContent = length === 2 ? 'Two are chosen.' : `Choose two runs${length === 0 ? '' : `; ${length} chosen`}.`;
  }

  /* The new page takes the place of what was shown; what was typed, chosen and focused stays. */
  async function renew() {
    const answer = await fetch(location.href);
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const query = byId('query').value, verdict = byId('verdict-is').value, boxes = chosen();
    const focused = document.activeElement, focus = focused.id || focused.getAttribute('aria-label');
    byId('changing').replaceWith(document.adoptNode(page.getElementById('changing')));
    byId('query').value = query;
    byId('verdict-is').value = verdict;
    for (const box of document.querySelectorAll('#compare input')) box.checked = boxes.includes(box.value);
    if (focus) (byId(focus) || [...document.querySelectorAll('[aria-label]')].find(e => e.getAttribute('aria-label') === focus) || document.body).focus();
    listen();
    narrow();
  }

  function follow() {
    const live = byId('live');
    if (!live) return;
    const events = new EventSource('/events');
    const say = text => { live.textContent = text; };
    const show = text => renew().then(() => say(text()), e => say(`Cannot be renewed: ${e.message}.`));
    events.addEventListener('changed', () => show(() => `Changed at ${new Date().toLocaleTimeString()}.`));
    /* Something may have changed since this page was made, or while the server was gone. */
    events.onopen = () => show(() => 'Changes show as they happen.').then(() => { document.documentElement.dataset.live = 'true'; });
    events.onerror = () => { document.documentElement.dataset.live = 'false'; say('The server does not answer; what is shown may be old.'); };
  }

  listen();
  follow();
})();
