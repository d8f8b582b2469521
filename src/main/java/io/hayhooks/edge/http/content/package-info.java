// SPDX-License-Identifier: Apache-2.0
/**
 * What stays the same from one request to the next: pages, and the scripts, styles and icons that
 * they load. Clients keep it and ask whether it changed, or know by its address that it did not. It
 * knows {@code edge.http}, which does not know it.
 */
package io.hayhooks.edge.http.content;
