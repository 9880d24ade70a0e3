// What a page does beyond its forms: after a part was renewed, those who listen instead of look are told, and the focus is not lost.
document.addEventListener("htmx:afterSwap", (event) => {
  const target = event.detail.target;
  const focus = target.querySelector("[data-focus]");
  if (focus) focus.focus();
});
document.addEventListener("htmx:responseError", (event) => {
  // A fault is shown where the answer would have come, and not swallowed.
  const target = event.detail.target;
  if (target) target.textContent = event.detail.xhr.status === 401 ? location.assign("/") || "" : event.detail.xhr.responseText.replace(/<[^>]*>/g, " ");
});
