// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http.form;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A text field, collected in memory. */
final class FieldPart implements FormPart {
  private static final int MOST = 1024 * 1024;

  private final String name;
  private final FieldMemory memory;
  private final Consumer<FormField> target;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  FieldPart(String name, FieldMemory memory, Consumer<FormField> target) {
    this.name = requireNonNull(name, "name is null");
    this.memory = requireNonNull(memory, "memory is null");
    this.target = requireNonNull(target, "target is null");
  }

  @Override
  public void add(ByteBuffer content) {
    if (bytes.size() + content.remaining() > MOST) {
      throw FormErrors.fieldTooLarge(MOST);
    }
    memory.take(content.remaining());
    byte[] piece = new byte[content.remaining()];
    content.get(piece);
    bytes.writeBytes(piece);
  }

  @Override
  public void complete() {
    target.accept(new FormField(name, text(bytes.toByteArray())));
  }

  @Override
  public void abort() {}

  /** UTF-8, or whatever a client sends that does not know better. */
  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }
}
