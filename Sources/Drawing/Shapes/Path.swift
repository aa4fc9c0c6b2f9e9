/// The data of an SVG path: moves, lines and cubic curves in absolute coordinates.
public struct Path: Sendable, Hashable {
  private(set) var bytes: [UInt8] = []

  /// An empty path.
  public init() {}

  /// Starts a new piece at `point`.
  public mutating func move(to point: Point) {
    command("M", [point])
  }

  /// Draws a straight line to `point`.
  public mutating func line(to point: Point) {
    command("L", [point])
  }

  /// Draws a cubic curve to `point` with the two control points.
  public mutating func curve(to point: Point, control first: Point, _ second: Point) {
    command("C", [first, second, point])
  }

  /// Closes the current piece.
  public mutating func close() {
    bytes.append(UInt8(ascii: "Z"))
  }

  /// Adds a closed rectangle, in few bytes.
  mutating func rectangle(_ shape: Rectangle) {
    command("M", [Point(shape.x, shape.y)])
    bytes.append(UInt8(ascii: "h"))
    Decimal.append(shape.width, to: &bytes)
    bytes.append(UInt8(ascii: "v"))
    Decimal.append(shape.height, to: &bytes)
    bytes.append(UInt8(ascii: "h"))
    Decimal.append(-shape.width, to: &bytes)
    bytes.append(UInt8(ascii: "z"))
  }

  private mutating func command(_ letter: Unicode.Scalar, _ points: [Point]) {
    bytes.append(UInt8(truncatingIfNeeded: letter.value))
    for (index, point) in points.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: " ")) }
      Decimal.append(point.x, to: &bytes)
      bytes.append(UInt8(ascii: " "))
      Decimal.append(point.y, to: &bytes)
    }
  }
}
