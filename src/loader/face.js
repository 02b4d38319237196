// The faces of the themes. They are FontFace objects because @font-face rules would send the
// page's address as the referrer.

// The build makes this table of all faces, and of the family of each theme.
import { families, faces as all } from "faces";

// Milliseconds from the first value until the page is shown without the face.
const PATIENCE = 400;

// Adds faces, whose files are loaded when text needs them. Returns those of one family.
function add(isWanted) {
  return all.filter(([family]) => isWanted(family)).flatMap(([family, weight, files]) =>
    files.map(([address, unicodeRange], index) => {
      // A name in another script is drawn in its face only if that is there at once.
      const display = index === files.length - 1 ? "block" : "optional";
      const face = new FontFace(family, `url(${address})`, { weight, unicodeRange, display });
      document.fonts.add(face);
      return face;
    }),
  );
}

export const addAllFaces = () => add(() => true);

// Loads the face of the theme or of `font`, so that the first picture is drawn in it. A face
// that is late is not used in this start: text must not change its face on air.
export function loadFace() {
  const query = new URLSearchParams(location.search);
  // As CSS compares the names of families. The page itself reports a theme that does not exist.
  const wanted = (query.get("font") ?? families[query.get("theme") ?? "plate"] ?? "").trim().toLowerCase();
  const faces = add((family) => family.toLowerCase() === wanted);
  if (!faces.length) return;
  const { dataset } = document.documentElement;
  // Keeps the widgets invisible, see style/base.css.
  dataset.face = "loading";
  let timer;
  const observer = new MutationObserver(() => {
    if (["live", "stale"].includes(dataset.status)) timer ??= setTimeout(giveUp, PATIENCE);
  });
  const show = () => {
    observer.disconnect();
    clearTimeout(timer);
    delete dataset.face;
  };
  const giveUp = () => {
    faces.forEach((face) => document.fonts.delete(face));
    show();
  };
  observer.observe(document.documentElement, { attributeFilter: ["data-status"] });
  faces.at(-1).load().then(show, giveUp);
}
