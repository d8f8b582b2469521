// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.draw;

import io.hayhooks.edge.draw.Picture.Align;
import io.hayhooks.edge.draw.Picture.Dot;
import io.hayhooks.edge.draw.Picture.Piece;
import io.hayhooks.edge.draw.Picture.Rectangle;
import io.hayhooks.edge.draw.Picture.Shape;
import io.hayhooks.edge.draw.Picture.Text;
import io.hayhooks.edge.draw.Picture.Wire;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a picture as SVG; needs no fonts. */
final class SvgWriter {
  private static final String FONT = "'DejaVu Sans', Verdana, Arial, sans-serif";

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;

  private SvgWriter() throws XMLStreamException {
    xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
  }

  static byte[] write(Picture picture, String title) {
    try {
      SvgWriter writer = new SvgWriter();
      writer.picture(picture, title);
      return writer.text.toString().getBytes(StandardCharsets.UTF_8);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("A string can be written to", e);
    }
  }

  private void picture(Picture picture, String title) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("svg");
    xml.writeDefaultNamespace("http://www.w3.org/2000/svg");
    attribute("width", picture.width());
    attribute("height", picture.height());
    attribute(
        "viewBox",
        "%s %s %s %s"
            .formatted(
                number(picture.x()),
                number(picture.y()),
                number(picture.width()),
                number(picture.height())));
    attribute("font-family", FONT);
    title(title);
    rectangle(
        new Rectangle(
            picture.x(), picture.y(), picture.width(), picture.height(), 0, 0xffffff, 0xffffff));
    for (Shape shape : picture.shapes()) {
      shape(shape);
    }
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void shape(Shape shape) throws XMLStreamException {
    if (shape instanceof Rectangle rectangle) {
      rectangle(rectangle);
    } else if (shape instanceof Wire wire) {
      wire(wire);
    } else if (shape instanceof Dot dot) {
      dot(dot);
    } else if (shape instanceof Text line) {
      text(line);
    }
  }

  private void rectangle(Rectangle rectangle) throws XMLStreamException {
    xml.writeEmptyElement("rect");
    attribute("x", rectangle.x());
    attribute("y", rectangle.y());
    attribute("width", rectangle.width());
    attribute("height", rectangle.height());
    attribute("rx", rectangle.radius());
    attribute("fill", color(rectangle.fill()));
    attribute("stroke", color(rectangle.border()));
  }

  private void wire(Wire wire) throws XMLStreamException {
    StringBuilder path = new StringBuilder();
    double x = 0;
    double y = 0;
    for (Piece piece : wire.pieces()) {
      String to = number(piece.x()) + ' ' + number(piece.y());
      String middle = number((x + piece.x()) / 2);
      path.append(
          switch (piece.kind()) {
            case START -> "M" + to;
            case STRAIGHT -> "L" + to;
            case CURVE ->
                "C%s %s %s %s %s".formatted(middle, number(y), middle, number(piece.y()), to);
          });
      x = piece.x();
      y = piece.y();
    }
    xml.writeStartElement("path");
    attribute("d", path.toString());
    attribute("fill", "none");
    attribute("stroke", color(wire.color()));
    attribute("stroke-width", "1.6");
    title(wire.title());
    xml.writeEndElement();
  }

  private void dot(Dot dot) throws XMLStreamException {
    xml.writeEmptyElement("circle");
    attribute("cx", dot.x());
    attribute("cy", dot.y());
    attribute("r", dot.radius());
    attribute("fill", color(dot.color()));
  }

  private void text(Text line) throws XMLStreamException {
    xml.writeStartElement("text");
    attribute("x", line.x());
    attribute("y", line.y());
    attribute("font-size", line.size());
    attribute("fill", color(line.style().color()));
    if (line.style().bold()) {
      attribute("font-weight", "bold");
    }
    if (line.style().align() == Align.RIGHT) {
      attribute("text-anchor", "end");
    }
    title(line.title());
    xml.writeCharacters(legal(line.text()));
    xml.writeEndElement();
  }

  private void title(String words) throws XMLStreamException {
    xml.writeStartElement("title");
    xml.writeCharacters(legal(words));
    xml.writeEndElement();
  }

  private void attribute(String name, double value) throws XMLStreamException {
    xml.writeAttribute(name, number(value));
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, value);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String color(int color) {
    return "#%06x".formatted(color);
  }

  /** Without the characters that XML cannot hold, however they are written. */
  private static String legal(String text) {
    StringBuilder legal = new StringBuilder();
    text.codePoints().forEach(c -> legal.appendCodePoint(isLegal(c) ? c : '\ufffd'));
    return legal.toString();
  }

  private static boolean isLegal(int c) {
    return (c >= ' ' && c < 0xd800) || (c > 0xdfff && c < 0xfffe) || c > 0xffff;
  }
}
