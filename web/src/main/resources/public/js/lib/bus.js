// @ts-check
// What the parts of a page tell each other.
//
//   run-started  {cell}                 a cell was sent
//   run-ended    {cell, gone}           a run is over
//   machine      {state}                the machine's state as last seen
//   checked      {}                     the step's check was asked
//   unreachable  {}                     a request found no server
//   reachable    {}                     the server answers again
//   command      {name, …}              a key or the palette asks for something

const bus = new EventTarget();

/** @param {string} name @param {Record<string, unknown>} detail */
export function tell(name, detail) {
  bus.dispatchEvent(new CustomEvent(name, { detail }));
}

/**
 * @param {string} name
 * @param {(detail: any) => void} listener
 * @returns {() => void} stops hearing
 */
export function hear(name, listener) {
  const wrapped = (/** @type {Event} */ event) => listener(/** @type {CustomEvent} */ (event).detail);
  bus.addEventListener(name, wrapped);
  return () => bus.removeEventListener(name, wrapped);
}
