// SPDX-License-Identifier: Apache-2.0
// Pages are told apart behind the address's "#", so that the server needs no routes for them.
import { useEffect, useState } from "./html.js";

export const to = (...parts) => `#/${parts.map(encodeURIComponent).join("/")}`;

const decode = (part) => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

const parts = () => location.hash.replace(/^#\/?/, "").split("/").map(decode);

export function go(...target) {
  location.hash = to(...target);
}

export function useRoute() {
  const [route, follow] = useState(parts);
  useEffect(() => {
    const changed = () => follow(parts());
    window.addEventListener("hashchange", changed);
    return () => window.removeEventListener("hashchange", changed);
  }, []);
  return route;
}
