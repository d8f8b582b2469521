// SPDX-License-Identifier: Apache-2.0
/**
 * Reads forms with files ({@code multipart/form-data}): text fields into memory, files to disk, as
 * they arrive and while no thread waits. {@link io.hayhooks.edge.http.form.Forms} is where edges
 * begin. It knows {@code edge.http}, which does not know it, and has {@code deploy} clear away what
 * a killed server left.
 */
package io.hayhooks.edge.http.form;
