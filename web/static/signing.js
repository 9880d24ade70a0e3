// The code of an invitation stands behind the # of the address, so that no server and no log sees it; here it goes into the form.
for (const field of document.querySelectorAll("[data-from-address]")) {
  const code = decodeURIComponent(location.hash.slice(1));
  if (code) {
    field.value = code;
    history.replaceState(null, "", location.pathname);
  }
}
