// @ts-check
// Light or dark: the system's choice until this one. Tells: theme.
import { tell } from "../lib/bus.js";
import { keep } from "../lib/storage.js";

/** @param {HTMLElement} button */
export function mount(button) {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  button.setAttribute("aria-pressed", String(dark()));
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    keep("theme", root.dataset.theme);
    button.setAttribute("aria-pressed", String(dark()));
    tell("theme", {});
  });
}
