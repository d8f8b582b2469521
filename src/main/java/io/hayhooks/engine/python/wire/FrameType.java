// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.wire;

/** Kinds of frames, with their numbers on the wire. */
public enum FrameType {
  HELLO(1),
  LOAD(2),
  READY(3),
  RUN(4),
  RESULT(5),
  STREAM(6),
  CHUNK(7),
  END(8),
  ERROR(9),
  CREDIT(10),
  CANCEL(11),
  STOP(12),
  UNLOAD(13),
  UNLOADED(14),
  SPAN(15);

  private static final FrameType[] BY_NUMBER = byNumber();

  private final byte number;

  FrameType(int number) {
    this.number = (byte) number;
  }

  private static FrameType[] byNumber() {
    FrameType[] types = new FrameType[values().length + 1];
    for (FrameType type : values()) {
      types[type.number] = type;
    }
    return types;
  }

  byte number() {
    return number;
  }

  static FrameType of(int number) throws ProtocolException {
    if (number < 1 || number >= BY_NUMBER.length) {
      throw new ProtocolException("no frame has type %d".formatted(number));
    }
    return BY_NUMBER[number];
  }
}
