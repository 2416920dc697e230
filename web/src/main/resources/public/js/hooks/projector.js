// @ts-check
// Larger type for a projector, kept for this device.
import { forget, keep } from "../lib/storage.js";

/** @param {HTMLElement} button */
export function mount(button) {
  const root = document.documentElement;
  const show = () => button.setAttribute("aria-pressed", String(root.dataset.mode === "projector"));
  show();
  button.addEventListener("click", () => {
    if (root.dataset.mode === "projector") {
      delete root.dataset.mode;
      forget("mode");
    } else {
      root.dataset.mode = "projector";
      keep("mode", "projector");
    }
    show();
  });
}
