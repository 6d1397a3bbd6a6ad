// Without scripts the page is whole already: citations are links to the shelf at its end. This makes them open beside.

document.documentElement.classList.add("js");

function onClick(event) {
  const link = event.target.closest("a[href^='#']");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const id = decodeURIComponent(link.hash.slice(1));
  if (!isRecord(id)) {
    if (part(id)?.matches("details")) part(id).open = true;
    if (part(id)?.matches(".shelf")) fill(part(id));
    if (link.closest("#desk")) lower();
    return;
  }
  event.preventDefault();
  openRecord(id, { opener: link.closest("#desk") ? desk.opener : link });
}

function onHistory() {
  if (isRecord(here())) openRecord(here(), { opener: desk.opener, keepFocus: true, remember: false });
  else if (!here() && desk.shown) closeRecord({ remember: false });
}

async function copy(button) {
  const source = part(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(source.textContent);
    button.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(source); // a browser that keeps the clipboard closed: ready for the reader's own copy
  }
}

function markSections() {
  const links = new Map([...document.querySelectorAll(".bar nav a")].map((link) => [link.hash.slice(1), link]));
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) links.get(target.id)?.setAttribute("aria-current", "true");
        else links.get(target.id)?.removeAttribute("aria-current");
      }
    },
    { rootMargin: "-25% 0px -74% 0px" },
  );
  for (const each of document.querySelectorAll("main > section")) seen.observe(each);
}

function unfoldForPaper() {
  const folded = [...document.querySelectorAll("main details:not([open])")];
  addEventListener("beforeprint", () => folded.forEach((each) => (each.open = true)));
  addEventListener("afterprint", () => folded.forEach((each) => (each.open = false)));
}

function fold() {
  for (const each of document.querySelectorAll(".shelf")) each.open = false;
}

function begin() {
  part("desk").hidden = false;
  part("find").hidden = false;
  fold();
  document.documentElement.classList.add("ready");
  for (const each of document.querySelectorAll(".shelf > summary")) {
    each.addEventListener("click", () => fill(each.parentElement));
  }
  for (const each of document.querySelectorAll("[data-copy]")) {
    each.hidden = false;
    each.addEventListener("click", () => copy(each));
  }
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  addEventListener("popstate", onHistory);
  part("find").addEventListener("click", findKey);
  part("close").addEventListener("click", back);
  part("query").addEventListener("input", search);
  part("search").addEventListener("submit", (event) => {
    event.preventDefault();
    part("hits").querySelector("button")?.click();
  });
  markSections();
  unfoldForPaper();
}

// The browser goes to the part that an address names once all is loaded, and unfolds the shelf around it: after that.
function showLinked() {
  if (!isRecord(here())) return;
  const opener = citations().find((each) => each.hash === location.hash) ?? null;
  fold();
  openRecord(here(), { opener, remember: false });
  (opener ?? part("summary")).scrollIntoView({ block: "center" });
}

document.addEventListener("DOMContentLoaded", begin);
addEventListener("load", () => requestAnimationFrame(showLinked));
