// The faces of the themes: their files and their licences. A theme names its face first in
// --font; .ci/setup installs it.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";

if (!process.env.FACES) throw new Error("FACES is not set: source .ci/env, and run .ci/setup once");

const read = (path) => readFileSync(path, "utf8");

// Other scripts have the system's fonts. The last of several files with a character counts.
export const SUBSETS = ["vietnamese", "greek", "cyrillic", "latin-ext", "latin"];

function face(name) {
  const folder = `${process.env.FACES}/${name}`;
  const { family, variable, license } = JSON.parse(read(`${folder}/metadata.json`));
  if (license.type !== "OFL-1.1") throw new Error(`${family} has the licence ${license.type}`);
  const ranges = JSON.parse(read(`${folder}/unicode.json`));
  const [weight, weights] = variable ? ["wght", `${variable.wght.min} ${variable.wght.max}`] : ["400", "100 900"];
  const files = SUBSETS.map((subset) => [subset, `${folder}/files/${name}-${subset}-${weight}-normal.woff2`])
    .filter(([, path]) => existsSync(path))
    .map(([subset, path]) => {
      const content = readFileSync(path);
      const hash = createHash("sha256").update(content).digest("hex").slice(0, 8);
      return { subset, range: ranges[subset], content, name: `${name}-${subset}-${hash}.woff2` };
    });
  return { family, weights, files, licence: read(`${folder}/LICENSE`) };
}

const installed = Object.fromEntries(
  readdirSync(process.env.FACES).map((name) => face(name)).map((face) => [face.family, face]),
);

// The family of each theme.
export const FAMILIES = Object.fromEntries(
  readdirSync("style/themes").map((file) => [file.replace(".css", ""), read(`style/themes/${file}`).match(/--font: "([^"]+)"/)[1]]),
);

export const faces = Object.values(FAMILIES).map((family) => {
  if (!installed[family]) throw new Error(`.ci/setup does not install the face ${family}`);
  return installed[family];
});

// What the loader needs of each face: the family, the weights, and the address and the
// characters of each file. Latin is the last one.
export function table(subsets, address) {
  const files = (face) => face.files.filter(({ subset }) => subsets.includes(subset));
  return faces.map((face) => [face.family, face.weights, files(face).map((file) => [address(file), file.range])]);
}

export const licences = faces.map(({ family, licence }) => `${family}\n\n${licence}`).join("\n\n");
