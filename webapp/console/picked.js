// SPDX-License-Identifier: Apache-2.0
// Files that were dropped or picked, as texts by their path below the pipeline's folder.

const SKIPPED = /(^|\/)(__pycache__|node_modules|\..*)(\/|$)|\.pyc$/;
const decoder = new TextDecoder("utf-8", { fatal: true });

const entriesOf = (reader) => new Promise((done, failed) => reader.readEntries(done, failed));
const fileOf = (entry) => new Promise((done, failed) => entry.file(done, failed));

async function walk(entry, path, found) {
  if (SKIPPED.test(entry.name)) return;
  if (entry.isFile) {
    found.push({ path: path + entry.name, file: await fileOf(entry) });
    return;
  }
  const reader = entry.createReader();
  for (let batch = await entriesOf(reader); batch.length; batch = await entriesOf(reader)) {
    for (const one of batch) await walk(one, `${path}${entry.name}/`, found);
  }
}

/** Must be called while the drop is handled; the browser forgets the files afterwards. */
export async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const found = [];
  for (const entry of entries) await walk(entry, "", found);
  return read(found);
}

export const chosen = (list) => read([...list].map((file) => ({ path: file.webkitRelativePath || file.name, file })));

async function read(found) {
  const files = {};
  const refused = [];
  const wanted = found.filter(({ path }) => !SKIPPED.test(path));
  const folder = commonFolder(wanted.map(({ path }) => path));
  for (const { path, file } of wanted) {
    try {
      files[path.slice(folder.length)] = decoder.decode(await file.arrayBuffer());
    } catch {
      refused.push(path);
    }
  }
  return { files, refused, name: nameOf(folder, files) };
}

/** The folder that all lie in, with a slash; empty if there is none. */
function commonFolder(paths) {
  const first = paths[0]?.split("/").slice(0, -1) ?? [];
  for (let depth = first.length; depth > 0; depth--) {
    const folder = `${first.slice(0, depth).join("/")}/`;
    if (paths.every((path) => path.startsWith(folder))) return folder;
  }
  return "";
}

export const isYaml = (files) => {
  const names = Object.keys(files);
  return names.length === 1 && /\.ya?ml$/.test(names[0]);
};

function nameOf(folder, files) {
  if (isYaml(files)) return Object.keys(files)[0].replace(/\.ya?ml$/, "");
  return folder.split("/").at(-2) ?? "";
}
