// @ts-check
// A step's check and its hint ladder. What the server renders is put into the elements that stand, so that the live
// region announces it and the focus stays where it is.
//
// Inputs: data-action (address of the step), data-fragment. Parts: check, hint (data-rung). Tells: checked.
import { tell } from "../lib/bus.js";
import { fragment, send } from "../lib/http.js";
import { onMachine } from "../lib/machine.js";
import { parseFragment, part } from "../lib/parts.js";
import { say } from "../lib/text.js";

/** @param {HTMLElement} check */
export function mount(check) {
  let busy = false;
  check.addEventListener("click", async (event) => {
    const button = /** @type {Element} */ (event.target).closest("[data-part='check'], [data-part='hint']");
    if (!(button instanceof HTMLButtonElement) || busy) return;
    busy = true;
    const rung = button.dataset.rung;
    const word = check.querySelector("header .status .t");
    if (!rung && word) word.textContent = say("checking");
    try {
      const address = check.dataset.action + (rung ? `/hints/${rung}` : "/check");
      await onMachine(() => send("POST", address));
      await refresh(check);
    } catch (error) {
      if (word) word.textContent = error instanceof Error ? error.message : String(error);
    }
    busy = false;
  });
}

/** @param {HTMLElement} check */
async function refresh(check) {
  const fresh = /** @type {HTMLElement} */ (parseFragment(await fragment(check.dataset.fragment ?? "")));
  const focused = check.querySelector("header")?.contains(document.activeElement);
  check.dataset.state = fresh.dataset.state ?? "";
  for (const selector of ["header", ".conds", ".hints"]) {
    const next = fresh.querySelector(selector);
    if (next) check.querySelector(selector)?.replaceChildren(...next.childNodes);
  }
  if (focused) part(check, "check")?.focus();
  tell("checked", {});
  if (check.dataset.state !== "passed") return;
  part(document, "next")?.classList.add("go");
  const skippable = part(document, "skippable");
  if (skippable) skippable.hidden = true;
}
