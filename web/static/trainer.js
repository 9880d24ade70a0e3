// What the trainer's desk does beyond its forms: hands counted by a tap or a key, a clicker that goes on and back, and presenting.
(() => {
  const PRESENTING = "wegwijzer-presenting";
  const typing = (event) => event.target.closest("input, select, textarea, [contenteditable]") || event.ctrlKey || event.metaKey || event.altKey;
  const add = (button) => {
    const field = document.getElementById(button.dataset.add);
    field.value = String(Math.min(Number(field.max), (Number(field.value) || 0) + 1));
    const told = document.getElementById("counted");
    if (told) told.textContent = `${button.dataset.label}: ${field.value}`;
  };
  const present = (on) => {
    document.body.classList.toggle("presenting", on);
    sessionStorage.setItem(PRESENTING, on ? "1" : "");
    document.querySelectorAll("[data-present]").forEach((button) => button.setAttribute("aria-pressed", String(on)));
  };
  const atEnd = () => window.innerHeight + window.scrollY > document.documentElement.scrollHeight - 4;
  const go = (which) => { const way = document.querySelector(`[data-${which}]`); if (way) way.click(); };

  document.querySelectorAll("[data-add]").forEach((button) => { button.hidden = false; button.addEventListener("click", () => add(button)); });
  document.querySelectorAll("[data-present]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const on = !document.body.classList.contains("presenting");
      present(on);
      if (on && document.documentElement.requestFullscreen) document.documentElement.requestFullscreen().catch(() => {});
      if (!on && document.fullscreenElement) document.exitFullscreen().catch(() => {});
    });
  });
  document.addEventListener("keydown", (event) => {
    if (typing(event)) return;
    const tapped = [...document.querySelectorAll("[data-add]")][Number(event.key) - 1];
    if (/^[1-9]$/.test(event.key) && tapped) add(tapped);
    else if (event.key === "PageDown" && atEnd()) go("next"); // else the page scrolls, as it does by itself
    else if (event.key === "PageUp" && window.scrollY < 4) go("previous");
    else if (event.key === "Escape" && document.body.classList.contains("presenting")) present(false);
  });
  if (document.querySelector("[data-present]") && sessionStorage.getItem(PRESENTING)) present(true);
})();
