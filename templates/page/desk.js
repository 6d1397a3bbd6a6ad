"use strict";
// The desk: a record opened beside the sentence that stands on it.

const part = (id) => document.getElementById(id);
const here = () => decodeURIComponent(location.hash.slice(1));
const isRecord = (id) => Boolean(id && part(id)?.classList.contains("card"));
const desk = { shown: "", opener: null };

function made(tag, className, ...children) {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

// A copy without ids, because the record keeps its place in the shelf; its title heads the desk.
function copyOf(id) {
  const copy = part(id).cloneNode(true);
  copy.removeAttribute("id");
  copy.removeAttribute("data-find");
  const title = copy.querySelector("h4");
  title.replaceWith(made("h2", "", ...title.childNodes));
  return copy;
}

function beside(id, step) {
  const cards = [...part(id).closest(".shelf").querySelectorAll(".card")];
  return cards[cards.indexOf(part(id)) + step]?.id;
}

function walkOf(id) {
  const steps = [[-1, "← Previous"], [1, "Next →"]].map(([step, words]) => {
    const button = made("button", "quiet", words);
    button.type = "button";
    button.disabled = !beside(id, step);
    button.addEventListener("click", () => openRecord(beside(id, step), { opener: desk.opener }));
    return button;
  });
  return made("p", "walk", ...steps);
}

function markCitations(id) {
  for (const each of document.querySelectorAll("main .cite[aria-current]")) each.removeAttribute("aria-current");
  if (!id) return;
  for (const each of document.querySelectorAll(`main a.cite[href="#${CSS.escape(id)}"]`)) each.setAttribute("aria-current", "true");
}

// `keepFocus` leaves the focus in the text, for walking along the citations; `remember` makes it a step of the history.
function openRecord(id, { opener = null, keepFocus = false, remember = true } = {}) {
  if (!isRecord(id)) return;
  part("record").replaceChildren(walkOf(id), copyOf(id));
  desk.shown = id;
  desk.opener = opener;
  showOnly("record");
  raise();
  markCitations(id);
  if (remember && here() !== id) history.pushState(null, "", `#${id}`);
  part("desk").scrollTop = 0;
  if (!keepFocus) part("record").focus({ preventScroll: true });
  if (opener) keepInSight(opener);
}

function closeRecord({ remember = true } = {}) {
  const opener = desk.opener;
  desk.shown = "";
  desk.opener = null;
  markCitations("");
  const searching = part("query").value.trim() !== "";
  showOnly(searching ? "hits" : "welcome");
  if (remember) history.replaceState(null, "", location.href.split("#")[0]);
  if (!searching) lower();
  if (opener?.isConnected && opener.checkVisibility()) opener.focus({ preventScroll: true });
  else if (searching) part("query").focus();
}

function showOnly(name) {
  for (const each of ["record", "hits", "welcome"]) part(each).hidden = each !== name;
  part("said").hidden = name !== "hits";
  part("close").classList.toggle("opened", name !== "welcome");
}

const raise = () => part("desk").classList.add("up");
const lower = () => part("desk").classList.remove("up");

// On a small screen the desk covers the lower part of the text.
function keepInSight(element) {
  if (!matchMedia("(max-width: 67.99rem)").matches) return;
  const box = element.getBoundingClientRect();
  if (box.bottom > innerHeight * 0.26 || box.top < 60) scrollBy({ top: box.top - innerHeight * 0.16 });
}
