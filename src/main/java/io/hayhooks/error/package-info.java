// SPDX-License-Identifier: Apache-2.0
/**
 * Every failure that a client can see, categorised once. The package knows nothing but the JDK. All
 * rooms throw {@link io.hayhooks.error.ServerException}; the edges turn it into their protocol's
 * form.
 */
package io.hayhooks.error;
