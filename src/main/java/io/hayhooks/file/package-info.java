// SPDX-License-Identifier: Apache-2.0
/**
 * Files that clients uploaded to be used later, kept on disk until they are deleted or expire.
 * {@link io.hayhooks.file.FileStore} alone knows where and how. It knows {@code config} and {@code
 * error}; edges use it.
 */
package io.hayhooks.file;
