// @ts-check
// Requests to our own server. Ones that change something carry the header that other sites cannot send.
import { tell } from "./bus.js";

/** A request that the server refused; the message is in the page's language. */
export class Refused extends Error {
  /**
   * @param {number} status
   * @param {string} code
   * @param {string} message
   */
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** The server could not be reached. */
export class Unreachable extends Error {}

/**
 * @param {string} method
 * @param {string} address
 * @param {unknown} [body] sent as JSON
 * @returns {Promise<any>} the answer's JSON, or undefined if it has none
 */
export async function send(method, address, body) {
  const response = await ask(address, {
    method,
    headers: { "X-Sangja": "1", ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  return text === "" ? undefined : JSON.parse(text);
}

/** @param {string} address @returns {Promise<string>} a fragment's markup */
export async function fragment(address) {
  return (await ask(localized(address), { headers: { Accept: "text/html" } })).text();
}

/** @param {string} address @returns {Promise<any>} */
export async function read(address) {
  return (await ask(address, { headers: { Accept: "application/json" } })).json();
}

/** @param {string} address @param {RequestInit} options */
async function ask(address, options) {
  let response;
  try {
    response = await fetch(address, {
      credentials: "same-origin",
      ...options,
      headers: { "Accept-Language": language(), ...options.headers },
    });
  } catch (error) {
    tell("unreachable", {});
    throw new Unreachable(String(error));
  }
  if (!response.ok) throw await refusal(response);
  return response;
}

/** @param {Response} response */
async function refusal(response) {
  try {
    const problem = await response.json();
    return new Refused(response.status, problem.code ?? "", problem.detail ?? problem.title ?? response.statusText);
  } catch {
    return new Refused(response.status, "", `${response.status} ${response.statusText}`);
  }
}

/** The page's language, which may differ from the browser's. */
export function language() {
  return document.documentElement.lang || "ko";
}

/** @param {string} address */
function localized(address) {
  return address + (address.includes("?") ? "&" : "?") + "lang=" + language();
}
