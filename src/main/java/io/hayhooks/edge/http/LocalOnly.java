// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what only callers on this machine may ask for, since it runs code: {@link LocalOnlyFilter}
 * refuses all others unless the operator allows them.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface LocalOnly {}
