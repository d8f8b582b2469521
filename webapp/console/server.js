// SPDX-License-Identifier: Apache-2.0
// What is asked for once and kept until the pipelines change: statuses and the API's description.
import { getJson } from "./api.js";
import { useEffect, useState } from "./html.js";
import { useLive } from "./live.js";

/** Changes when a pipeline comes, goes or is replaced. */
const key = (pipelines) => pipelines?.map((one) => `${one.name}@${one.revision}`).join(" ") ?? "";

/** Gets something now and again whenever `keys` change; what was there stays until the new is. */
export function useFetched(fetcher, keys) {
  const [state, set] = useState({ value: null, error: null });
  useEffect(() => {
    let wanted = true;
    fetcher()
      .then((value) => wanted && set({ value, error: null }))
      .catch((error) => wanted && set({ value: null, error }));
    return () => {
      wanted = false;
    };
  }, keys);
  return state;
}

let kept = { key: null, promise: null };

/** The OpenAPI document; one request however many ask. */
export function useDescription() {
  const now = key(useLive().pipelines);
  return useFetched(() => {
    if (kept.key !== now) kept = { key: now, promise: getJson("openapi.json") };
    return kept.promise;
  }, [now]);
}

export function useDeployments() {
  const now = key(useLive().pipelines);
  return useFetched(async () => (await getJson("status")).deployments, [now]);
}
