'use strict';
/* Elements whose content is only ever text: nothing that a system under test wrote is parsed as markup. */
Refute.fill = function (element, attributes, children) {
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key === 'onclick') element.addEventListener('click', value); else element.setAttribute(key, value);
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined) element.append(child);
  }
  return element;
};

Refute.el = (name, attributes, ...children) => Refute.fill(document.createElement(name), attributes, children);
Refute.svg = (name, attributes, ...children) => Refute.fill(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);

/* Colours of the style sheet, for canvases; asked for once a scheme, as asking costs. */
Refute.colour = (function () {
  let known = {};
  for (const query of ['(prefers-color-scheme: dark)', 'print']) matchMedia(query).addEventListener('change', () => { known = {}; });
  return name => known[name] || (known[name] = getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim());
})();
