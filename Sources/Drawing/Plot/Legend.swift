/// The explanation of the colours and marks of a chart, drawn as rows of swatches with labels.
public struct Legend: Sendable, Hashable {
  /// The little picture before a label.
  public enum Swatch: Sendable, Hashable {
    /// A filled box.
    case box(Colour)
    /// A box with diagonal stripes over its colour.
    case stripedBox(Colour, stripes: String)
    /// A piece of line.
    case line(Colour, dashes: [Double])
    /// A small flag on a stem, the mark of a due date.
    case flag(Colour)
    /// The mark of a time before which work must not start.
    case release(Colour)
    /// A box with the dark outline of a marked bar.
    case outlinedBox(Colour)
    /// A dark line with a step.
    case path
    /// The hatched box of a lane that cannot work.
    case closed
    /// The low bar of a setup.
    case setup
  }

  /// One explained mark.
  public struct Entry: Sendable, Hashable {
    /// The little picture.
    public var swatch: Swatch
    /// What it means.
    public var label: String
    /// Ties the entry to the shapes it explains in an interactive page (`data-key`); may be empty.
    public var key: String

    /// An entry with the given picture and meaning.
    public init(_ swatch: Swatch, _ label: String, key: String = "") {
      self.swatch = swatch
      self.label = label
      self.key = key
    }
  }

  /// The entries in reading order.
  public var entries: [Entry]

  /// A legend with the given entries.
  public init(_ entries: [Entry]) {
    self.entries = entries
  }

  static let fontSize = 12.0
  static let rowHeight = 20.0
  private static let swatchWidth = 20.0

  /// The height needed when rows are at most `width` wide; 0 without entries.
  public func height(width: Double) -> Double {
    Double(rows(width: width).count) * Legend.rowHeight
  }

  /// Draws the entries from the top left corner `origin` in rows at most `width` wide.
  public func draw(in writer: inout SVGWriter, at origin: Point, width: Double) {
    writer.group(text: TextStyle(size: Legend.fontSize, colour: Palette.ink)) { writer in
      for (rowIndex, row) in rows(width: width).enumerated() {
        var x = origin.x
        let middle = origin.y + (Double(rowIndex) + 0.5) * Legend.rowHeight
        for entry in row {
          if entry.key.isEmpty {
            draw(entry, in: &writer, x: x, middle: middle)
          } else {
            writer.group(key: entry.key) { draw(entry, in: &$0, x: x, middle: middle) }
          }
          x += Legend.extent(of: entry)
        }
      }
    }
  }

  private static func extent(of entry: Entry) -> Double {
    swatchWidth + 6 + TextMetrics.width(of: entry.label, size: fontSize) + 22
  }

  private func rows(width: Double) -> [[Entry]] {
    var rows: [[Entry]] = []
    var used = 0.0
    for entry in entries {
      let extent = Legend.extent(of: entry)
      if rows.isEmpty || used + extent - 22 > width {
        rows.append([])
        used = 0
      }
      rows[rows.count - 1].append(entry)
      used += extent
    }
    return rows
  }

  private func draw(_ entry: Entry, in writer: inout SVGWriter, x: Double, middle: Double) {
    draw(entry.swatch, in: &writer, x: x, middle: middle)
    writer.text(entry.label, at: Point(x + Legend.swatchWidth + 6, middle + 4))
  }

  private func draw(_ swatch: Swatch, in writer: inout SVGWriter, x: Double, middle: Double) {
    let box = Rectangle(x: x, y: middle - 6, width: Legend.swatchWidth, height: 12)
    switch swatch {
    case .box(let colour):
      writer.rect(box, radius: 2, style: .filled(colour))
    case .stripedBox(let colour, let stripes):
      writer.rect(box, radius: 2, style: .filled(colour))
      writer.rect(box, radius: 2, style: ShapeStyle(fill: .reference(id: stripes)))
    case .line(let colour, let dashes):
      writer.line(
        from: Point(box.x, middle), to: Point(box.right, middle),
        style: .outlined(colour, width: 2.5, dashes: dashes))
    case .flag(let colour):
      DueFlag.drawMark(
        in: &writer, x: x + 10, top: middle - 7, foot: middle + 7, kind: .met, colour: colour)
    case .release(let colour):
      DueFlag.drawMark(
        in: &writer, x: x + 10, top: middle - 7, foot: middle + 7, kind: .release, colour: colour)
    case .outlinedBox(let colour):
      let inner = Rectangle(x: box.x + 0.75, y: box.y, width: box.width - 1.5, height: box.height)
      writer.rect(
        inner, radius: 2,
        style: ShapeStyle(fill: .colour(colour), stroke: .colour(Palette.ink), strokeWidth: 1.5))
    case .path:
      writer.polyline(
        [
          Point(box.x, middle - 5), Point(x + 10, middle - 5), Point(x + 10, middle + 5),
          Point(box.right, middle + 5),
        ], style: .outlined(Palette.ink, width: 1.5))
    case .closed:
      writer.rect(box, style: .filled(Palette.grid))
      writer.rect(box, style: ShapeStyle(fill: .reference(id: GanttRenderer.closedID)))
    case .setup:
      writer.rect(
        Rectangle(x: box.x, y: middle - 3, width: box.width, height: 6),
        style: .filled(ColourClass.neutral.colour))
    }
  }
}
