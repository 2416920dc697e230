// @ts-check
// Switching the language keeps the place: the same cell stands at the same height of the window again.
import { all } from "../lib/cells.js";

const KEY = "place";

/** Milliseconds that unsaved text may hold the switch up; it stays in this browser anyway. */
const PATIENCE = 800;

/** @param {HTMLElement} links */
export function mount(links) {
  restore();
  links.addEventListener("click", async (event) => {
    const link = /** @type {Element} */ (event.target).closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    remember();
    const saved = Promise.all(all().map((cell) => cell.flush()));
    await Promise.race([saved, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    location.assign(link.href + location.hash);
  });
}

/** The element with an id that is nearest to the top of the window, and how far it is from it. */
function remember() {
  const near = [...document.querySelectorAll("main [id]")]
    .map((element) => ({ id: element.id, top: element.getBoundingClientRect().top }))
    .sort((one, other) => Math.abs(one.top) - Math.abs(other.top))[0];
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ path: location.pathname, scroll: scrollY, ...near }));
  } catch {
    // Then the page opens at its top.
  }
}

function restore() {
  try {
    const place = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    sessionStorage.removeItem(KEY);
    if (place?.path !== location.pathname || place.scroll === 0) return;
    const element = document.getElementById(place.id);
    scrollTo(0, element ? scrollY + element.getBoundingClientRect().top - place.top : place.scroll);
  } catch {
    // Then the page opens at its top.
  }
}
