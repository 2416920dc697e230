// @ts-check
// Parts of the page: finding them, putting in fragments that the server rendered, and telling the hooks of them.

/** @type {((element: Element) => void)[]} */
const insertions = [];
/** @type {((element: Element) => void)[]} */
const removals = [];

/** @param {(element: Element) => void} listener called after a fragment was put in */
export function onInserted(listener) {
  insertions.push(listener);
}

/** @param {(element: Element) => void} listener called before an element is taken out */
export function onRemoved(listener) {
  removals.push(listener);
}

/**
 * The part of a component with that name.
 *
 * @param {ParentNode} root
 * @param {string} name
 * @returns {HTMLElement | null}
 */
export function part(root, name) {
  return root.querySelector(`[data-part="${name}"]`);
}

/**
 * An element that the server rendered. Only for answers of our own /fragments/ addresses: everything untrusted in
 * them was escaped there.
 *
 * @param {string} html
 * @returns {Element}
 */
export function parseFragment(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
  if (!parsed) throw new Error("an empty fragment");
  return document.adoptNode(parsed);
}

/** Puts an element in another's place. @param {Element} old @param {Element} fresh */
export function replace(old, fresh) {
  for (const listener of removals) listener(old);
  old.replaceWith(fresh);
  for (const listener of insertions) listener(fresh);
}

/** Puts an element at the end of another. @param {Element} parent @param {Element} fresh */
export function append(parent, fresh) {
  parent.append(fresh);
  for (const listener of insertions) listener(fresh);
}

/** Takes an element out. @param {Element} old */
export function remove(old) {
  for (const listener of removals) listener(old);
  old.remove();
}

/**
 * An element with attributes and children; strings become text.
 *
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** One of the sprite's symbols. @param {string} name */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "i");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}
