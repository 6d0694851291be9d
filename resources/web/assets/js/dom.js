// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check

/**
 * Makes an element. Text always becomes text nodes: nothing that somebody wrote is ever read as HTML.
 * `on…` properties listen, `class` and everything with a hyphen are attributes, the rest are properties.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, any>} [properties] null and undefined ones are left out
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'class' || name === 'role' || name === 'for' || name.includes('-')) {
      element.setAttribute(name, String(value));
    } else Object.assign(element, { [name]: value });
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** @type {Record<string, string>} paths in a 24 × 24 box, drawn as lines */
const ICONS = {
  people: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.3-3.7 2.8-6 6.5-6s6.2 2.3 6.5 6M16 4.4a3.5 3.5 0 0 1 0 6.2M18 14.4c2.1.8 3.3 2.7 3.5 5.6',
  hand: 'M7 12V6.5a1.5 1.5 0 0 1 3 0V11M10 11V4.5a1.5 1.5 0 0 1 3 0V11M13 11V5.5a1.5 1.5 0 0 1 3 0V12M16 12V8.5a1.5 1.5 0 0 1 3 0V14c0 4.4-2.6 7-6.3 7-3.2 0-4.9-1.3-6.6-4.4L4 13a1.6 1.6 0 0 1 2.7-1.6L7 12',
  send: 'M4 12 20.5 4 16 20.5l-4.3-6.2L4 12zM11.7 14.3 20.5 4',
  leave: 'M10 4H5.5v16H10M14.5 8l4 4-4 4M9 12h9.5',
  close: 'M6 6l12 12M18 6 6 18',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  left: 'M15 5l-7 7 7 7',
  right: 'M9 5l7 7-7 7',
  down: 'M12 5v14M6 13l6 6 6-6',
  download: 'M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14',
  file: 'M6 3.5h8l4 4v13H6zM14 3.5v4h4',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  camera: 'M4 7.5h3.5L9 5h6l1.5 2.5H20V19H4zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z',
  smile: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.2 14c.8 1.5 2.1 2.3 3.8 2.3s3-.8 3.8-2.3M9 9.5v.5M15 9.5v.5',
  clip: 'M19 11.5l-7.2 7.2a4.6 4.6 0 0 1-6.5-6.5l8-8a3.1 3.1 0 0 1 4.4 4.4l-7.9 7.9a1.5 1.5 0 0 1-2.2-2.1L14.5 8',
  poll: 'M5 20V11M12 20V4M19 20v-6',
  timer: 'M12 21a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 9v4l2.5 2M9.5 2.5h5',
  unlock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 6.8-1.2',
  settings: 'M4 7h9M17 7h3M15 9.5v-5M4 17h3M11 17h9M9 19.5v-5M4 12h5M13 12h7M11 14.5v-5',
  code: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2h-2zM18 14h2M14 18v2',
  stop: 'M6 6h12v12H6z',
  bin: 'M5 7h14M10 4h4M7 7l.8 13h8.4L17 7M10.3 10.5v6M13.7 10.5v6',
  chat: 'M4 5h16v11H10l-5 4v-4H4z',
  list: 'M4 6h1M8.5 6H20M4 12h1M8.5 12H20M4 18h1M8.5 18H20',
  hush: 'M8.5 5H20v11h-.5M15 16h-5l-5 4v-4H4V5h.5M3 3l18 18',
};

/** @param {keyof typeof ICONS} name */
export function icon(name) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(space, 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

/**
 * A round button with an icon and a spoken name.
 * @param {keyof typeof ICONS} name
 * @param {string} label
 * @param {(event: MouseEvent) => void} onclick
 * @param {string} [className]
 */
export function iconButton(name, label, onclick, className = '') {
  const properties = { type: 'button', class: `icon-button ${className}`.trim(), title: label, 'aria-label': label };
  return h('button', { ...properties, onclick }, icon(name));
}
