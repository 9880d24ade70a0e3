// Who walks away leaves no pupil on the screen: the page says so in time, and then goes to the door. The session itself ends on the server.
// It is one session in all tabs, so what was done in another counts here too.
const WHOLE = 29 * 60 * 1000; // a minute less than the session, whose last use is written down by the minute
const TOLD = 5 * 60 * 1000;
const USED = "wegwijzer-used"; // when a tab last asked for something, in milliseconds
const told = document.getElementById("idle");
const door = document.querySelector('form[action="/sign-out"]');
let timer;
let here = 0;
function last() {
  try {
    return Math.max(here, Number(localStorage.getItem(USED)));
  } catch { // a browser that keeps nothing knows of this tab alone
    return here;
  }
}
function use() {
  here = Date.now();
  try { localStorage.setItem(USED, String(here)); } catch { /* as above */ }
  wait();
}
function leave() {
  door.elements.ended.value = "true";
  door.submit();
}
function wait() {
  clearTimeout(timer);
  const left = Math.min(WHOLE, WHOLE - (Date.now() - last()));
  told.hidden = left > TOLD;
  if (left <= 0) leave();
  else timer = setTimeout(wait, left > TOLD ? left - TOLD : left);
}
told.querySelector("button").addEventListener("click", () => fetch("/me", { credentials: "same-origin" }).then(use, use));
document.addEventListener("htmx:afterRequest", use);
window.addEventListener("storage", (event) => { if (event.key === USED) wait(); });
use();
