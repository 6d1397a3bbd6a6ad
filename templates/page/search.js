// Search over findings and evidence: every word has to be met, somewhere in the record.

const MOST_HITS = 60;
const AROUND = 46;
let searched = null;

const squeezed = (text) => text.replace(/\s+/g, " ").trim();

// Made at the first search; a page with thousands of records opens without it.
function everything() {
  searched ??= [...laidOut(), ...putAway()];
  return searched;
}

function laidOut() {
  return [...document.querySelectorAll("main [data-find]")].map((element) => {
    const heading = element.querySelector("h3, h4");
    const title = squeezed(heading.querySelector(".card-title, .finding-title").textContent);
    const below = [...element.children].filter((each) => each !== heading && !each.matches(".card-from"));
    const text = squeezed(below.map((each) => each.textContent).join(" "));
    return {
      id: element.id,
      kind: element.dataset.find,
      title,
      text,
      lower: squeezed(element.textContent).toLowerCase(),
      weight: element.dataset.find === "finding" ? 0 : element.classList.contains("cited") ? 1 : 2,
    };
  });
}

function putAway() {
  return [...stored().values()].map(({ id, short, one, title, from, facts, words }) => {
    const text = squeezed([...facts, words].join(" "));
    return { id, kind: one, title, text, lower: squeezed(`${short} ${title} ${from} ${text} ${id}`).toLowerCase(), weight: 2 };
  });
}

function found(words) {
  const inTitle = (each) => (words.every((word) => each.title.toLowerCase().includes(word)) ? 0 : 1);
  return everything()
    .filter((each) => words.every((word) => each.lower.includes(word)))
    .map((each, place) => ({ each, place, rank: each.weight + 3 * inTitle(each) }))
    .sort((one, other) => one.rank - other.rank || one.place - other.place)
    .map(({ each }) => each);
}

function marked(text, words) {
  const parts = [];
  let rest = text;
  for (;;) {
    const lower = rest.toLowerCase();
    const places = words.map((word) => [lower.indexOf(word), word.length]).filter(([place]) => place >= 0);
    if (places.length === 0) return [...parts, rest];
    const [place, length] = places.sort((one, other) => one[0] - other[0])[0];
    parts.push(rest.slice(0, place), made("mark", "", rest.slice(place, place + length)));
    rest = rest.slice(place + length);
  }
}

// The words around the first one that was met below the title, or how the record begins.
function excerpt({ text }, words) {
  const lower = text.toLowerCase();
  const places = words.map((word) => lower.indexOf(word)).filter((place) => place >= 0);
  const place = places.length ? Math.min(...places) : 0;
  const from = Math.max(0, place - AROUND);
  const cut = text.slice(from, place + 2 * AROUND);
  return `${from ? "…" : ""}${cut}${place + 2 * AROUND < text.length ? "…" : ""}`;
}

function hitOf(each, words) {
  const title = each.title.length > 140 ? `${each.title.slice(0, 139)}…` : each.title;
  const button = made("button", "", made("span", "hit-kind", each.kind), " ", ...marked(title, words));
  button.type = "button";
  button.append(made("span", "hit-text", ...marked(excerpt(each, words), words)));
  button.addEventListener("click", () => goTo(each.id, button));
  return made("li", "", button);
}

function goTo(id, opener) {
  if (isRecord(id)) {
    openRecord(id, { opener });
    return;
  }
  lower();
  history.pushState(null, "", `#${id}`);
  part(id).tabIndex = -1;
  part(id).scrollIntoView();
  part(id).focus({ preventScroll: true });
}

function search() {
  const words = part("query").value.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    part("hits").replaceChildren();
    showOnly(desk.shown ? "record" : "welcome");
    return;
  }
  const hits = found(words);
  part("hits").replaceChildren(...hits.slice(0, MOST_HITS).map((each) => hitOf(each, words)));
  const more = hits.length > MOST_HITS ? `, the first ${MOST_HITS} are listed` : "";
  part("said").textContent = hits.length ? `${hits.length} of ${everything().length} match${more}` : "Nothing matches.";
  showOnly("hits");
}
