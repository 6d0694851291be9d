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
