"use strict";
(() => {
  const box = document.getElementById("q");
  const found = document.getElementById("found");
  const count = document.getElementById("count");
  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  const entries = book.entries.map((entry) => ({ ...entry, title: plain(entry.t), text: plain(entry.x) }));
  const MOST = 40;
  const ABOUT = 60;

  function rank(entry, words) {
    let sum = 0;
    for (const word of words) {
      if (entry.title.includes(word)) sum += 5;
      else if (entry.text.includes(word)) sum += 1;
      else return 0;
    }
    return sum;
  }

  function shown(entry, word) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = entry.u;
    link.textContent = entry.t;
    item.append(link);
    const aside = document.createElement("small");
    const at = Math.max(0, entry.text.indexOf(word) - ABOUT);
    const piece = entry.x.slice(at, at + 3 * ABOUT);
    aside.textContent = [entry.c, piece && `${at ? "…" : ""}${piece}…`].filter(Boolean).join(" · ");
    item.append(aside);
    return item;
  }

  function search() {
    const words = plain(box.value).split(/\s+/).filter((word) => word.length > 1);
    const ranked = words.length ? entries.map((entry) => [rank(entry, words), entry]).filter((pair) => pair[0]) : [];
    ranked.sort((a, b) => b[0] - a[0]);
    found.replaceChildren(...ranked.slice(0, MOST).map((pair) => shown(pair[1], words[0])));
    count.textContent = words.length ? (ranked.length ? book.words.found.replace("{n}", ranked.length) : book.words.none) : "";
  }

  box.addEventListener("input", search);
  box.focus();
})();
