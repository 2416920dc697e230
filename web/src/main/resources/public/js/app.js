// @ts-check
// Finds the parts of the page that name a script in data-hook, and lets that script enhance them.
//
// A hook is a module js/hooks/NAME.js with one function mount(element), which may return a function that undoes it.
import { onInserted, onRemoved } from "./lib/parts.js";

/** @type {WeakMap<Element, () => void>} */
const mounted = new WeakMap();

/** @param {Element} element */
async function mount(element) {
  if (mounted.has(element)) return;
  mounted.set(element, () => {});
  const name = element.getAttribute("data-hook");
  try {
    const hook = await import(`./hooks/${name}.js`);
    const destroy = hook.mount(element);
    if (destroy) mounted.set(element, destroy);
  } catch (error) {
    // The page is readable without: say it where developers look, and leave the rest alone.
    console.error(`hook ${name}`, error);
  }
}

/** @param {ParentNode} root */
function mountAll(root) {
  if (root instanceof Element && root.matches("[data-hook]")) mount(root);
  for (const element of root.querySelectorAll("[data-hook]")) mount(element);
}

onInserted((element) => mountAll(element));
onRemoved((element) => {
  for (const part of [element, ...element.querySelectorAll("[data-hook]")]) {
    mounted.get(part)?.();
    mounted.delete(part);
  }
});
mountAll(document);
