'use strict';
/* Elements whose content is only ever text: nothing that a system under test wrote is parsed as markup. */
Refute.el = function (name, attributes, ...children) {
  const element = document.createElement(name);
  Refute.fill(element, attributes, children);
  return element;
};

Refute.svg = function (name, attributes, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  Refute.fill(element, attributes, children);
  return element;
};

Refute.fill = function (element, attributes, children) {
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key === 'onclick') element.addEventListener('click', value); else element.setAttribute(key, value);
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined) element.append(child);
  }
};

Refute.table = function (headings, rows) {
  const { el } = Refute;
  return el('div', { class: 'scroll' }, el('table', {},
    el('thead', {}, el('tr', {}, headings.map(h => el('th', { scope: 'col' }, h)))),
    el('tbody', {}, rows)));
};

Refute.colour = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
