// Who walks away leaves no pupil on the screen: the page says so in time, and then goes to the door. The session itself ends on the server.
const WHOLE = 29 * 60 * 1000; // a minute less than the session, whose last use is written down by the minute
const TOLD = 5 * 60 * 1000;
const told = document.getElementById("idle");
const door = document.querySelector('form[action="/sign-out"]');
let timers = [];
function leave() {
  door.elements.ended.value = "true";
  door.submit();
}
function wait() {
  timers.forEach(clearTimeout);
  told.hidden = true;
  timers = [
    setTimeout(() => { told.hidden = false; }, WHOLE - TOLD),
    setTimeout(leave, WHOLE),
  ];
}
told.querySelector("button").addEventListener("click", () => fetch("/me", { credentials: "same-origin" }).then(wait, wait));
document.addEventListener("htmx:afterRequest", wait);
wait();
