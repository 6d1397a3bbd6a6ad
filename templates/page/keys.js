// Keys: / searches, j and k walk along the citations, arrows along hits and records, Esc goes back one step.

const isTyping = (element) => element.matches("input:not([type='checkbox']), textarea, [contenteditable]");
const citations = () => [...document.querySelectorAll("main > section a.cite")].filter((each) => each.checkVisibility());

function walk(step) {
  const all = citations();
  const from = all.indexOf(document.activeElement) >= 0 ? document.activeElement : desk.opener;
  const at = all.indexOf(from);
  const below = all.findIndex((each) => each.getBoundingClientRect().top > 60);
  const next = at >= 0 ? all[at + step] : all[step > 0 ? below : below - 1];
  if (!next) return;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
  if (desk.shown) openRecord(next.hash.slice(1), { opener: next, keepFocus: true });
}

function findKey() {
  raise();
  part("query").focus();
  part("query").select();
}

function back() {
  if (desk.shown) {
    closeRecord();
    return;
  }
  part("query").value = "";
  search();
  document.activeElement.blur();
  lower();
}

function walkHits(step) {
  const buttons = [...part("hits").querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement);
  if (at + step < 0) part("query").focus();
  else buttons[at + step]?.focus();
}

const LETTERS = { "/": findKey, j: () => walk(1), k: () => walk(-1) };
const ARROWS = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 };

// True where the key did something, so that the browser does not do its own with it.
function acted(key, target) {
  if (key === "Escape") {
    back();
    return true;
  }
  const inSearch = target.id === "query" || target.closest("#hits");
  if (inSearch && (key === "ArrowDown" || key === "ArrowUp") && !part("hits").hidden) {
    walkHits(ARROWS[key]);
    return true;
  }
  if (isTyping(target)) return false;
  if ((key === "ArrowLeft" || key === "ArrowRight") && desk.shown && !target.matches("pre, .wide")) {
    openRecord(beside(desk.shown, ARROWS[key]), { opener: desk.opener });
    return true;
  }
  if (!part("letters").checked || !(key in LETTERS)) return false;
  LETTERS[key]();
  return true;
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (acted(event.key, event.target)) event.preventDefault();
}
